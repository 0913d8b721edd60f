import { expect, test } from 'vitest'
import { FingerprintSchema, newRunId, type PlannedTask, type TaskState } from '@reelgraph/shared'
import { itemViews } from './item-view.ts'
import { stateLine as lineOf } from './state-line.ts'

const titleOf = (node: string) => node.toUpperCase()
const stateLine = (asked: Omit<Parameters<typeof lineOf>[0], 'titleOf'>) => lineOf({ ...asked, titleOf })
const outputs = { image: { value: 'x' } }
const place = (position: number, item: string | null = null, more = {}) => ({
  item,
  position,
  outputs,
  fingerprint: undefined,
  stale: false,
  ...more,
})
const task = (status: TaskState['status'], more: Partial<TaskState> = {}): TaskState => ({
  node: 'n',
  item: null,
  position: 0,
  status,
  reused: false,
  reason: { because: 'never-run' },
  attempts: [],
  deaths: 0,
  ...more,
})
const plan = (more: Partial<PlannedTask>): PlannedTask => ({
  node: 'n',
  item: null,
  position: 0,
  verdict: 'run',
  reason: { because: 'never-run' },
  price: { low: 0, high: 0 },
  ...more,
})
const run = (tasks: readonly TaskState[], active = true) => ({ run: 'r' as never, active, tasks }) // an id is a string

test('a running step says how far it is', () => {
  const items = itemViews({
    latest: [place(0)],
    run: run([task('running', { progress: 0.62, note: 'encoding' })]),
    planned: [],
  })
  expect(stateLine({ items })).toEqual({ state: 'running', words: 'encoding · 62 %' })
})

test('a reused list says what it saved', () => {
  const tasks = ['a', 'b', 'c'].map((item, position) =>
    task('succeeded', { item, position, reused: true, saved: 50_000 }),
  )
  const items = itemViews({
    latest: tasks.map(({ item, position }) => place(position, item)),
    run: run(tasks),
    planned: [],
  })
  expect(stateLine({ items })).toEqual({ state: 'reused', words: 'reused 3 of 3', saved: 'saved $0.15' })
})

test('a list at work says which item is at work', () => {
  const tasks = [
    task('succeeded', { item: 'a' }),
    task('running', { item: 'b', position: 1, progress: 0.5 }),
    task('waiting', { item: 'c', position: 2 }),
  ]
  const items = itemViews({
    latest: tasks.map(({ item, position }) => place(position, item)),
    run: run(tasks),
    planned: [],
  })
  expect(stateLine({ items }).words).toBe('1 of 3 done · 2 at 50 %')
})

test('a failure stays until the plan has found a way round it', () => {
  const error = { code: 'bad-media', message: 'The picture is broken.' } as const
  const failed = run([task('failed', { error })], false)
  expect(stateLine({ items: itemViews({ latest: [place(0)], run: failed, planned: [plan({})] }) })).toMatchObject({
    state: 'failed',
    words: 'The picture is broken.',
  })
  const mended = itemViews({
    latest: [place(0)],
    run: failed,
    planned: [plan({ verdict: 'reuse', reason: { because: 'unchanged', at: 1 } })],
  })
  expect(stateLine({ items: mended, measure: '0:05' })).toMatchObject({ state: 'done', words: '0:05' })
})

test('what the plan holds up says why before anything has run', () => {
  const error = { code: 'missing-input', message: '“Video” needs a start image.' } as const
  const items = itemViews({
    latest: [],
    run: undefined,
    planned: [plan({ verdict: 'blocked', reason: { because: 'problem', error } })],
  })
  expect(stateLine({ items })).toMatchObject({ state: 'blocked', words: '“Video” needs a start image.', error })
})

test('a result that the graph would not make any more is marked', () => {
  const items = itemViews({ latest: [place(0, null, { stale: true })], run: undefined, planned: [plan({})] })
  expect(stateLine({ items })).toMatchObject({ state: 'waits', words: 'changed since' })
})

test('what was forgotten says so, with its price, and is not said to have been changed', () => {
  const reason = { because: 'tried', ended: 'forgotten', at: 1 } as const
  const planned = [plan({ reason })]
  const gone = place(0, null, { outputs: undefined, fingerprint: undefined })
  const items = itemViews({ latest: [gone], run: run([task('succeeded')], false), planned })
  expect(stateLine({ items, price: '$0.04' })).toEqual({ state: 'waits', words: 'its result was forgotten · $0.04' })
  const list = [place(0, 'a'), { ...gone, item: 'b', position: 1 }]
  const plans = [plan({ item: 'a', verdict: 'reuse' }), plan({ item: 'b', position: 1, reason })]
  expect(stateLine({ items: itemViews({ latest: list, run: undefined, planned: plans }) }).words).toBe('1 of 2 is gone')
})

test('what is made of something that is made anew may come out the same, so nothing says that it was changed', () => {
  const planned = [plan({ verdict: 'waits', reason: { because: 'inputs-unknown' } })]
  const items = itemViews({ latest: [place(0, null, { stale: true })], run: undefined, planned })
  expect(stateLine({ items })).toMatchObject({ state: 'waits', words: 'depends on the steps before it' })
})

