import { RunIdSchema, type StoredResult } from '@reelgraph/shared'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ALL, fakeServer, fingerprint, neverRun, planned, planOf, typed } from './fake-runs.ts'
import type { ProjectRuns } from './project-runs.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const value = (text: string) => ({ text: { value: text } })

const taskOf = (runs: ProjectRuns, node: string, item: string | null) =>
  runs.nodeRun(node)?.tasks.find((task) => task.item === item)

const setUp = async () => {
  const fake = fakeServer()
  fake.runs.connect()
  fake.server.listener?.onRevision?.(1)
  fake.server.listener?.onCaughtUp?.()
  return fake
}

test('a card hears only of its own node', async () => {
  const { runs, begin, say } = await setUp()
  const run = begin([planned('a'), planned('b')])
  const heard: string[] = []
  runs.watchNode('a', () => heard.push('a'))
  runs.watchNode('b', () => heard.push('b'))
  const before = runs.nodeRun('b')
  say(run, { type: 'task-started', at: 2, node: 'a', item: null, attempt: 1 })
  expect(heard).toEqual(['a'])
  expect(runs.nodeRun('a')?.tasks[0]?.status).toBe('running')
  expect(runs.nodeRun('b')).toBe(before)
})

test('an item of a list changes without its neighbours', async () => {
  const { runs, begin, say } = await setUp()
  const run = begin([planned('a', { item: 'two', position: 1 }), planned('a', { item: 'one', position: 0 })])
  const one = taskOf(runs, 'a', 'one')
  say(run, { type: 'task-started', at: 2, node: 'a', item: 'two', attempt: 1 })
  expect(taskOf(runs, 'a', 'one')).toBe(one)
  expect(runs.nodeRun('a')?.tasks.map((task) => `${task.item} ${task.status}`)).toEqual(['one waiting', 'two running'])
})

test('progress is shown while it runs and gone when it ends', async () => {
  const { runs, server, begin, say } = await setUp()
  const run = begin([planned('a'), planned('b')])
  say(run, { type: 'task-started', at: 2, node: 'a', item: null, attempt: 1 })
  server.listener?.onVolatile?.(run, [{ type: 'task-progress', node: 'a', item: null, fraction: 0.5 }])
  expect(runs.current()).toMatchObject({ total: 2, done: 0, running: 1, fraction: 0.25 })
  say(run, { type: 'task-succeeded', at: 3, node: 'a', item: null, outputs: value('done') })
  expect(taskOf(runs, 'a', null)).not.toHaveProperty('progress')
  expect(runs.current()).toMatchObject({ total: 2, done: 1, running: 0, fraction: 0.5 })
})

test('reused steps are no work, and what is typed is no step: neither is in n of m', async () => {
  const { runs, begin } = await setUp()
  const reuse = { verdict: 'reuse' as const, outputs: value('x') }
  begin([
    planned('text', { ...reuse, reason: typed }),
    planned('a', { ...reuse, reason: { because: 'unchanged', at: 1 } }),
    planned('b'),
  ])
  expect(runs.current()).toMatchObject({ total: 1, done: 0, reused: 1 })
})

test('a node that the newest run leaves out shows what the run before said', async () => {
  const { runs, begin } = await setUp()
  const first = begin([planned('a'), planned('b')], 1)
  const second = begin([planned('b')], 2)
  expect(runs.nodeRun('a')?.run).toBe(first)
  expect(runs.nodeRun('b')?.run).toBe(second)
})

test('the cards learn that their run is over', async () => {
  const { runs, begin, say } = await setUp()
  const run = begin([planned('a')])
  expect(runs.nodeRun('a')?.active).toBe(true)
  say(run, { type: 'run-ended', at: 9, status: 'succeeded' })
  expect(runs.nodeRun('a')?.active).toBe(false)
})

test('a failed attempt never touches the result that is shown', async () => {
  const { runs, begin, say } = await setUp()
  const first = begin([planned('a')], 1)
  say(
    first,
    { type: 'task-succeeded', at: 2, node: 'a', item: null, outputs: value('good') },
    { type: 'run-ended', at: 3, status: 'succeeded' },
  )
  const second = begin([planned('a')], 4)
  say(second, { type: 'task-failed', at: 5, node: 'a', item: null, error: { code: 'ffmpeg-failed', message: 'No.' } })
  expect(taskOf(runs, 'a', null)?.status).toBe('failed')
  expect(runs.latest('a')).toMatchObject([{ outputs: value('good') }])
})

test('the plan says what is stale, and gives back an older result where the graph asks for that again', async () => {
  const { runs, server, begin, say } = await setUp()
  const run = begin([planned('a')])
  say(
    run,
    { type: 'task-succeeded', at: 2, node: 'a', item: null, outputs: value('second') },
    { type: 'run-ended', at: 3, status: 'succeeded' },
  )
  expect(runs.latest('a')).toMatchObject([{ outputs: value('second'), stale: false }])
  server.plan = planOf([planned('a')])
  server.listener?.onRevision?.(2)
  await vi.advanceTimersByTimeAsync(250)
  expect(runs.latest('a')).toMatchObject([{ outputs: value('second'), stale: true }])
  server.plan = planOf([
    planned('a', { verdict: 'reuse', reason: { because: 'unchanged', at: 1 }, outputs: value('first') }),
  ])
  server.listener?.onRevision?.(3)
  await vi.advanceTimersByTimeAsync(250)
  expect(runs.latest('a')).toMatchObject([{ outputs: value('first'), stale: false }])
})

