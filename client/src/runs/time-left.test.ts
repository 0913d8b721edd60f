import { newProjectId, newRunId, taskKey, type RunState, type TaskState } from '@reelgraph/shared'
import { expect, test } from 'vitest'
import { ALL, neverRun } from './fake-runs.ts'
import { secondsLeft, usualOf } from './time-left.ts'

const task = (node: string, status: TaskState['status'], more: Partial<TaskState> = {}): TaskState => ({
  node,
  item: null,
  position: 0,
  status,
  reused: false,
  reason: neverRun,
  attempts: [],
  deaths: 0,
  ...more,
})

const runOf = (...tasks: TaskState[]): RunState => ({
  id: newRunId(),
  project: newProjectId(),
  revision: 1,
  scope: ALL,
  status: 'running',
  cancelling: false,
  cost: 0,
  reserved: 0,
  saved: 0,
  priority: 'normal',
  unknownPrices: false,
  createdAt: 0,
  updatedAt: 0,
  tasks: new Map(tasks.map((one) => [taskKey(one.node, one.item), one])),
})

const left = (run: RunState, usual: Readonly<Record<string, number>> = {}) =>
  secondsLeft({ run, usual: (node) => usual[node], now: 10_000 })

test('what tells how far it is is judged by its own pace, and the slowest counts', () => {
  const run = runOf(
    task('a', 'running', { startedAt: 4000, progress: 0.5 }),
    task('b', 'running', { startedAt: 8000, progress: 0.2 }),
    task('c', 'succeeded'),
  )
  expect(left(run)).toBeCloseTo(8)
})

test('what has never run and does not tell is no ground for a figure', () => {
  expect(left(runOf(task('a', 'running', { startedAt: 9000 })))).toBeUndefined()
  expect(left(runOf(task('a', 'running', { startedAt: 5000, progress: 0.5 }), task('film', 'waiting')))).toBeUndefined()
  expect(left(runOf(task('a', 'late')), { a: 1000 })).toBeUndefined()
})

test('what waits counts as long as it took before, as many at once as run now', () => {
  const items = [0, 1, 2].map((position) => task('shots', 'waiting', { item: `k${position}`, position }))
  const run = runOf(task('a', 'running', { startedAt: 9000 }), task('b', 'running', { startedAt: 9000 }), ...items)
  expect(left(run, { a: 4000, b: 2000, shots: 5000 })).toBeCloseTo(3 + 10)
})

test('a run in which nothing goes on has no time left to tell', () => {
  expect(left(runOf(task('a', 'succeeded')))).toBeUndefined()
})

test('what a node usually takes is learnt from what it made, not from what was reused or failed', () => {
  expect(
    usualOf([
      task('a', 'succeeded', { startedAt: 0, endedAt: 1000 }),
      task('a', 'succeeded', { startedAt: 0, endedAt: 3000 }),
      task('a', 'succeeded', { reused: true, startedAt: 0, endedAt: 1 }),
      task('a', 'failed', { startedAt: 0, endedAt: 9000 }),
    ]),
  ).toBe(2000)
  expect(usualOf([])).toBeUndefined()
})
