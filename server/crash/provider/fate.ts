import { chance, pickBy } from './chance.ts'

/** How a paid request is met. What a name says of accepting decides whether there is a job afterwards. */
export type Meeting =
  | 'well'
  /** Accepted at once, answered after a while. */
  | 'late'
  /** 429 with Retry-After; not accepted. */
  | 'rate-limited'
  /** 422: refused for good for what is asked for; not accepted. */
  | 'refused'
  /** 402, for good: another model may do it; not accepted. */
  | 'no-credits'
  /** 503 before anything was accepted. */
  | 'error-before'
  /** 500, and yet the job is there. */
  | 'error-after'
  | 'drop-before'
  | 'drop-after'
  /** Half of an answer of the right length, then the line breaks. */
  | 'cut-answer'
  /** Accepted, and never answered. */
  | 'hang-after'
  /** Neither accepted nor answered. */
  | 'hang-before'

export const ACCEPTING: ReadonlySet<Meeting> = new Set([
  'well',
  'late',
  'error-after',
  'drop-after',
  'cut-answer',
  'hang-after',
])

/** What becomes of an accepted job. */
export interface Course {
  /** Milliseconds until it ends. */
  readonly takes: number
  readonly ends: 'done' | 'failed-charged' | 'failed-free'
  /** It cannot be stopped once it is there. */
  readonly unstoppable: boolean
}

export interface Fate extends Course {
  /** How consecutive requests for the same are met. */
  readonly meetings: readonly Meeting[]
  /** How all that come after them are met. What is refused once is refused for good. */
  readonly after: 'well' | 'refused' | 'no-credits'
}

export interface Asked {
  readonly model: string
  readonly prompt: string
}

export type FateOf = (asked: Asked) => Fate

export interface Odds {
  /** Of a request to be met in each way. */
  readonly meetings: Readonly<Partial<Record<Meeting, number>>>
  readonly ends: Readonly<Record<Course['ends'], number>>
  readonly unstoppable: number
  /** Milliseconds that a job takes at least and at most. */
  readonly takes: readonly [number, number]
}

/** Everything that can happen, most of it seldom. */
export const ROUGH: Odds = {
  meetings: {
    well: 60,
    late: 8,
    'rate-limited': 6,
    'error-before': 5,
    'error-after': 5,
    'drop-before': 5,
    'drop-after': 5,
    'cut-answer': 4,
    'hang-before': 1,
    'hang-after': 1,
    refused: 2,
    'no-credits': 5,
  },
  ends: { done: 88, 'failed-charged': 6, 'failed-free': 6 },
  unstoppable: 0.3,
  takes: [10, 250],
}

export const FRIENDLY: Odds = {
  meetings: { well: 1 },
  ends: { done: 1, 'failed-charged': 0, 'failed-free': 0 },
  unstoppable: 0,
  takes: [10, 120],
}

/** The same seed and prompt, the same fate. Nothing is met badly more than twice. */
export const fates =
  (seed: number, odds: Odds): FateOf =>
  ({ model, prompt }) => {
    const draw = (what: string): number => chance(seed, what, model, prompt)
    const [least, most] = odds.takes
    const drawn = ['first', 'second'].map((which) => pickBy(draw(`meeting ${which}`), odds.meetings))
    const after = drawn.find((meeting) => meeting === 'refused' || meeting === 'no-credits') ?? 'well'
    return {
      meetings: after === 'well' ? drawn : [],
      after,
      takes: Math.round(least + draw('takes') * (most - least)),
      ends: pickBy(draw('ends'), odds.ends),
      unstoppable: draw('unstoppable') < odds.unstoppable,
    }
  }
