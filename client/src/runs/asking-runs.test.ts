import { expect, test } from 'vitest'
import { fakeServer, paid, planned } from './fake-runs.ts'

const setUp = () => {
  const fake = fakeServer()
  fake.runs.connect()
  return fake
}
const value = (text: string) => ({ image: { value: text } })

test('what is under way is set aside, what was charged is spent', () => {
  const { runs, begin, say } = setUp()
  const run = begin([planned('a')])
  const [start, ask, end] = paid('a', 250_000)
  say(run, ...[start, ask].filter((event) => event !== undefined))
  expect(runs.current()).toMatchObject({ cost: 0, reserved: 250_000 })
  say(run, ...[end].filter((event) => event !== undefined))
  expect(runs.current()).toMatchObject({ cost: 250_000, reserved: 0 })
})

test('a run that waits for a person is not hidden by one that ended since', () => {
  const { runs, begin, say } = setUp()
  const waiting = begin([planned('a'), planned('b')], 1)
  say(
    waiting,
    { type: 'task-succeeded', at: 2, node: 'a', item: null, outputs: value('x') },
    { type: 'gate-closed', at: 2, node: 'a', item: null, holds: [{ node: 'b', item: null }] },
    { type: 'run-waiting', at: 2 },
  )
  expect(runs.current()).toMatchObject({ id: waiting, status: 'waiting', asks: { steps: 1, items: 1 }, done: 1 })
  expect(runs.nodeRun('b')?.tasks[0]).toMatchObject({ status: 'held', heldBy: ['a'] })
  const later = begin([planned('a')], 3)
  expect(runs.currentRun()).toBe(later)
  say(
    later,
    { type: 'task-succeeded', at: 4, node: 'a', item: null, outputs: value('y') },
    { type: 'run-ended', at: 4, status: 'succeeded' },
  )
  expect(runs.nodeRun('a')?.run).toBe(waiting)
  expect(runs.asks()).toEqual({ steps: 1, items: 1 })
  say(waiting, {
    type: 'gate-opened',
    at: 5,
    node: 'a',
    item: null,
    decision: 'approve',
    holds: [{ node: 'b', item: null }],
  })
  expect(runs.nodeRun('a')?.run).toBe(later)
  expect(runs.asks()).toEqual({ steps: 0, items: 0 })
})

test('items that ask are counted beside their steps: each is answered for itself', () => {
  const { runs, begin, say } = setUp()
  const run = begin([planned('a', { item: '1' }), planned('a', { item: '2', position: 1 }), planned('b')])
  const error = { code: 'unknown-outcome' as const, message: 'No answer.' }
  say(
    run,
    { type: 'task-unknown', at: 2, node: 'a', item: '1', error },
    { type: 'task-unknown', at: 2, node: 'a', item: '2', error },
    { type: 'task-held', at: 2, node: 'b', item: null, needs: 2, left: 1 },
  )
  expect(runs.current()?.asks).toEqual({ steps: 2, items: 3 })
})
