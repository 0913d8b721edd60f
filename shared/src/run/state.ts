import { z } from 'zod'
import { ErrorBodySchema } from '../errors.ts'
import { FingerprintSchema, ProjectIdSchema, RunIdSchema } from '../ids.ts'
import { MicrosSchema } from '../node/price.ts'
import { AskedSchema, AttemptSchema, LostSchema, UnseenSchema } from './attempt.ts'
import { FallbackOfferSchema, FallbackSchema } from './fallback.ts'
import { FindingSchema } from './findings.ts'
import { LimitSchema, OverSchema } from './limit.ts'
import { PrioritySchema } from './priority.ts'
import { RUN_END_STATUSES, taskKey, type RunEvent } from './events.ts'
import { OutputsSchema, ReasonSchema, ScopeSchema } from './plan.ts'

export const RunStatusSchema = z.enum(['queued', 'running', 'waiting', ...RUN_END_STATUSES])
export type RunStatus = z.infer<typeof RunStatusSchema>

export const TaskStatusSchema = z.enum([
  'waiting',
  'queued',
  'running',
  'held',
  'late',
  'succeeded',
  'failed',
  'blocked',
  'cancelled',
  'unknown',
  /** It takes no part: switched off, bypassed, behind what is, or outside the scope and with nothing stored. */
  'off',
])
export type TaskStatus = z.infer<typeof TaskStatusSchema>

/** Times in milliseconds since 1970. */
export const TaskStateSchema = z.object({
  node: z.string(),
  item: z.string().nullable(),
  position: z.int().nonnegative(),
  status: TaskStatusSchema,
  reused: z.boolean(),
  reason: ReasonSchema,
  fingerprint: FingerprintSchema.exactOptional(),
  outputs: OutputsSchema.exactOptional(),
  error: ErrorBodySchema.exactOptional(),
  /** What all its attempts cost so far. */
  cost: MicrosSchema.exactOptional(),
  saved: MicrosSchema.exactOptional(),
  attempts: z.array(AttemptSchema).readonly(),
  /** How often the process died while this task was running. */
  deaths: z.int().nonnegative(),
  queuedAt: z.number().exactOptional(),
  startedAt: z.number().exactOptional(),
  endedAt: z.number().exactOptional(),
  /** Another task makes the same and is charged for it. */
  shared: z.boolean().exactOptional(),
  /** What is off with what it made; while it is made again, with what it made last. */
  findings: z.array(FindingSchema).readonly().exactOptional(),
  /** Of a step with a gate: whether a person has looked at what it gave. What comes after it is held until then. */
  gate: z.enum(['closed', 'open']).exactOptional(),
  /** The keys of the closed gates that hold it. */
  heldBy: z.array(z.string()).readonly().exactOptional(),
  /** Held because it would cost more than was agreed to. */
  over: OverSchema.exactOptional(),
  /** The model that makes it, or has made it, in the place of the node's own. */
  fallback: FallbackSchema.exactOptional(),
  /** Held because its model could not, and surely nothing was paid: another one that a person may let take its place. */
  offer: FallbackOfferSchema.exactOptional(),
  /** Of one whose outcome is unknown: when its provider was asked last, and what it answered. */
  asked: AskedSchema.exactOptional(),
  /** The same: what may have been paid. */
  lost: LostSchema.exactOptional(),
  /** Its outcome is unknown, and its provider is being asked now. */
  asking: z.literal(true).exactOptional(),
  /** It will be tried again then. */
  retryAt: z.number().exactOptional(),
  /** It was cancelled, and the provider could not be stopped. */
  mayBeBilled: z.boolean().exactOptional(),
  /** Volatile: 0 to 1. */
  progress: z.number().exactOptional(),
  note: z.string().exactOptional(),
  /** Volatile. */
  unseen: UnseenSchema.exactOptional(),
  /** Volatile: a small picture as a data URI. */
  preview: z.string().exactOptional(),
})
export type TaskState = z.infer<typeof TaskStateSchema>

export const RunSchema = z.object({
  id: RunIdSchema,
  project: ProjectIdSchema,
  revision: z.int().nonnegative(),
  scope: ScopeSchema,
  status: RunStatusSchema,
  cancelling: z.boolean(),
  tasks: z.array(TaskStateSchema),
  /** Micro-dollars spent so far. */
  cost: MicrosSchema,
  /** Micro-dollars set aside for what is under way, or may have been paid. */
  reserved: MicrosSchema,
  saved: MicrosSchema,
  priority: PrioritySchema,
  /** Micro-dollars it may spend. */
  cap: MicrosSchema.exactOptional(),
  /** Micro-dollars that its project, or a day, may have spent with it, where a person agreed to more than their limit. */
  raised: z.partialRecord(LimitSchema, MicrosSchema).exactOptional(),
  /** Steps of unknown price may run in it. */
  unknownPrices: z.boolean(),
  /** That was agreed to while it ran: what it may spend does not hold them. */
  unknownBeyondCap: z.literal(true).exactOptional(),
  createdAt: z.number(),
  /** Of the last fact in its journal. */
  updatedAt: z.number(),
  startedAt: z.number().exactOptional(),
  endedAt: z.number().exactOptional(),
})
/** A run as it travels. */
export type Run = z.infer<typeof RunSchema>

/** A run as it is folded: the same, with its tasks by key. The owner lets `applyRunEvent` change it in place. */
export interface RunState extends Omit<Run, 'tasks'> {
  readonly tasks: Map<string, TaskState>
}

export const toWire = (state: RunState): Run => ({ ...state, tasks: [...state.tasks.values()] })

export const fromWire = (run: Run): RunState => ({
  ...run,
  tasks: new Map(run.tasks.map((task) => [taskKey(task.node, task.item), task])),
})

type Created = Extract<RunEvent, { type: 'run-created' }>

/** The state that the first event of every journal makes. */
export const newRunState = (event: Created): RunState => ({
  id: event.run,
  project: event.project,
  revision: event.revision,
  scope: event.scope,
  status: 'queued',
  cancelling: false,
  tasks: new Map(),
  cost: 0,
  reserved: 0,
  saved: 0,
  priority: event.priority ?? 'normal',
  ...(event.cap !== undefined && { cap: event.cap }),
  unknownPrices: event.unknownPrices ?? false,
  createdAt: event.at,
  updatedAt: event.at,
})