test('a change that is heard of before anything else makes the plan that is already there out of date', async () => {
  const { runs, server } = fakeServer()
  runs.connect()
  await vi.advanceTimersByTimeAsync(250)
  expect(runs.store.getState().plan).toMatchObject({ fresh: true, plan: { revision: 1 } })
  server.plan = planOf([planned('a')], { revision: 2 })
  // the socket was slower than the first edit
  server.listener?.onRevision?.(2)
  await vi.advanceTimersByTimeAsync(250)
  expect(runs.store.getState().plan).toMatchObject({ fresh: true, plan: { revision: 2 } })
  const before = server.asked.length
  server.listener?.onRevision?.(2)
  await vi.advanceTimersByTimeAsync(250)
  expect(server.asked).toHaveLength(before)
})

test('what is made after the plan counts more than the plan', async () => {
  const { runs, server, begin, say } = await setUp()
  server.plan = planOf([
    planned('a', { verdict: 'reuse', reason: { because: 'unchanged', at: 1 }, outputs: value('old') }),
  ])
  await vi.advanceTimersByTimeAsync(250)
  expect(runs.latest('a')).toMatchObject([{ outputs: value('old') }])
  const run = begin([planned('a')])
  expect(runs.latest('a')).toMatchObject([{ outputs: value('old') }])
  say(run, { type: 'task-succeeded', at: 2, node: 'a', item: null, outputs: value('new') })
  expect(runs.latest('a')).toMatchObject([{ outputs: value('new'), stale: false }])
})

test('while a list is not long known, the old items stay; then the new ones come, those without a result empty', async () => {
  const { runs, begin, say } = await setUp()
  const first = begin([planned('a', { item: 'one' }), planned('a', { item: 'two', position: 1 })], 1)
  say(
    first,
    { type: 'task-succeeded', at: 2, node: 'a', item: 'one', outputs: value('1') },
    { type: 'task-succeeded', at: 2, node: 'a', item: 'two', outputs: value('2') },
  )
  const second = begin([planned('a', { verdict: 'waits', reason: { because: 'length-unknown' } })], 3)
  expect(runs.latest('a').map(({ item }) => item)).toEqual(['one', 'two'])
  say(second, { type: 'expanded', at: 4, node: 'a', items: ['two', 'three'] })
  expect(runs.latest('a').map(({ item, outputs }) => [item, outputs])).toEqual([
    ['two', value('2')],
    ['three', undefined],
  ])
})

test('a line typed anew shows what was made for the old one, as out of date, until it has its own', async () => {
  const { runs, begin, say } = await setUp()
  const first = begin([planned('a', { item: 'fog' }), planned('a', { item: 'rain', position: 1 })], 1)
  say(
    first,
    { type: 'task-succeeded', at: 2, node: 'a', item: 'fog', outputs: value('1') },
    { type: 'task-succeeded', at: 2, node: 'a', item: 'rain', outputs: value('2') },
    { type: 'run-ended', at: 3, status: 'succeeded' },
  )
  const second = begin([planned('a', { item: 'snow' }), planned('a', { item: 'rain', position: 1 })], 4)
  expect(runs.latest('a')).toMatchObject([
    { item: 'snow', outputs: value('1'), stale: true },
    { item: 'rain', outputs: value('2'), stale: false },
  ])
  say(second, { type: 'task-succeeded', at: 5, node: 'a', item: 'snow', outputs: value('3') })
  expect(runs.latest('a')).toMatchObject([{ outputs: value('3'), stale: false }, { outputs: value('2') }])
})

test('what was stored long ago is shown where nothing has run, and its takes are numbered from the oldest', async () => {
  const { runs, server, project } = await setUp()
  const result = (digit: string, at: number): StoredResult => ({
    fingerprint: fingerprint(digit),
    outputs: value(digit),
    project,
    run: 'r' as StoredResult['run'],
    node: 'a',
    item: null,
    at,
    milliseconds: 1,
    cost: 0,
    subject: { kind: 'text', kindVersion: 1, params: {}, inputs: {}, take: 0 },
  })
  server.results = [result('c', 3), result('b', 2)]
  expect(runs.latest('a')).toEqual([])
  const heard = vi.fn()
  runs.watchLatest('a', heard)
  runs.takes.need('a')
  await vi.advanceTimersByTimeAsync(0)
  expect(heard).toHaveBeenCalledOnce()
  expect(runs.latest('a')).toMatchObject([{ outputs: value('c') }])
  expect(runs.takesOf('a', null)?.map(({ fingerprint: print }) => print[0])).toEqual(['b', 'c'])
})

