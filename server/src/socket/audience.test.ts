import type { RunEvent, ServerFrame } from '@reelgraph/shared'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { film, progress, run, taskStarted } from '../testing/watched-film.ts'
import { runId } from '../testing/graphs.ts'
import { Audience } from './audience.ts'
import { Subscription } from './subscription.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Somebody who knows everything up to now. */
const join = (audience: Audience) => {
  const messages: unknown[] = []
  const subscription = new Subscription((message) => messages.push(message))
  audience.join(subscription)
  subscription.begin([], { revision: 0, runs: new Map() })
  const frames = (): ServerFrame[] => messages.map((message) => JSON.parse(String(message)))
  /** The numbers of the events in each frame of them. */
  const events = () =>
    frames().map((frame) => (frame.type === 'run-events' ? frame.events.map(({ seq }) => seq) : frame.type))
  return { subscription, messages, frames, events }
}

const entry = (seq: number, event: RunEvent = taskStarted) => ({ seq, event })

it('tells the first event at once, and those of a storm in few frames, in order', () => {
  const audience = new Audience(film)
  const { events } = join(audience)
  for (let seq = 1; seq <= 100; seq += 1) audience.tellEvents(run, [entry(seq)])
  expect(events()).toEqual([[1]])
  vi.advanceTimersByTime(10)
  expect(events()).toEqual([[1], Array.from({ length: 99 }, (_, index) => index + 2)])
  vi.advanceTimersByTime(10)
  audience.tellEvents(run, [entry(101)])
  expect(events().at(-1)).toEqual([101])
  vi.advanceTimersByTime(1000)
  expect(vi.getTimerCount()).toBe(0)
})

it('tells whatever else happens at once, and never before what happened before it', () => {
  const audience = new Audience(film)
  const { events } = join(audience)
  audience.tellEvents(run, [entry(1)])
  audience.tellEvents(run, [entry(2)])
  audience.tell({ type: 'run-volatile', project: film, run, events: [progress(0.5)] })
  audience.tellEvents(run, [entry(3)])
  expect(events()).toEqual([[1], [2], 'run-volatile'])
  vi.advanceTimersByTime(10)
  expect(events()).toEqual([[1], [2], 'run-volatile', [3]])
})

it('keeps runs apart', () => {
  const audience = new Audience(film)
  const { frames } = join(audience)
  audience.tellEvents(run, [entry(1)])
  audience.tellEvents(run, [entry(2)])
  audience.tellEvents(runId('other'), [entry(1)])
  audience.tellEvents(run, [entry(3)])
  vi.advanceTimersByTime(10)
  expect(frames().slice(1)).toMatchObject([
    { run, events: [{ seq: 2 }, { seq: 3 }] },
    { run: 'other', events: [{ seq: 1 }] },
  ])
})

it('does not tell a newcomer what happened before', () => {
  const audience = new Audience(film)
  const old = join(audience)
  audience.tellEvents(run, [entry(1)])
  audience.tellEvents(run, [entry(2)])
  const newcomer = join(audience)
  audience.tellEvents(run, [entry(3)])
  vi.advanceTimersByTime(10)
  expect(old.events()).toEqual([[1], [2], [3]])
  expect(newcomer.events()).toEqual([[3]])
})

it('makes the bytes of a frame once, however many are there', () => {
  const audience = new Audience(film)
  const [one, two] = [join(audience), join(audience)]
  audience.tellEvents(run, [entry(1)])
  expect(one.messages[0]).toBeInstanceOf(Uint8Array)
  expect(two.messages[0]).toBe(one.messages[0])
})

it('leaves no timer behind when the last has gone', () => {
  const audience = new Audience(film)
  const { subscription, events } = join(audience)
  audience.tellEvents(run, [entry(1)])
  audience.tellEvents(run, [entry(2)])
  audience.part(subscription)
  expect(vi.getTimerCount()).toBe(0)
  expect(audience.isEmpty).toBe(true)
  vi.advanceTimersByTime(100)
  expect(events()).toEqual([[1]])
})

it('does not pass on the end of a run of which the answer holds nothing', () => {
  const messages: unknown[] = []
  const subscription = new Subscription((message) => messages.push(message))
  const audience = new Audience(film)
  audience.join(subscription)
  const [over, known, begun] = [runId('over'), runId('known'), runId('begun')]
  audience.tellEvents(over, [entry(3)])
  audience.tellEvents(known, [entry(3)])
  for (const seq of [1, 2]) audience.tellEvents(begun, [entry(seq)])
  audience.flush()
  subscription.begin([], { revision: 0, runs: new Map([[known, 2]]) })
  audience.tellEvents(begun, [entry(3)])
  audience.end()
  const told = messages.map((message) => JSON.parse(String(message)))
  expect(told.map(({ run: id, events }) => [id, events.map((event: { seq: number }) => event.seq)])).toEqual([
    ['known', [3]],
    ['begun', [1, 2]],
    ['begun', [3]],
  ])
})
