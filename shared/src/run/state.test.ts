import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Fingerprint, RunId } from '../ids.ts'
import { graph } from '../testing/drawing.ts'
import { Rehearsal } from '../testing/rehearsal.ts'
import { RunEventSchema, taskKey, type RunEvent, type VolatileEvent } from './events.ts'
import type { Reason } from './plan.ts'
import { endStatusOf } from './end-status.ts'
import { RUN_KEY, applyRunEvent } from './fold.ts'
import { RunSchema, fromWire, newRunState, toWire, type RunState } from './state.ts'

const created = {
  type: 'run-created',
  at: 1,
  run: 'run' as RunId,
  project: graph('text').project.id,
  revision: 4,
  graph: 'g',
  scope: { of: 'all' },
} as const // an id by its form
const FINGERPRINT = 'f'.repeat(64) as Fingerprint // as above
const never: Reason = { because: 'never-run' }
const error = { code: 'provider-error', message: 'it failed' } as const

/** split → image, of which the first item is reused; video waits for a length nobody knows; note is off. */
const planned: Extract<RunEvent, { type: 'planned' }> = {
  type: 'planned',
  at: 2,
  tasks: [
    {
      node: 'image',
      item: 'one',
      position: 0,
      verdict: 'reuse',
      reason: { because: 'unchanged', at: 0 },
      price: { low: 0, high: 0 },
      saved: 30,
      fingerprint: FINGERPRINT,
      outputs: { image: { value: 'old' } },
    },
    { node: 'image', item: 'two', position: 1, verdict: 'run', reason: never, price: { low: 1, high: 2 } },
    {
      node: 'video',
      item: null,
      position: 0,
      verdict: 'waits',
      reason: { because: 'length-unknown' },
      price: 'unknown',
    },
    {
      node: 'pair',
      item: null,
      position: 0,
      verdict: 'blocked',
      reason: { because: 'problem', error },
      price: { low: 0, high: 0 },
    },
    {
      node: 'music',
      item: null,
      position: 0,
      verdict: 'off',
      reason: { because: 'off', why: 'switched off' },
      price: { low: 0, high: 0 },
    },
  ],
}
const started = (node: string, item: string | null, attempt = 1): RunEvent => ({
  type: 'task-started',
  at: 3,
  node,
  item,
  attempt,
})
const succeeded = (node: string, item: string | null): RunEvent => ({
  type: 'task-succeeded',
  at: 5,
  node,
  item,
  outputs: { video: { value: item ?? 'all' } },
})
const reserved = (node: string, item: string | null, attempt = 1): RunEvent => ({
  type: 'attempt-started',
  at: 3,
  node,
  item,
  attempt,
  key: `key ${attempt}`,
  request: 'hash',
  reserved: 9,
})
type AttemptEnd = Extract<RunEvent, { type: 'attempt-ended' }>
const paid = (node: string, item: string | null, cost: number, more: Partial<AttemptEnd> = {}): RunEvent => ({
  type: 'attempt-ended',
  at: 4,
  node,
  item,
  attempt: 1,
  outcome: 'succeeded',
  charged: true,
  cost,
  ...more,
})

const fold = (events: readonly (RunEvent | VolatileEvent)[], state: RunState = newRunState(created)): RunState => {
  for (const event of events) applyRunEvent(state, event)
  return state
}
const taskOf = (state: RunState, node: string, item: string | null) => state.tasks.get(taskKey(node, item))
const statuses = (state: RunState): Readonly<Record<string, string>> =>
  Object.fromEntries([...state.tasks].map(([key, task]) => [key, task.status]))

