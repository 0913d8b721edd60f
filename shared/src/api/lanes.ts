import { z } from 'zod'
import { ProjectIdSchema } from '../ids.ts'
import { PrioritySchema } from '../run/priority.ts'
import { contract } from './contract.ts'

/** More a minute than any account is given. */
export const MOST_STARTS_PER_MINUTE = 6_000

/** A run that has work at an account. */
const LaneRunSchema = z.object({
  run: z.string(),
  project: ProjectIdSchema,
  priority: PrioritySchema,
  cancelling: z.boolean(),
})
export type LaneRunFacts = Readonly<z.infer<typeof LaneRunSchema>>

const PlaceSchema = z.object({ run: z.string(), node: z.string(), item: z.string().nullable() })

/** An account's queue, as it stands now. */
export const LaneStateSchema = z.object({
  id: z.string(),
  title: z.string(),
  provider: z.string(),
  concurrency: z.int().positive(),
  perMinute: z.int().positive().exactOptional(),
  /** The longest under way first. */
  running: z.array(PlaceSchema),
  /** The next to start, in that order; at most 100. */
  queued: z.array(PlaceSchema.extend({ priority: PrioritySchema })),
  /** The runs of those, as far as they are known: of what is watched on after its run is over, nothing is. */
  runs: z.array(LaneRunSchema),
  /** How many wait altogether. */
  waiting: z.int().nonnegative(),
  /** By a person. */
  paused: z.boolean(),
  /** Until when the provider wants to be left alone, in milliseconds since 1970. */
  pausedUntil: z.number().exactOptional(),
  /** What the provider answered when it asked for that, as a sentence. */
  pausedBecause: z.string().exactOptional(),
})
export type LaneState = z.infer<typeof LaneStateSchema>

/** What is left out stays as it is. */
export const LaneChangeSchema = z.object({
  /** How many at once. */
  concurrency: z.int().min(1).max(1_000).exactOptional(),
  /** At most so many starts in any 60 s; null for no such limit. */
  perMinute: z.int().min(1).max(MOST_STARTS_PER_MINUTE).nullable().exactOptional(),
})
export type LaneChange = z.infer<typeof LaneChangeSchema>

const params = z.object({ id: z.string().min(1).max(200) })

export const listLanes = contract({
  method: 'GET',
  path: '/api/lanes',
  summary: 'The queue of every provider account in use: what runs, what waits and in which order.',
  response: z.object({ lanes: z.array(LaneStateSchema) }),
})

export const pauseLane = contract({
  method: 'POST',
  path: '/api/lanes/:id/pause',
  summary: 'Starts nothing more on this account. What runs goes on.',
  params,
  response: LaneStateSchema,
})

export const resumeLane = contract({
  method: 'POST',
  path: '/api/lanes/:id/resume',
  summary: 'Goes on now: after a pause, and also where the provider has asked to wait.',
  params,
  response: LaneStateSchema,
})

export const changeLane = contract({
  method: 'PUT',
  path: '/api/lanes/:id',
  summary: 'Sets how many run at once on this account, and how many start a minute.',
  params,
  body: LaneChangeSchema,
  response: LaneStateSchema,
})
