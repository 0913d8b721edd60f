import type { Plan, Scope } from '@reelgraph/shared'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { planOf } from './fake-runs.ts'
import { Plans, type PlanState } from './plans.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const ALL: Scope = { of: 'all' }

const setUp = () => {
  const asked: {
    readonly scope: Scope
    readonly signal: AbortSignal
    resolve(plan: Plan): void
    reject(error: Error): void
  }[] = []
  const states: PlanState[] = []
  const plans = new Plans({
    ask: (scope, signal) => new Promise((resolve, reject) => asked.push({ scope, signal, resolve, reject })),
    onChange: (state) => states.push(state),
    quietMs: 100,
  })
  return { asked, states, plans }
}

test('a plan is asked for once while nothing changes', async () => {
  const { plans, asked } = setUp()
  const answers = Promise.all([plans.get(ALL), plans.get(ALL)])
  asked[0]?.resolve(planOf([]))
  expect(await answers).toHaveLength(2)
  await plans.get(ALL)
  expect(asked).toHaveLength(1)
  plans.invalidate()
  void plans.get(ALL)
  expect(asked).toHaveLength(2)
})

test('every scope has its own', () => {
  const { plans, asked } = setUp()
  void plans.get(ALL)
  void plans.get({ of: 'items', node: 'a', items: ['one'] } as Scope)
  void plans.get({ of: 'items', node: 'a', items: ['two'] } as Scope)
  expect(asked).toHaveLength(3)
})

test('while somebody watches, a burst of changes costs one request, when it is quiet again', () => {
  const { plans, asked } = setUp()
  const leave = plans.watch()
  vi.advanceTimersByTime(99)
  plans.invalidate()
  vi.advanceTimersByTime(99)
  plans.invalidate()
  vi.advanceTimersByTime(99)
  expect(asked).toHaveLength(0)
  vi.advanceTimersByTime(1)
  expect(asked).toHaveLength(1)
  leave()
  plans.invalidate()
  vi.advanceTimersByTime(1000)
  expect(asked).toHaveLength(1)
})

test('the answer to an old question is not taken for the state of things', async () => {
  const { plans, asked, states } = setUp()
  plans.watch()
  vi.advanceTimersByTime(100)
  plans.invalidate()
  expect(asked[0]?.signal.aborted).toBe(true)
  asked[0]?.resolve(planOf([], { revision: 1 }))
  vi.advanceTimersByTime(100)
  asked[1]?.resolve(planOf([], { revision: 2 }))
  await vi.advanceTimersByTimeAsync(0)
  expect(states.filter((state) => state.fresh).map((state) => state.plan?.revision)).toEqual([2])
})

test('the old plan stays in sight, marked, until the new one is there', async () => {
  const { plans, asked } = setUp()
  plans.watch()
  vi.advanceTimersByTime(100)
  asked[0]?.resolve(planOf([], { revision: 1 }))
  await vi.advanceTimersByTimeAsync(0)
  plans.invalidate()
  expect(plans.state).toMatchObject({ fresh: false, plan: { revision: 1 } })
})

test('a failure is said, and the next one who asks tries again', async () => {
  const { plans, asked } = setUp()
  plans.watch()
  vi.advanceTimersByTime(100)
  asked[0]?.reject(new Error('no'))
  await vi.advanceTimersByTimeAsync(0)
  expect(plans.state.error?.detail).toBe('no')
  void plans.get(ALL)
  expect(asked).toHaveLength(2)
})
