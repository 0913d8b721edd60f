import { z } from 'zod'
import { ErrorBodySchema } from '../errors.ts'
import { FingerprintSchema, ProjectIdSchema, RunIdSchema } from '../ids.ts'
import { JsonSchema } from '../json.ts'
import { MicrosSchema } from '../node/price.ts'
import { AskedSchema, AttemptFactsSchema, ChargedSchema, LostSchema, UnseenSchema } from './attempt.ts'
import { LimitSchema, OverSchema } from './limit.ts'
import { FallbackOfferSchema, FallbackSchema } from './fallback.ts'
import { FindingSchema } from './findings.ts'
import { PrioritySchema } from './priority.ts'
import { OutputsSchema, PlannedTaskSchema, ReasonSchema, ScopeSchema } from './plan.ts'

/** Milliseconds since 1970, UTC. */
const at = z.number()
const task = { node: z.string(), item: z.string().nullable() }
/** What is off with its outputs; absent where nothing is, or nobody looked. */
const findings = z.array(FindingSchema).readonly().exactOptional()

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
    /** `normal` where it says nothing. */
    priority: PrioritySchema.exactOptional(),
    /** Micro-dollars this run may spend: what the person was shown and agreed to. */
    cap: MicrosSchema.exactOptional(),
    /** Steps whose price nobody knows may run. */
    unknownPrices: z.boolean().exactOptional(),
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
    /** It was made by another model than the node's own. */
    fallback: FallbackSchema.exactOptional(),
    /** Its gate is closed: nobody who needs it has been told. */
    gated: z.literal(true).exactOptional(),
    findings,
  }),
  z.object({
    type: z.literal('task-started'),
    at,
    ...task,
    attempt: z.int().positive(),
    reason: ReasonSchema.exactOptional(),
    /** `provider/model`. */
    model: z.string().exactOptional(),
    /** When it came into its lane. */
    queuedAt: z.number().exactOptional(),
    /** Another task, of this run or another, makes the same: it is charged there. */
    shared: z.boolean().exactOptional(),
  }),
  /** On disk before the request leaves: from here on it may have been paid for. */
  z.object({
    type: z.literal('attempt-started'),
    at,
    ...task,
    attempt: z.int().positive(),
    /** Unique for good; sent along where a provider recognises repetitions by it. */
    key: z.string(),
    /** SHA-256 of what is asked for. */
    request: z.string(),
    /** `null` where the price is unknown. */
    reserved: MicrosSchema.nullable(),
  }),
  /** The provider took the job. On disk before anything else is done. */
  z.object({
    type: z.literal('attempt-submitted'),
    at,
    ...task,
    attempt: z.int().positive(),
    ticket: JsonSchema,
    requestId: z.string().exactOptional(),
  }),
  /** How an attempt that was started ended. The task goes on where another attempt may follow. */
  z.object({
    type: z.literal('attempt-ended'),
    at,
    ...task,
    attempt: z.int().positive(),
    outcome: z.enum(['succeeded', 'failed', 'unknown', 'cancelled']),
    charged: ChargedSchema,
    error: ErrorBodySchema.exactOptional(),
    ...AttemptFactsSchema.shape,
    /** It will be tried again then. */
    retryAt: at.exactOptional(),
  }),
  /** A job is watched on after the server went on with the run. */
  z.object({ type: z.literal('task-continued'), at, ...task }),
  /** Over its deadline and still watched. */
  z.object({ type: z.literal('task-late'), at, ...task }),
  /** A paid request left and nobody knows what became of it: a person decides. `error` is what went wrong at first. */
  z.object({
    type: z.literal('task-unknown'),
    at,
    ...task,
    error: ErrorBodySchema,
    asked: AskedSchema.exactOptional(),
    lost: LostSchema.exactOptional(),
  }),
  /** It would cost more than was agreed to. */
  z.object({ type: z.literal('task-held'), at, ...task, ...OverSchema.shape }),
  /**
   * What a person decided of a task that was held or unknown; it goes on. `fits`: nobody had to decide, for others cost less
   * than was set aside for them, or have made it meanwhile.
   */
  z.object({ type: z.literal('task-released'), at, ...task, decision: z.enum(['ask', 'again', 'agree', 'fits']) }),
  /** A step with a gate has ended and waits to be looked at; what comes after it is held. */
  z.object({
    type: z.literal('gate-closed'),
    at,
    ...task,
    holds: z.array(z.object(task)),
  }),
  /** A person has looked. `outputs` where they were edited. */
  z.object({
    type: z.literal('gate-opened'),
    at,
    ...task,
    decision: z.enum(['approve', 'edit', 'reroll']),
    outputs: OutputsSchema.exactOptional(),
    fingerprint: FingerprintSchema.exactOptional(),
    holds: z.array(z.object(task)),
    /** Of a re-roll. */
    take: z.int().nonnegative().exactOptional(),
  }),
  /** Only late, unknown and held tasks are left. */
  z.object({ type: z.literal('run-waiting'), at }),
  /** There is something to do again. */
  z.object({ type: z.literal('run-continued'), at }),
  z.object({ type: z.literal('priority-set'), at, priority: PrioritySchema }),
  /** `of`: not what the run may spend, but how far it may go with what its project, or a day, spends. */
  z.object({ type: z.literal('cap-raised'), at, cap: MicrosSchema, of: LimitSchema.exactOptional() }),
  z.object({ type: z.literal('prices-accepted'), at }),
  z.object({
    type: z.literal('task-succeeded'),
    at,
    ...task,
    outputs: OutputsSchema,
    fingerprint: FingerprintSchema.exactOptional(),
    /** Another run, or another task of this one, was charged for it. */
    shared: z.boolean().exactOptional(),
    /** Its gate is closed: nobody who needs it has been told. */
    gated: z.literal(true).exactOptional(),
    findings,
  }),
  /** What it made is off, and it is made again with another take. */
  z.object({
    type: z.literal('task-off'),
    at,
    ...task,
    findings: z.array(FindingSchema).min(1).readonly(),
    fingerprint: FingerprintSchema,
    /** The next one. */
    take: z.int().nonnegative(),
  }),
  /** Its model could not, surely free of charge: from here on it is made by this one. */
  z.object({ type: z.literal('task-fell-back'), at, ...task, ...FallbackSchema.shape }),
  /** The same, and a person is asked whether this model may. */
  z.object({ type: z.literal('task-offered'), at, ...task, ...FallbackOfferSchema.shape }),
  z.object({ type: z.literal('task-failed'), at, ...task, error: ErrorBodySchema }),
  /** `outside`: the run is not for it, and needs what is stored of it. There is nothing, so it takes no part. */
  z.object({
    type: z.literal('task-blocked'),
    at,
    ...task,
    error: ErrorBodySchema,
    outside: z.literal(true).exactOptional(),
  }),
  /** `mayBeBilled`: the provider could not be stopped. */
  z.object({ type: z.literal('task-cancelled'), at, ...task, mayBeBilled: z.boolean().exactOptional() }),
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
  z.object({ type: z.literal('task-queued'), ...task, at: at.exactOptional() }),
  /** `fraction`: 0 to 1. */
  z.object({ type: z.literal('task-progress'), ...task, fraction: z.number(), note: z.string().exactOptional() }),
  /** Its provider has it and could not be asked how far it is; without it, it could be again. */
  z.object({ type: z.literal('task-unseen'), ...task, unseen: UnseenSchema.exactOptional() }),
  /** A small picture as a data URI. */
  z.object({ type: z.literal('task-preview'), ...task, image: z.string() }),
])
export type VolatileEvent = Readonly<z.infer<typeof VolatileEventSchema>>

/** One key for a task inside a run. Node ids hold no space, so it is never ambiguous. */
export const taskKey = (node: string, item: string | null): string => (item === null ? node : `${node} ${item}`)