describe('the fold', () => {
  test('takes over the verdicts of the plan', () => {
    const state = fold([planned])
    expect(statuses(state)).toEqual({
      'image one': 'succeeded',
      'image two': 'waiting',
      video: 'waiting',
      pair: 'blocked',
      music: 'off',
    })
    expect(taskOf(state, 'image', 'one')).toMatchObject({
      reused: true,
      outputs: { image: { value: 'old' } },
      fingerprint: FINGERPRINT,
    })
    expect(taskOf(state, 'pair', null)?.error).toEqual(error)
    expect(state).toMatchObject({ status: 'running', startedAt: 2, saved: 30 })
  })

  test('puts the items of a list in the place of what stood for them', () => {
    const state = fold([planned])
    expect(applyRunEvent(state, { type: 'expanded', at: 3, node: 'video', items: ['a', 'b'] })).toEqual([
      'video',
      'video a',
      'video b',
    ])
    expect(statuses(state)).toMatchObject({ 'video a': 'waiting', 'video b': 'waiting' })
    expect(state.tasks.has('video')).toBe(false)
    expect(applyRunEvent(state, { type: 'expanded', at: 4, node: 'video', items: ['a', 'b'] })).toEqual([])
    expect(
      taskOf(fold([planned, { type: 'expanded', at: 3, node: 'video', items: [null] }]), 'video', null)?.status,
    ).toBe('waiting')
  })

  test('says which keys changed, and the run among them where its sums did', () => {
    const state = fold([planned])
    expect(applyRunEvent(state, started('image', 'two'))).toEqual(['image two'])
    expect(
      applyRunEvent(state, { type: 'task-progress', node: 'image', item: 'two', fraction: 0.5, note: 'half' }),
    ).toEqual(['image two'])
    expect(applyRunEvent(state, reserved('image', 'two'))).toEqual([RUN_KEY, 'image two'])
    expect(state.reserved).toBe(9)
    expect(applyRunEvent(state, paid('image', 'two', 7))).toEqual([RUN_KEY, 'image two'])
    expect(state).toMatchObject({ cost: 7, reserved: 0 })
    expect(applyRunEvent(state, succeeded('image', 'two'))).toEqual(['image two'])
    expect(taskOf(state, 'image', 'two')).toMatchObject({ cost: 7, attempts: [{ status: 'succeeded', cost: 7 }] })
    expect(
      applyRunEvent(state, {
        type: 'task-reused',
        at: 6,
        node: 'video',
        item: null,
        reason: never,
        outputs: {},
        saved: 5,
      }),
    ).toEqual([RUN_KEY, 'video'])
    expect(state.saved).toBe(35)
    expect(applyRunEvent(state, started('nobody', null))).toEqual([])
  })

  test('tells a limit of the project or the day from that of the run, and what was agreed to of each', () => {
    const beyond = { limit: 'day', spent: 500 } as const
    const place = { node: 'image', item: 'two' }
    const state = fold([planned, { type: 'task-held', at: 3, ...place, needs: 9, left: 4, beyond }])
    expect(taskOf(state, 'image', 'two')).toMatchObject({ status: 'held', over: { needs: 9, left: 4, beyond } })
    applyRunEvent(state, { type: 'cap-raised', at: 4, cap: 600, of: 'day' })
    applyRunEvent(state, { type: 'cap-raised', at: 5, cap: 70 })
    expect([state.raised, state.cap]).toEqual([{ day: 600 }, 70])
    applyRunEvent(state, { type: 'task-released', at: 6, ...place, decision: 'agree' })
    expect(taskOf(state, 'image', 'two')).not.toHaveProperty('over')
  })

  test('keeps what a provider answered when it was asked for a lost request, until it is asked again', () => {
    const place = { node: 'image', item: 'two' }
    const asked = { at: 4, answer: 'no-answer', said: 'nobody answers' } as const
    const state = fold([planned, started('image', 'two'), { type: 'task-unknown', at: 5, ...place, error, asked }])
    expect(taskOf(state, 'image', 'two')).toMatchObject({ status: 'unknown', error, asked })
    applyRunEvent(state, { type: 'task-released', at: 6, ...place, decision: 'ask' })
    expect(taskOf(state, 'image', 'two')).not.toHaveProperty('asked')
    expect(taskOf(state, 'image', 'two')).toMatchObject({ status: 'waiting', asking: true })
    applyRunEvent(state, { type: 'task-unknown', at: 7, ...place, error })
    expect(taskOf(state, 'image', 'two')).toMatchObject({ status: 'unknown', error })
    expect(taskOf(state, 'image', 'two')).not.toHaveProperty('asking')
    applyRunEvent(state, { type: 'task-released', at: 8, ...place, decision: 'again' })
    expect(taskOf(state, 'image', 'two')).not.toHaveProperty('asking')
  })

  test('replaces the objects of tasks and leaves the old ones as they were', () => {
    const state = fold([planned])
    const before = taskOf(state, 'image', 'two')
    const frozen = Object.freeze(structuredClone(before))
    applyRunEvent(state, started('image', 'two'))
    expect(taskOf(state, 'image', 'two')).not.toBe(before)
    expect(before).toEqual(frozen)
    const other = taskOf(state, 'video', null)
    applyRunEvent(state, { type: 'task-preview', node: 'image', item: 'two', image: 'data:' })
    expect(taskOf(state, 'video', null)).toBe(other)
  })

  test('drops progress and preview when a task ends, and an earlier error when it starts again', () => {
    const live: readonly (RunEvent | VolatileEvent)[] = [
      { type: 'task-queued', node: 'image', item: 'two' },
      started('image', 'two'),
      { type: 'task-progress', node: 'image', item: 'two', fraction: 0.5, note: 'half' },
      { type: 'task-preview', node: 'image', item: 'two', image: 'data:' },
    ]
    const state = fold([planned, ...live])
    expect(taskOf(state, 'image', 'two')).toMatchObject({
      status: 'running',
      progress: 0.5,
      note: 'half',
      preview: 'data:',
    })
    const ended = taskOf(
      fold([{ type: 'task-failed', at: 9, node: 'image', item: 'two', error }], state),
      'image',
      'two',
    )
    expect(ended).toMatchObject({ status: 'failed', error, endedAt: 9 })
    for (const field of ['progress', 'note', 'preview']) expect(ended).not.toHaveProperty(field)
  })

  test('lets nothing volatile move a task that is not at it', () => {
    const state = fold([planned])
    expect(applyRunEvent(state, { type: 'task-progress', node: 'image', item: 'two', fraction: 0.5 })).toEqual([])
    applyRunEvent(state, started('image', 'two'))
    expect(applyRunEvent(state, { type: 'task-queued', node: 'image', item: 'two' })).toEqual([])
  })
})

