import { expect, test } from 'vitest'
import { fakeServer, paid, planned } from './fake-runs.ts'
import { endText } from './run-notices.ts'

const headerAfter = (act: (fake: ReturnType<typeof fakeServer>) => void) => {
  const fake = fakeServer()
  fake.runs.connect()
  act(fake)
  return fake.runs.current() ?? expect.unreachable('there was no run')
}

const succeed = (node: string) => ({
  type: 'task-succeeded' as const,
  at: 30_000,
  node,
  item: null,
  outputs: {},
})

test('a good end says how long, how many and how much', () => {
  const run = headerAfter(({ begin, say }) => {
    const id = begin(
      [planned('a'), planned('b'), planned('c', { verdict: 'reuse', reason: { because: 'unchanged', at: 1 } })],
      1000,
    )
    say(id, ...paid('a', 250_000), succeed('a'), succeed('b'), { type: 'run-ended', at: 35_000, status: 'succeeded' })
  })
  expect(endText(run)).toBe('Done in 0:34: 2 steps made, 1 reused, $0.25.')
})

test('when nothing had to run it says just that', () => {
  const run = headerAfter(({ begin, say }) =>
    say(begin([planned('c', { verdict: 'reuse', reason: { because: 'unchanged', at: 1 } })]), {
      type: 'run-ended',
      at: 2,
      status: 'succeeded',
    }),
  )
  expect(endText(run)).toBe('Nothing had to run: everything is reused.')
})

test('what is left out is not reused', () => {
  const off = { because: 'off', why: 'switched off' } as const
  const end = { type: 'run-ended', at: 2, status: 'succeeded' } as const
  const run = headerAfter(({ begin, say }) =>
    say(
      begin([
        planned('a', { verdict: 'reuse', reason: { because: 'unchanged', at: 1 } }),
        planned('b', { verdict: 'off', reason: off }),
        planned('c', { item: '2', verdict: 'off', reason: { ...off, outside: true } }),
      ]),
      end,
    ),
  )
  expect(endText(run)).toBe('Nothing had to run: 1 reused, 1 left out.')
  const none = headerAfter(({ begin, say }) => say(begin([planned('b', { verdict: 'off', reason: off })]), end))
  expect(endText(none)).toBe('Nothing had to run: every step is left out.')
})

test('what another run has made is counted apart from what this one has', () => {
  const joined = (node: string) => [
    { type: 'task-started' as const, at: 2, node, item: null, attempt: 1, shared: true },
    succeed(node),
  ]
  const end = { type: 'run-ended', at: 35_000, status: 'succeeded' } as const
  const both = headerAfter(({ begin, say }) =>
    say(begin([planned('a'), planned('b')]), ...joined('a'), succeed('b'), end),
  )
  expect(endText(both)).toMatch(/: 1 step made, 1 by another run\.$/)
  const all = headerAfter(({ begin, say }) =>
    say(begin([planned('a'), planned('b')]), ...joined('a'), ...joined('b'), end),
  )
  expect(endText(all)).toMatch(/: 2 steps made by another run\.$/)
})

test('a bad end says how many failed and where to look', () => {
  const run = headerAfter(({ begin, say }) =>
    say(
      begin([planned('a'), planned('b')]),
      { type: 'task-failed', at: 2, node: 'a', item: null, error: { code: 'ffmpeg-failed', message: 'No.' } },
      { type: 'run-ended', at: 2, status: 'partly' },
    ),
  )
  expect(endText(run)).toBe('1 step failed; see what it says on the card.')
})

test('an end at which nothing failed but something could not begin says that', () => {
  const error = { code: 'plan-problem' as const, message: 'Voice 5 is longer than its clip.' }
  const run = headerAfter(({ begin, say }) =>
    say(
      begin([planned('a'), planned('b')]),
      succeed('a'),
      { type: 'task-blocked', at: 3, node: 'b', item: null, error },
      { type: 'run-ended', at: 4, status: 'partly' },
    ),
  )
  expect(endText(run)).toBe('1 step could not run; see what it says on the card.')
})
