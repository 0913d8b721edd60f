import { expect, test } from 'vitest'
import { newRunId, type VainTry } from '@reelgraph/shared'
import { fakeServer, planned, taskOf } from './fake-runs.ts'

const failed = (node: string, at: number, item: string | null = null) =>
  [
    { type: 'task-started', at, node, item, attempt: 1 },
    { type: 'task-failed', at, node, item, error: { code: 'no-credits', message: 'There is no money left.' } },
  ] as const
const ended = (at: number) => ({ type: 'run-ended', at, status: 'failed' }) as const
const off = { verdict: 'off', reason: { because: 'off', why: 'not part of this run', outside: true } } as const

const setUp = () => {
  const fake = fakeServer()
  fake.runs.connect()
  fake.server.listener?.onCaughtUp?.()
  const tell = (...tries: readonly VainTry[]): void => fake.server.listener?.onVain?.(tries)
  return { ...fake, tell, read: (node: string) => fake.runs.lastTries(node).map(({ task }) => task.status) }
}

const told = (at: number, more = {}): VainTry => ({
  run: newRunId(),
  task: taskOf('a', 'failed', { endedAt: at, attempts: [], ...more }),
})

test('a failure is still known when the step took no part in a later run', () => {
  const { begin, say, read } = setUp()
  say(begin([planned('a'), planned('b')], 1), ...failed('a', 2), ended(3))
  expect(read('a')).toEqual([])
  const second = begin([planned('a', off), planned('b')], 4)
  say(second, ended(5))
  expect(read('a')).toEqual(['failed'])
  expect(read('b')).toEqual([])
})

test('of a list, only the items that a later run left out are told of by the one before', () => {
  const { runs, begin, say } = setUp()
  const items = ['one', 'two'].map((item, position) => planned('a', { item, position }))
  say(begin(items, 1), ...failed('a', 2, 'one'), ...failed('a', 2, 'two'), ended(3))
  const [one, two] = items
  begin([{ ...one!, ...off }, two!], 4)
  expect(runs.lastTries('a').map(({ task }) => task.item)).toEqual(['one'])
})

test('a page that was opened later hears of it from the server, and the cards of those steps alone', () => {
  const { runs, tell, read } = setUp()
  const heard: string[] = []
  for (const node of ['a', 'b']) runs.watchNode(node, () => heard.push(node))
  tell(told(2))
  expect(heard).toEqual(['a'])
  expect(read('a')).toEqual(['failed'])
  tell()
  expect(heard).toEqual(['a', 'a'])
  expect(read('a')).toEqual([])
})

test('whichever was later counts, what the server tells of or what is known as a whole', () => {
  const { begin, say, tell, read } = setUp()
  const run = begin([planned('a')], 10)
  say(run, { type: 'task-started', at: 11, node: 'a', item: null, attempt: 1 })
  tell(told(5))
  expect(read('a')).toEqual([])
  say(run, { type: 'task-succeeded', at: 12, node: 'a', item: null, outputs: {} }, ended(13))
  expect(read('a')).toEqual([])
  tell(told(20))
  expect(read('a')).toEqual(['failed'])
})

test('what was stopped before it began leaves what was said before', () => {
  const { begin, say, read } = setUp()
  say(begin([planned('a')], 1), ...failed('a', 2), ended(3))
  say(
    begin([planned('a')], 4),
    { type: 'task-cancelled', at: 5, node: 'a', item: null },
    { type: 'run-ended', at: 5, status: 'cancelled' },
  )
  expect(read('a')).toEqual(['failed'])
})

test('the same tries are the same array until something changes', () => {
  const { runs, begin, say } = setUp()
  say(begin([planned('a')], 1), ...failed('a', 2), ended(3))
  say(begin([planned('a', off)], 4), ended(5))
  expect(runs.lastTries('a')).toBe(runs.lastTries('a'))
})
