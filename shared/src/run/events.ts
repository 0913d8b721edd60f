import { z } from 'zod'
import { ErrorBodySchema } from '../errors.ts'
import { FingerprintSchema, ProjectIdSchema, RunIdSchema } from '../ids.ts'
import { MicrosSchema } from '../node/price.ts'
import { OutputsSchema, PlannedTaskSchema, ReasonSchema, ScopeSchema } from './plan.ts'

/** Milliseconds since 1970, UTC. */
const at = z.number()
const task = { node: z.string(), item: z.string().nullable() }

export const RUN_END_STATUSES = ['succeeded', 'partly', 'failed', 'cancelled'] as const
export type RunEndStatus = (typeof RUN_END_STATUSES)[number]

/** Facts of a run, in its journal, in this order for good. */
export const RunEventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('run-created'),
    at,
    run: RunIdSchema,
    project: ProjectIdSchema,
    revision: z.int().nonnegative(),
    graph: z.string(),
    scope: ScopeSchema,
  }),
  /** Every verdict at once; a reused step has no event of its own. */
  z.object({ type: z.literal('planned'), at, tasks: z.array(PlannedTaskSchema) }),
  /** The items of a node became known. */
  z.object({ type: z.literal('expanded'), at, node: z.string(), items: z.array(z.string().nullable()) }),
  z.object({
    type: z.literal('task-reused'),
    at,
    ...task,
    reason: ReasonSchema,
    fingerprint: FingerprintSchema.exactOptional(),
    outputs: OutputsSchema,
    saved: MicrosSchema.exactOptional(),
  }),
  z.object({
    type: z.literal('task-started'),
    at,
    ...task,
    attempt: z.int().positive(),
    reason: ReasonSchema.exactOptional(),
  }),
  z.object({
    type: z.literal('task-succeeded'),
    at,
    ...task,
    outputs: OutputsSchema,
    fingerprint: FingerprintSchema.exactOptional(),
    cost: MicrosSchema.exactOptional(),
    shared: z.boolean().exactOptional(),
  }),
  z.object({ type: z.literal('task-failed'), at, ...task, error: ErrorBodySchema }),
  z.object({ type: z.literal('task-blocked'), at, ...task, error: ErrorBodySchema }),
  z.object({ type: z.literal('task-cancelled'), at, ...task }),
  /** The server was stopped in an orderly way; what was under way is to start again. */
  z.object({ type: z.literal('run-suspended'), at }),
  /** The server went on with the run, after an orderly stop or after its process had died. */
  z.object({ type: z.literal('run-resumed'), at }),
  z.object({ type: z.literal('cancel-requested'), at }),
  z.object({ type: z.literal('run-ended'), at, status: z.enum(RUN_END_STATUSES) }),
])
export type RunEvent = Readonly<z.infer<typeof RunEventSchema>>

/** Sent, never journaled; of each task only the latest counts. */
export const VolatileEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('task-queued'), ...task }),
  /** `fraction`: 0 to 1. */
  z.object({ type: z.literal('task-progress'), ...task, fraction: z.number(), note: z.string().exactOptional() }),
  /** A small picture as a data URI. */
  z.object({ type: z.literal('task-preview'), ...task, image: z.string() }),
])
export type VolatileEvent = Readonly<z.infer<typeof VolatileEventSchema>>

/** One key for a task inside a run. Node ids hold no space, so it is never ambiguous. */
export const taskKey = (node: string, item: string | null): string => (item === null ? node : `${node} ${item}`)
