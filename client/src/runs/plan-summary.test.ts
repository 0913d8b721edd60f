import { expect, test } from 'vitest'
import type { PlannedTask } from '@reelgraph/shared'
import { planned, planOf, typed } from './fake-runs.ts'
import { planSummary } from './plan-summary.ts'

const said = (tasks: readonly PlannedTask[], more: Parameters<typeof planOf>[1] = {}) =>
  planSummary(planOf(tasks, more), (node) => node.toUpperCase())
const reused = (node: string, more: Partial<PlannedTask> = {}) =>
  planned(node, { verdict: 'reuse', reason: { because: 'unchanged', at: 1 }, ...more })
const off = (node: string, outside = false) =>
  planned(node, { verdict: 'off', reason: { because: 'off', why: 'switched off', ...(outside && { outside }) } })

test('what is reused, left out or in the way is not told for one another', () => {
  const words = planned('words', { verdict: 'reuse', reason: typed })
  expect(said([words, reused('a')])).toBe('Nothing has to run: everything is reused.')
  expect(said([words, reused('a'), off('b')])).toBe('Nothing has to run: 1 reused, 1 left out.')
  expect(said([words, off('b')])).toBe('Nothing has to run: every step is left out.')
  expect(said([reused('a'), off('b', true)])).toBe('Nothing has to run: everything is reused.')
  expect(said([words])).toBe('Nothing has to run.')
  const error = { code: 'missing-input', message: 'It needs words.' } as const
  const blocked = planned('a', { verdict: 'blocked', reason: { because: 'problem', error } })
  expect(said([blocked, reused('b')], { problems: [error] })).toBe('Nothing can run before this is mended.')
})

test('a run that will ask says so before', () => {
  const gate = { verdict: 'waits', reason: { because: 'gate', node: 'a', item: null } } as const
  expect(said([planned('a', { asks: true }), planned('b', { verdict: 'waits' })])).toBe(
    'It costs nothing. It stops at “A” until you have looked.',
  )
  expect(said([reused('a', { gated: true }), planned('b', gate)])).toBe(
    'It costs nothing. Nothing is made before you have looked at “A”.',
  )
  const items = ['1', '2'].map((item) => planned('a', { item, asks: true }))
  expect(said([...items, planned('b', { asks: true })])).toContain('It stops at “A” and “B” until')
  expect(said([...items, planned('b', { asks: true }), planned('c', { asks: true })])).toContain('“A” and 2 more')
  expect(said([planned('a'), planned('b')])).toBe('It costs nothing.')
})

test('what it costs, takes and saves', () => {
  expect(
    said([planned('a'), reused('b', { saved: 200_000 })], {
      total: { low: 250_000, high: 250_000 },
      saved: 200_000,
      expected: { median: 12_000, p95: 20_000 },
    }),
  ).toBe('It costs at most $0.25. It takes about 12 s, up to 20 s. Reusing what is unchanged saves $0.20.')
})

test('a limit that will hold some of it is said before, the nearer one, and one that will not is not', () => {
  const costs = (left: { readonly project?: number; readonly day?: number }) =>
    said([planned('a')], { total: { low: 18_000, high: 18_000 }, left })
  expect(costs({ project: 10_000 })).toBe(
    'It costs at most $0.018. The project may still spend $0.01: what goes beyond waits for you.',
  )
  expect(costs({ project: 10_000, day: 5000 })).toContain('Today you may still spend $0.005: what goes beyond')
  expect(costs({ project: 0 })).toContain('The limit of the project is used up: what costs something waits for you.')
  expect(costs({ project: 20_000, day: 0 })).toContain('Today’s limit is used up: what costs something waits for you.')
  expect(costs({ project: 18_000, day: 18_000 })).toBe('It costs at most $0.018.')
  const unknown = said([planned('a')], { total: 'unknown', unknown: { prices: 1, lengths: 0 }, left: { day: 70_000 } })
  expect(unknown).toContain('Today you may still spend $0.07')
  expect(said([planned('a')], { left: { project: 0 } })).toBe('It costs nothing.')
})
