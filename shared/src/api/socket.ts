import { z } from 'zod'
import { ErrorBodySchema } from '../errors.ts'
import { FingerprintSchema, ProjectIdSchema, RunIdSchema } from '../ids.ts'
import { OpsSchema } from '../project/ops.ts'
import { VolatileEventSchema } from '../run/events.ts'
import { RunSchema } from '../run/state.ts'
import { VainTrySchema } from '../run/vain-try.ts'
import { LaneStateSchema } from './lanes.ts'
import { OpenedProjectSchema } from './projects.ts'
import { SequencedEventSchema } from './runs.ts'

/** What a browser says. One socket watches any number of projects. */
export const ClientFrameSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('subscribe'),
    project: ProjectIdSchema,
    /** Only what came after it is sent, where the log reaches back that far. */
    sinceRevision: z.int().nonnegative().exactOptional(),
    /** For runs already known: the last sequence number seen. */
    runs: z.record(RunIdSchema, z.int().nonnegative()),
  }),
  z.object({ type: z.literal('unsubscribe'), project: ProjectIdSchema }),
])
export type ClientFrame = z.infer<typeof ClientFrameSchema>

/** What the server says. After `subscribe` comes one `subscribed`, then everything in order. */
export const ServerFrameSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('subscribed'),
    project: ProjectIdSchema,
    /** The document, where `sinceRevision` was not given or lies too far back. */
    snapshot: OpenedProjectSchema.exactOptional(),
    /** Otherwise the batches that were missed. */
    batches: z.array(z.object({ id: z.string(), revision: z.int(), ops: OpsSchema })),
    /** Runs that are going on, the last that ended, and any asked for: whole, with the number of their last event. */
    runs: z.array(z.object({ run: RunSchema, seq: z.int().nonnegative() })),
    /** For runs the subscriber already knew: what it missed. */
    missed: z.array(z.object({ run: RunIdSchema, events: z.array(SequencedEventSchema) })),
    /** Of steps whose last try came to nothing, in runs that are not among those: that try. The latest thousand. */
    vain: z.array(VainTrySchema),
  }),
  /** A batch that was applied, by whomever; `id` is the sender's. */
  z.object({ type: z.literal('ops'), project: ProjectIdSchema, id: z.string(), revision: z.int(), ops: OpsSchema }),
  z.object({
    type: z.literal('run-events'),
    project: ProjectIdSchema,
    run: RunIdSchema,
    events: z.array(SequencedEventSchema),
  }),
  z.object({
    type: z.literal('run-volatile'),
    project: ProjectIdSchema,
    run: RunIdSchema,
    events: z.array(VolatileEventSchema),
  }),
  /** What runs and waits at every provider account; to everybody, at most four times a second. */
  z.object({ type: z.literal('lanes'), lanes: z.array(LaneStateSchema) }),
  /** A stored result was deleted for good, in whichever project: `node` made or used it. What runs tell of it is the past. */
  z.object({
    type: z.literal('result-forgotten'),
    project: ProjectIdSchema,
    node: z.string(),
    fingerprint: FingerprintSchema,
  }),
  z.object({ type: z.literal('project-deleted'), project: ProjectIdSchema }),
  z.object({ type: z.literal('error'), error: ErrorBodySchema }),
])
export type ServerFrame = z.infer<typeof ServerFrameSchema>