test('nothing made yet says what it would cost', () => {
  expect(
    stateLine({ items: itemViews({ latest: [], run: undefined, planned: [plan({})] }), price: 'at most $0.25' }).words,
  ).toBe('not run yet · at most $0.25')
})

const single = (only: TaskState) =>
  stateLine({ items: itemViews({ latest: [place(0)], run: run([only]), planned: [] }) })

test('what waits says for whom, with a state of its own', () => {
  expect(single(task('succeeded', { gate: 'closed' }))).toMatchObject({
    state: 'look',
    words: 'look at it before it goes on',
  })
  expect(single(task('held', { heldBy: ['shots 1'] }))).toMatchObject({
    state: 'held',
    words: 'waiting for you to look at “SHOTS”',
  })
  expect(single(task('unknown'))).toMatchObject({ state: 'unknown', words: 'may have been paid; you decide' })
  expect(single(task('late', { startedAt: 5 }))).toMatchObject({ state: 'late', ticking: { since: 5 } })
  expect(single(task('waiting', { retryAt: 9 }))).toEqual({ state: 'waits', words: 'again', ticking: { until: 9 } })
})

test('of a list what a person is asked comes first, the gravest of it before the rest', () => {
  const states = [
    task('running', { item: '1', progress: 0.5 }),
    task('succeeded', { item: '2', position: 1, gate: 'closed' }),
    task('succeeded', { item: '3', position: 2, gate: 'closed' }),
  ]
  const latest = [place(0, '1'), place(1, '2'), place(2, '3'), place(3, '4')]
  const line = (tasks: readonly TaskState[]) =>
    stateLine({ items: itemViews({ latest, run: run(tasks), planned: [] }) })
  expect(line(states)).toMatchObject({ state: 'look', words: '2 of 4 to look at · 1 running' })
  expect(line([...states, task('unknown', { item: '4', position: 3 })])).toMatchObject({
    state: 'unknown',
    words: '1 of 4 may have been paid; you decide · 1 running',
  })
})

test('a list of which some ask whether another model may make them says so, also while others are at work', () => {
  const offer = {
    model: 'work/flux',
    price: { low: 0, high: 3000 },
    error: { code: 'key-rejected', message: 'No.' },
  } as const
  const tasks = [
    task('held', { item: 'a', offer }),
    task('running', { item: 'b', position: 1, progress: 0.5 }),
    task('held', { item: 'c', position: 2, offer }),
  ]
  const items = itemViews({
    latest: tasks.map(({ item, position }) => place(position, item)),
    run: run(tasks),
    planned: [],
  })
  expect(stateLine({ items })).toEqual({ state: 'held', words: '2 of 3 could not be made; you decide · 1 running' })
})

test('before a run the plan says what it would find', () => {
  const line = (planned: PlannedTask, latest = [place(0)]) =>
    stateLine({ items: itemViews({ latest, run: undefined, planned: [planned] }) })
  const unmade = [place(0, null, { outputs: undefined })]
  expect(line(plan({ verdict: 'reuse', reason: { because: 'unchanged', at: 1 }, gated: true }))).toMatchObject({
    state: 'look',
    words: 'look at it before it goes on',
  })
  expect(line(plan({ verdict: 'waits', reason: { because: 'outcome-unknown', at: 1 } }), unmade)).toMatchObject({
    state: 'unknown',
    words: 'may have been paid; run it to decide',
  })
  expect(line(plan({ verdict: 'waits', reason: { because: 'under-way', at: 1 } }), unmade).state).toBe('late')
  expect(
    line(plan({ verdict: 'waits', reason: { because: 'gate', node: 'shots', item: null } }), unmade),
  ).toMatchObject({ state: 'held', words: 'waiting for you to look at “SHOTS”' })
})

test('a bill that may still come is not forgotten when the run is over', () => {
  const items = itemViews({
    latest: [place(0, null, { outputs: undefined })],
    run: run([task('cancelled', { mayBeBilled: true })], false),
    planned: [plan({})],
  })
  expect(stateLine({ items })).toEqual({ state: 'cancelled', words: 'stopped · may still be billed' })
})

test('what waits at a paused account says whose pause it is and until when, and forgets that it was to be tried again', () => {
  const paused = { id: 'fal', title: 'Fal', until: 90_000, because: 'Too many requests.' }
  const queue = { items: ['b', 'c'], paused }
  const tasks = [
    task('succeeded', { item: 'a' }),
    task('waiting', { item: 'b', position: 1, retryAt: 60_000 }),
    task('queued', { item: 'c', position: 2 }),
  ]
  const latest = tasks.map(({ item, position }) => place(position, item, { outputs: undefined }))
  const words = { words: '1 of 3 done · Fal asks for a break; it goes on', ticking: { until: 90_000 } }
  expect(stateLine({ items: itemViews({ latest, run: run(tasks), planned: [], queue }) })).toEqual({
    ...{ state: 'held', paused, ...words },
  })
  const open = itemViews({ latest, run: run(tasks), planned: [], queue: { ...queue, paused: undefined } })
  expect(stateLine({ items: open })).toEqual({ state: 'queued', words: '1 of 3 done' })
})