describe('an end', () => {
  const ends: readonly RunEvent[] = [
    succeeded('image', 'two'),
    { type: 'task-failed', at: 5, node: 'image', item: 'two', error },
    { type: 'task-blocked', at: 5, node: 'image', item: 'two', error },
    { type: 'task-cancelled', at: 5, node: 'image', item: 'two' },
  ]

  test('of a task is its only one: nothing moves it after', () => {
    for (const first of ends) {
      for (const second of [...ends, started('image', 'two', 2)]) {
        const state = fold([planned, started('image', 'two'), first])
        const before = taskOf(state, 'image', 'two')
        expect(applyRunEvent(state, second)).toEqual([])
        expect(taskOf(state, 'image', 'two')).toBe(before)
      }
    }
  })

  test('of a run is its only one: it never changes after', () => {
    const state = fold([
      planned,
      { type: 'cancel-requested', at: 4 },
      { type: 'run-ended', at: 6, status: 'cancelled' },
    ])
    expect(state).toMatchObject({ status: 'cancelled', cancelling: false, endedAt: 6 })
    const before = structuredClone(toWire(state))
    for (const event of [
      ...ends,
      planned,
      started('image', 'two'),
      { type: 'run-resumed', at: 7 },
      { type: 'run-ended', at: 8, status: 'succeeded' },
    ] as const) {
      expect(applyRunEvent(state, event)).toEqual([])
    }
    expect(toWire(state)).toEqual(before)
  })

  test('is read off the tasks', () => {
    const about = (...nodes: readonly string[]): RunEvent => ({
      type: 'planned',
      at: 2,
      tasks: planned.tasks.filter((task) => nodes.includes(task.node)),
    })
    const run = (...events: readonly RunEvent[]) => endStatusOf(fold([about('image', 'music'), ...events]))
    expect(run(succeeded('image', 'two'))).toBe('succeeded')
    expect(run({ type: 'task-failed', at: 5, node: 'image', item: 'two', error })).toBe('partly')
    expect(run({ type: 'task-cancelled', at: 5, node: 'image', item: 'two' })).toBe('cancelled')
    expect(endStatusOf(fold([about()]))).toBe('succeeded')
    expect(endStatusOf(fold([about('pair')]))).toBe('failed')
  })
})

describe('a process that ends', () => {
  test('by dying has what was running wait again and counts the death; in order it counts none', () => {
    const running: readonly RunEvent[] = [planned, started('image', 'two')]
    expect(taskOf(fold([...running, { type: 'run-resumed', at: 9 }]), 'image', 'two')).toMatchObject({
      status: 'waiting',
      deaths: 1,
      attempts: [{ number: 1 }],
    })
    const orderly = fold([...running, { type: 'run-suspended', at: 8 }, { type: 'run-resumed', at: 9 }])
    expect(taskOf(orderly, 'image', 'two')).toMatchObject({ status: 'waiting', deaths: 0 })
    expect(orderly.status).toBe('running')
  })

  test('leaves alone what a provider works on, and knows what may have been paid', () => {
    const asked: readonly RunEvent[] = [planned, started('image', 'two'), reserved('image', 'two')]
    const died = fold([...asked, { type: 'run-resumed', at: 9 }])
    expect(taskOf(died, 'image', 'two')).toMatchObject({ status: 'running', deaths: 0 })
    const lost = paid('image', 'two', 0, { outcome: 'unknown', charged: 'unknown', error })
    expect(taskOf(fold([...asked, lost, { type: 'run-resumed', at: 9 }]), 'image', 'two')).toMatchObject({
      status: 'unknown',
      deaths: 0,
      error,
    })
  })

  test('counts no death of what only stood in a queue', () => {
    const queued = fold([planned, { type: 'task-queued', node: 'image', item: 'two' }, { type: 'run-resumed', at: 9 }])
    expect(taskOf(queued, 'image', 'two')).toMatchObject({ status: 'waiting', deaths: 0 })
  })

  test('does not touch what had ended', () => {
    const state = fold([planned, started('image', 'two'), succeeded('image', 'two')])
    const before = taskOf(state, 'image', 'two')
    expect(applyRunEvent(state, { type: 'run-resumed', at: 9 })).toEqual([RUN_KEY])
    expect(taskOf(state, 'image', 'two')).toBe(before)
  })
})