test('takes are fetched again when a new one was made, not before', async () => {
  const { runs, server, begin, say } = await setUp()
  runs.watchTakes('a', () => {})
  runs.takes.need('a')
  await vi.advanceTimersByTimeAsync(0)
  const run = begin([planned('a')])
  expect(server.asked.filter((line) => line === 'results a')).toHaveLength(1)
  say(run, { type: 'task-succeeded', at: 2, node: 'a', item: null, outputs: value('x') })
  await vi.advanceTimersByTimeAsync(0)
  expect(server.asked.filter((line) => line === 'results a')).toHaveLength(2)
})

test('a reload in the middle of a run shows the run as it is', async () => {
  const { runs, server, project, say } = await setUp()
  const run = 'running' as StoredResult['run']
  server.listener?.onRun?.({
    id: run,
    project,
    revision: 1,
    scope: ALL,
    status: 'running',
    cancelling: false,
    cost: 0,
    reserved: 0,
    saved: 0,
    priority: 'normal',
    unknownPrices: false,
    createdAt: 1,
    updatedAt: 1,
    startedAt: 1,
    tasks: [
      {
        node: 'a',
        item: null,
        position: 0,
        status: 'running',
        reused: false,
        reason: neverRun,
        attempts: [],
        deaths: 0,
        progress: 0.4,
      },
    ],
  })
  expect(runs.current()).toMatchObject({ id: run, running: 1, fraction: 0.4 })
  say(run, { type: 'task-succeeded', at: 2, node: 'a', item: null, outputs: value('x') })
  expect(taskOf(runs, 'a', null)?.status).toBe('succeeded')
})

test('what the next run would do is asked anew when a run waits and when it goes on', async () => {
  const { runs, server, begin, say } = await setUp()
  await vi.advanceTimersByTimeAsync(250)
  const run = begin([planned('a'), planned('b')])
  const plans = () => server.asked.filter((line) => line === 'plan all').length
  say(run, { type: 'task-succeeded', at: 2, node: 'a', item: null, outputs: value('x'), gated: true })
  await vi.advanceTimersByTimeAsync(250)
  expect(plans()).toBe(1)
  server.plan = planOf([planned('a', { verdict: 'reuse', reason: { because: 'unchanged', at: 2 }, gated: true })])
  say(run, { type: 'run-waiting', at: 3 })
  await vi.advanceTimersByTimeAsync(250)
  expect(plans()).toBe(2)
  expect(runs.planned('a')).toMatchObject([{ verdict: 'reuse', gated: true }])
  say(run, { type: 'gate-opened', at: 4, node: 'a', item: null, decision: 'approve', holds: [] })
  say(run, { type: 'run-continued', at: 4 })
  await vi.advanceTimersByTimeAsync(250)
  expect(plans()).toBe(3)
})

const stored = (runs: ProjectRuns, digit: string): StoredResult => ({
  ...{ fingerprint: fingerprint(digit), outputs: value(digit), node: 'a', item: null, at: 1, milliseconds: 1, cost: 5 },
  ...{ subject: { kind: 'image', kindVersion: 1, params: {}, inputs: {}, take: 0 }, project: runs.project },
  run: RunIdSchema.parse('run'),
})

test('a result that was forgotten elsewhere is shown no more, and none that is older in its place', async () => {
  const { runs, server, begin, say } = await setUp()
  const reused = planned('a', { verdict: 'reuse', outputs: value('2'), fingerprint: fingerprint('2') })
  server.plan = planOf([reused])
  server.results = [stored(runs, '2'), stored(runs, '1')]
  const run = begin([planned('a')])
  const made = { type: 'task-succeeded', at: 2, node: 'a', item: null } as const
  say(run, { ...made, outputs: value('2'), fingerprint: fingerprint('2') })
  runs.watchTakes('a', () => {})
  await vi.advanceTimersByTimeAsync(300)
  expect(runs.latest('a')).toMatchObject([{ outputs: value('2'), stale: false }])
  server.results = [stored(runs, '1')]
  server.plan = planOf([planned('a', { reason: { because: 'tried', ended: 'forgotten', at: 3 } })])
  server.listener?.onForgotten?.('a', fingerprint('2'))
  await vi.advanceTimersByTimeAsync(300)
  expect(runs.takesOf('a', null)).toHaveLength(1)
  expect(runs.latest('a')).toMatchObject([{ outputs: undefined, fingerprint: undefined, stale: false }])
})

test('when the server is back, plan and takes are asked for anew: it may have been told of something meanwhile', async () => {
  const { runs, server } = await setUp()
  runs.watchTakes('a', () => {})
  await vi.advanceTimersByTimeAsync(300)
  server.plan = planOf([planned('b')])
  server.asked.length = 0
  server.listener?.onCaughtUp?.()
  await vi.advanceTimersByTimeAsync(300)
  expect(server.asked.toSorted()).toEqual(['plan all', 'results a'])
  expect(runs.planned('b')).toHaveLength(1)
})
