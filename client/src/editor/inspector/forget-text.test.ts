import { expect, test } from 'vitest'
import { forgetText } from './forget-text.ts'

const project = (name: string, binned = false) => ({ name, binned })

test('forgetting says what it cost, whether it is shown, and that nothing brings it back', () => {
  expect(forgetText({ cost: 40_000, shown: true, others: [] })).toBe(
    'It cost $0.04, and to make it again would cost as much again. The node shows it now, and what follows it is made of it. This cannot be undone.',
  )
  expect(forgetText({ cost: 0, shown: false, others: undefined })).toBe('It cost nothing. This cannot be undone.')
})

test('forgetting says which other projects show it and what they would pay', () => {
  const said = (...others: readonly ReturnType<typeof project>[]) => forgetText({ cost: 3000, shown: false, others })
  expect(said(project('Trailer'))).toContain(
    'The project “Trailer” shows it too, and would have to pay $0.003 for it again.',
  )
  expect(said(project('Trailer'), project('Old', true))).toContain(
    '2 other projects show it too, “Trailer” and “Old” in the bin: the first that needs it would have to pay $0.003 for it again.',
  )
  expect(said(...['a', 'b', 'c', 'd', 'e'].map((name) => project(name)))).toContain(
    '5 other projects show it too, “a”, “b”, “c” and 2 more:',
  )
  expect(forgetText({ cost: 0, shown: false, others: [project('Trailer')] })).toContain('would have to make it again.')
})