describe('any journal', () => {
  const place = fc.constantFrom(
    { node: 'image', item: 'one' },
    { node: 'image', item: 'two' },
    { node: 'video', item: null },
    { node: 'video', item: 'a' },
    { node: 'ghost', item: null },
  )
  const anyEvent: fc.Arbitrary<RunEvent> = fc.oneof(
    place.map((at) => succeeded(at.node, at.item)),
    fc.tuple(place, fc.integer({ min: 1, max: 4 })).map(([at, attempt]) => reserved(at.node, at.item, attempt)),
    fc
      .tuple(place, fc.integer({ min: 1, max: 4 }), fc.nat(9), fc.constantFrom(true, false, 'unknown' as const))
      .map(([at, attempt, cost, charged]) => paid(at.node, at.item, cost, { attempt, charged })),
    fc.tuple(place, fc.integer({ min: 1, max: 4 })).map(([at, attempt]) => started(at.node, at.item, attempt)),
    place.map((at): RunEvent => ({ type: 'task-failed', at: 5, ...at, error })),
    place.map((at): RunEvent => ({ type: 'task-blocked', at: 5, ...at, error })),
    place.map((at): RunEvent => ({ type: 'task-cancelled', at: 5, ...at })),
    fc.tuple(place, fc.nat(9)).map(([at, saved]): RunEvent => ({
      type: 'task-reused',
      at: 5,
      ...at,
      reason: never,
      outputs: {},
      saved,
      fingerprint: FINGERPRINT,
    })),
    fc.constantFrom<RunEvent>(
      { type: 'expanded', at: 3, node: 'video', items: ['a', 'b'] },
      { type: 'run-resumed', at: 6 },
      { type: 'run-suspended', at: 6 },
      { type: 'cancel-requested', at: 6 },
      { type: 'run-ended', at: 7, status: 'partly' },
    ),
  )
  const journal = fc.array(anyEvent, { maxLength: 25 }).map((events): readonly RunEvent[] => [planned, ...events])

  test('folds to the same after it has travelled as JSON', () => {
    fc.assert(
      fc.property(journal, (events) => {
        const travelled = events.map((event) => RunEventSchema.parse(JSON.parse(JSON.stringify(event))))
        expect(travelled).toEqual(events)
        expect(fold(travelled)).toEqual(fold(events))
      }),
    )
  })

  test('folds to the same from a snapshot of any point on, as a browser that comes late sees it', () => {
    fc.assert(
      fc.property(journal, fc.nat(30), (events, cut) => {
        const snapshot = RunSchema.parse(JSON.parse(JSON.stringify(toWire(fold(events.slice(0, cut))))))
        expect(fold(events.slice(cut), fromWire(snapshot))).toEqual(fold(events))
      }),
    )
  })

  test('changes no keys but those it says it changes; the time of its last fact every fact moves', () => {
    fc.assert(
      fc.property(journal, (events) => {
        const state = newRunState(created)
        for (const event of events) {
          const tasks = new Map(state.tasks)
          const { tasks: _before, updatedAt: _then, ...run } = toWire(state)
          const said = new Set(applyRunEvent(state, event))
          const moved = [...new Set([...tasks.keys(), ...state.tasks.keys()])].filter(
            (key) => tasks.get(key) !== state.tasks.get(key),
          )
          for (const key of moved) expect(said).toContain(key)
          const { tasks: _after, updatedAt: _now, ...now } = toWire(state)
          if (JSON.stringify(run) !== JSON.stringify(now)) expect(said).toContain(RUN_KEY)
        }
      }),
    )
  })
})

test('the plan of a real graph becomes the state of a run, and its items keep apart', () => {
  const plan = new Rehearsal().plan(graph('split → image → video → join'))
  const state = fold([{ type: 'planned', at: 2, tasks: [...plan.tasks] }])
  expect(Object.keys(statuses(state))).toEqual(plan.tasks.map((task) => taskKey(task.node, task.item)))
  expect(taskKey('a', null)).not.toBe(taskKey('a', ''))
})
