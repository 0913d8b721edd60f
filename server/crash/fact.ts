import { z } from 'zod'
import {
  LedgerEntrySchema,
  SumSchema,
  ProjectSchema,
  RunIdSchema,
  RunSchema,
  SequencedEventSchema,
} from '@reelgraph/shared'

/** What a child is to do. */
export const ChildOrderSchema = z.object({
  folder: z.string(),
  url: z.string(),
  run: RunIdSchema,
  project: ProjectSchema,
  /** Clocks of all lives of one run agree: this is when the first began, in milliseconds since 1970. */
  epoch: z.number(),
  /** At which of the places it passes it kills itself, from 1 on. */
  killAt: z.int().positive().exactOptional(),
  /** What it decides of every task that waits for a person. */
  decide: z.enum(['again', 'give-up']).exactOptional(),
  /** After how many events of its journal the run is cancelled. */
  cancelAfter: z.int().positive().exactOptional(),
})
export type ChildOrder = z.infer<typeof ChildOrderSchema>

/** A run as the engine shows it, its journal, and its lines in the ledger. */
export const ViewSchema = z.object({
  run: RunSchema,
  events: z.array(SequencedEventSchema),
  ledger: z.array(LedgerEntrySchema),
  sum: SumSchema,
})
export type View = z.infer<typeof ViewSchema>

/** What a child says, one JSON line each. */
export const FactSchema = z.discriminatedUnion('fact', [
  /** The engine is open and has done nothing yet. `null`: there is no such run. */
  z.object({ fact: z.literal('opened'), view: ViewSchema.nullable() }),
  /** The engine goes on with what there was. */
  z.object({ fact: z.literal('resumed'), view: ViewSchema.nullable() }),
  z.object({ fact: z.literal('started') }),
  /** The run has ended, or waits for a person. */
  z.object({ fact: z.literal('settled'), view: ViewSchema, passed: z.int() }),
  /** The process has nothing left to do, and the run goes on for ever. */
  z.object({ fact: z.literal('stalled'), view: ViewSchema.nullable() }),
  /** Engine and database are closed; nothing holds the process any more. */
  z.object({ fact: z.literal('closed') }),
])
export type Fact = z.infer<typeof FactSchema>