test('what is off is said of what goes on, and of what was made, until the graph would make something else', () => {
  const findings = [{ check: 'frozen', port: 'video', seconds: 4, of: 4 }] as const
  const made = task('succeeded', { findings })
  expect(stateLine({ items: itemViews({ latest: [place(0)], run: run([made]), planned: [] }) }).words).toBe(
    'without any movement',
  )
  const after = { run: run([made], false), planned: [plan({ verdict: 'reuse', findings })] }
  expect(stateLine({ items: itemViews({ latest: [place(0)], ...after }), measure: '0:04' }).words).toBe(
    '0:04 · without any movement',
  )
  expect(stateLine({ items: itemViews({ latest: [place(0, null, { stale: true })], ...after }) }).words).toBe(
    'changed since',
  )
})

test('what another model made is said to be by that one, while it is made and when it is reused', () => {
  const modelOf = (model: string) => model.replace('work/', '')
  const fallback = { model: 'work/flux', because: 'The key was refused.' }
  const items = itemViews({ latest: [place(0)], run: run([task('running', { fallback })]), planned: [], modelOf })
  expect(stateLine({ items }).words).toBe('running · by flux')
  const planned = [plan({ verdict: 'reuse', fallback })]
  const made = itemViews({ latest: [place(0)], run: undefined, planned, modelOf })
  expect(stateLine({ items: made, measure: '0:04' }).words).toBe('0:04 · by flux')
})

const hash = (digit: string) => FingerprintSchema.parse(digit.repeat(64))
const nothing = place(0, null, { outputs: undefined })
const past = (status: TaskState['status'], more: Partial<TaskState> = {}) => [
  { run: newRunId(), task: task(status, { fingerprint: hash('a'), ...more }) },
]

test('what failed in a run before the last one still says why, and what was paid for it', () => {
  const error = { code: 'content-policy', message: 'Runway refused the words.' } as const
  const tries = past('failed', { error, cost: 600_000 })
  const planned = [plan({ fingerprint: hash('a') })]
  const items = itemViews({ latest: [nothing], run: undefined, tries, planned })
  expect(stateLine({ items })).toEqual({ state: 'failed', words: 'Runway refused the words. · paid $0.60', error })
  const off = run([task('off', { reason: { because: 'off', why: 'not part of this run', outside: true } })])
  expect(stateLine({ items: itemViews({ latest: [nothing], run: off, tries, planned }) }).state).toBe('failed')
})

test('what failed and was changed since says so, and is not taken for what it is now', () => {
  const tries = past('failed', { error: { code: 'no-credits', message: 'No money.' } })
  const planned = [plan({ fingerprint: hash('b') })]
  const items = itemViews({ latest: [nothing], run: undefined, tries, planned })
  expect(stateLine({ items, price: 'at most $0.25' })).toEqual({
    state: 'waits',
    words: 'changed since it failed · at most $0.25',
  })
})

test('what was stopped on its way says so, and what had not begun was not run yet', () => {
  const attempt = { number: 1, status: 'cancelled', startedAt: 1 } as const
  const stopped = past('cancelled', { attempts: [attempt] })
  expect(
    stateLine({ items: itemViews({ latest: [nothing], run: undefined, tries: stopped, planned: [] }) }).words,
  ).toBe('stopped')
  const shared = past('cancelled', { attempts: [], shared: true })
  expect(stateLine({ items: itemViews({ latest: [nothing], run: undefined, tries: shared, planned: [] }) }).words).toBe(
    'stopped · shared with another run',
  )
  const never = run([task('cancelled')], false)
  expect(stateLine({ items: itemViews({ latest: [nothing], run: never, planned: [] }) }).words).toBe('not run yet')
})

test('while a job cannot be looked at, the card says so, and with the remedy of what is in the way', () => {
  const error = { code: 'key-missing', message: 'There is no key for fal.', provider: 'fal' } as const
  const unseen = { error, againAt: 9000 }
  const words = 'cannot be looked at now; asked again'
  const one = itemViews({ latest: [nothing], run: run([task('running', { unseen, progress: 0.4 })]), planned: [] })
  expect(one).toMatchObject([{ state: 'running', error }])
  expect(stateLine({ items: one })).toEqual({ state: 'running', words, ticking: { until: 9000 }, error })
  const late = itemViews({ latest: [nothing], run: run([task('late', { unseen })]), planned: [] })
  expect(stateLine({ items: late })).toMatchObject({ state: 'late', words })
  const tasks = [task('running', { item: 'a', unseen }), task('succeeded', { item: 'b', position: 1 })]
  const latest = tasks.map(({ item, position }) => place(position, item))
  expect(stateLine({ items: itemViews({ latest, run: run(tasks), planned: [] }) })).toMatchObject({
    words: `1 of 2 ${words}`,
    error,
  })
})
