import type { LaneState } from '@reelgraph/shared'
import type { TaskWords } from '../runs/task-words.ts'

/** An account on which nothing starts now. */
export interface PausedLane {
  readonly id: string
  readonly title: string
  /** Until when its provider wants to be left alone, in milliseconds since 1970; nothing where a person has paused it. */
  readonly until: number | undefined
  /** What the provider has said. */
  readonly because: string | undefined
}

/** Where the tasks of one step wait for their turn. */
export interface StepQueue {
  /** Of its items: those that wait there. */
  readonly items: readonly (string | null)[]
  readonly paused: PausedLane | undefined
}

/** The queue in which tasks of a step wait; nothing where none does. */
export const queueOf = (
  lanes: readonly LaneState[] | undefined,
  { run, node }: { readonly run: string; readonly node: string },
): StepQueue | undefined => {
  for (const lane of lanes ?? []) {
    const places = lane.queued.filter((place) => place.run === run && place.node === node)
    if (places.length > 0) return { items: places.map(({ item }) => item), paused: pauseOf(lane) }
  }
  return undefined
}

/** The accounts that hold up a run. */
export const pausedIn = (lanes: readonly LaneState[] | undefined, run: string): readonly PausedLane[] =>
  (lanes ?? []).flatMap((lane) => (lane.queued.some((place) => place.run === run) ? (pauseOf(lane) ?? []) : []))

const pauseOf = ({ id, title, paused, pausedUntil, pausedBecause }: LaneState): PausedLane | undefined => {
  if (!paused && pausedUntil === undefined) return undefined
  return { id, title, until: paused ? undefined : pausedUntil, because: paused ? undefined : pausedBecause }
}

/** `Fal is paused by you`, `Fal asks for a break; it goes on` in 40 s. */
export const pausedWords = ({ title, until }: PausedLane): TaskWords =>
  until === undefined
    ? { text: `${title} is paused by you` }
    : { text: `${title} asks for a break; it goes on`, ticking: { until } }
