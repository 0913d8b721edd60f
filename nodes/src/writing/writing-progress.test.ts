import { expect, test } from 'vitest'
import { tellWriting } from './writing-progress.ts'

const told = (written: string, maxTokens = 256): readonly [number, string | undefined] => {
  let last: readonly [number, string | undefined] = [0, undefined]
  tellWriting({ progress: (fraction, note) => (last = [fraction, note]) }, written, maxTokens)
  return last
}

test('a short text is told whole, a long one by its end; the end itself is not promised', () => {
  expect(told('A fox')).toEqual([5 / 1024, 'A fox'])
  const [fraction, note = ''] = told(`${'a'.repeat(2000)}the end`)
  expect(fraction).toBe(0.99)
  expect(note).toMatch(/^…a+the end$/)
  expect(note.length).toBeLessThan(300)
})

test.each([
  ['{"items":["Wide shot: a fox', 'Wide shot: a fox'],
  ['{ "items": ["A \\"fox\\"", "snow\\nfalls"', 'A "fox"\nsnow falls'],
  ['{"items":["a","b"]}', 'a\nb'],
  ['{"title":"Ember"', '{"title":"Ember"'],
])('%s reads as lines where it is a list', (written, expected) => {
  expect(told(written)[1]).toBe(expected)
})
