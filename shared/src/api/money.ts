import { z } from 'zod'
import { ErrorBodySchema } from '../errors.ts'
import { ProjectIdSchema, RunIdSchema } from '../ids.ts'
import { MicrosSchema } from '../node/price.ts'
import { AttemptFactsSchema, ChargedSchema } from '../run/attempt.ts'
import { contract } from './contract.ts'

/** The day by the server's date: `2026-11-20`. */
export const DaySchema = z.iso.date('a day is written as 2026-11-20')

/** One line of the ledger: an attempt that may have cost something. */
export const LedgerEntrySchema = z.object({
  key: z.string(),
  run: RunIdSchema,
  project: ProjectIdSchema,
  node: z.string(),
  item: z.string().nullable(),
  attempt: z.int().positive(),
  provider: z.string(),
  model: z.string(),
  day: DaySchema,
  /** `open`: under way. `unknown`: nobody knows whether it was paid, so its price stays reserved. */
  state: z.enum(['open', 'succeeded', 'failed', 'cancelled', 'unknown', 'written-off']),
  /** Micro-dollars set aside; `null` where the price was unknown. */
  reserved: MicrosSchema.nullable(),
  charged: ChargedSchema.exactOptional(),
  /** Whose figure the cost is: the provider's own, or what our price list says. */
  figure: z.enum(['provider', 'price-list']).exactOptional(),
  ...AttemptFactsSchema.shape,
  error: ErrorBodySchema.exactOptional(),
  startedAt: z.number(),
  endedAt: z.number().exactOptional(),
})
export type LedgerEntry = Readonly<z.infer<typeof LedgerEntrySchema>>

/**
 * Micro-dollars. `attempts`: all that may cost something; `unpriced`: those of them whose price nobody knows, under way or
 * charged.
 */
export const SumSchema = z.object({
  settled: MicrosSchema,
  /** Set aside for what is under way, or may have been paid. */
  reserved: MicrosSchema,
  /** The part of `reserved` that a person gave up asking about: perhaps paid, for good. Absent where there is none. */
  writtenOff: MicrosSchema.exactOptional(),
  attempts: z.int().nonnegative(),
  /** Those attempts that surely cost nothing. Absent where there are none. */
  free: z.int().positive().exactOptional(),
  unpriced: z.int().nonnegative(),
})
export type Sum = Readonly<z.infer<typeof SumSchema>>

const filter = z.object({
  project: ProjectIdSchema.exactOptional(),
  run: RunIdSchema.exactOptional(),
  provider: z.string().exactOptional(),
  day: DaySchema.exactOptional(),
})

export const getLedger = contract({
  method: 'GET',
  path: '/api/ledger',
  summary: 'What was spent and what is set aside: sums by project, provider and day, and the caps they run against.',
  query: filter,
  response: z.object({
    total: SumSchema,
    today: z.object({ day: DaySchema, sum: SumSchema, cap: MicrosSchema.exactOptional() }),
    projects: z.array(z.object({ project: ProjectIdSchema, sum: SumSchema, cap: MicrosSchema.exactOptional() })),
    providers: z.array(z.object({ provider: z.string(), sum: SumSchema })),
    /** Newest first. */
    days: z.array(z.object({ day: DaySchema, sum: SumSchema })),
    runs: z.array(z.object({ run: RunIdSchema, project: ProjectIdSchema, sum: SumSchema })),
  }),
})

export const listLedger = contract({
  method: 'GET',
  path: '/api/ledger/entries',
  summary: 'The attempts behind the sums, newest first. `only=trouble`: paid or perhaps paid, and failed or unknown.',
  query: filter.extend({
    only: z.enum(['all', 'trouble']).default('all'),
    /** The key of the last entry of the page before. */
    before: z.string().exactOptional(),
    limit: z.coerce.number().int().min(1).max(500).default(100),
  }),
  response: z.object({ entries: z.array(LedgerEntrySchema) }),
})
