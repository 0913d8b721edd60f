import { expect, test } from 'vitest'
import { planned } from './fake-runs.ts'
import { whyRows } from './why-rows.ts'

const reused = (position: number, at: number) =>
  planned('shots', {
    item: `${position}`,
    position,
    verdict: 'reuse',
    reason: { because: 'unchanged', at },
    outputs: {},
  })
const fresh = (position: number) => planned('shots', { item: `${position}`, position })
const said = (rows: ReturnType<typeof whyRows>) => rows.map(({ items, text }) => `${items ?? ''}: ${text}`)
const textOf = ({ verdict, reason }: ReturnType<typeof fresh>) =>
  reason.because === 'unchanged' ? `${verdict} ${reason.at}` : verdict

test('a list that is wholly reused has one row, whenever its items were made', () => {
  expect(said(whyRows([reused(0, 5), reused(1, 9), reused(2, 7)], textOf))).toEqual(['All 3: reuse 9'])
})

test('items that differ are told by their numbers, neighbours together', () => {
  expect(said(whyRows([fresh(3), reused(1, 1), fresh(0), fresh(2), fresh(5), reused(4, 1)], textOf))).toEqual([
    'Items 1, 3–4, 6: run',
    'Items 2, 5: reuse 1',
  ])
  expect(said(whyRows([fresh(0), reused(1, 1)], textOf))).toEqual(['Item 1: run', 'Item 2: reuse 1'])
})

test('what is still to be looked at is not told as what is simply reused', () => {
  const look = (position: number) => ({ ...reused(position, 1), gated: true as const })
  expect(said(whyRows([reused(0, 1), look(1), look(2)], textOf))).toEqual(['Item 1: reuse 1', 'Items 2–3: reuse 1'])
})

test('what another model has made in the place of its own is not told as what that made', () => {
  const made = (position: number) => ({
    ...reused(position, 1),
    fallback: { model: 'fal/flux', because: 'It was down.' },
  })
  expect(said(whyRows([reused(0, 1), made(1), made(2)], textOf))).toEqual(['Item 1: reuse 1', 'Items 2–3: reuse 1'])
})

test('many that lie apart are counted', () => {
  const rows = whyRows(
    [0, 1, 2, 3, 4, 5, 6, 7].map((at) => (at % 2 === 0 ? fresh(at) : reused(at, 1))),
    textOf,
  )
  expect(said(rows)).toEqual(['4 items: run', '4 items: reuse 1'])
})

test('a single result is about nothing but itself', () => {
  expect(said(whyRows([planned('film')], textOf))).toEqual([': run'])
})
