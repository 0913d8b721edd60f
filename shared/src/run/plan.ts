import { z } from 'zod'
import { ErrorBodySchema } from '../errors.ts'
import { FingerprintSchema, NodeIdSchema } from '../ids.ts'
import { MicrosSchema, PriceSchema } from '../node/price.ts'
import { AssetValueSchema, type Outputs } from '../node/values.ts'
import { JsonSchema } from '../json.ts'
import { FallbackSchema, MakerSchema } from './fallback.ts'
import { FindingSchema } from './findings.ts'
import { SetbackEndSchema } from './setback.ts'

/** Which part of the graph a run is for. */
export const ScopeSchema = z.discriminatedUnion('of', [
  z.object({ of: z.literal('all') }),
  /** These nodes and what they need. */
  z.object({ of: z.literal('to'), nodes: z.array(NodeIdSchema).min(1) }),
  /** These nodes alone, on stored results of what feeds them. */
  z.object({ of: z.literal('only'), nodes: z.array(NodeIdSchema).min(1) }),
  /** These nodes and everything below them. */
  z.object({ of: z.literal('from'), nodes: z.array(NodeIdSchema).min(1) }),
  /** Some items of one node. */
  z.object({ of: z.literal('items'), node: NodeIdSchema, items: z.array(z.string()).min(1) }),
])
export type Scope = Readonly<z.infer<typeof ScopeSchema>>

const ValueSchema = z.union([AssetValueSchema, JsonSchema])
export const OutputSchema = z.union([
  z.object({ value: ValueSchema }),
  z.object({ items: z.array(z.object({ key: z.string(), value: ValueSchema })) }),
])
export const OutputsSchema: z.ZodType<Outputs> = z.record(z.string(), OutputSchema) as z.ZodType<Outputs> // zod types it mutable; same values

export const VerdictSchema = z.enum(['reuse', 'run', 'waits', 'blocked', 'off'])

/** Why a verdict is what it is. Words are made of it where it is shown. */
export const ReasonSchema = z.discriminatedUnion('because', [
  z.object({ because: z.literal('never-run') }),
  /** It was tried before, and nothing came of it. `at`: when that was known, in milliseconds since 1970. */
  z.object({ because: z.literal('tried'), ended: SetbackEndSchema, at: z.number() }),
  z.object({
    because: z.literal('changed'),
    params: z.array(z.string()),
    inputs: z.array(z.string()),
    take: z.boolean(),
    model: z.boolean(),
  }),
  /** `at`: when the result was made, in milliseconds since 1970. */
  z.object({ because: z.literal('unchanged'), at: z.number() }),
  z.object({ because: z.literal('pinned'), at: z.number() }),
  /** Its value is what is typed or imported; there is nothing to do. */
  z.object({ because: z.literal('typed') }),
  z.object({ because: z.literal('inputs-unknown') }),
  /** How many items there are is known only when what feeds it is done. */
  z.object({ because: z.literal('length-unknown') }),
  /** A person has yet to look at what feeds it. `others`: how many closed gates hold it beside this one. */
  z.object({
    because: z.literal('gate'),
    node: z.string(),
    item: z.string().nullable(),
    others: z.int().positive().exactOptional(),
  }),
  /** A provider is still at work on the same, asked by an earlier run: its result is waited for, nothing is asked twice. */
  z.object({ because: z.literal('under-way'), at: z.number() }),
  /** The same was asked before and nobody knows what became of it: it may have been paid. A person decides. */
  z.object({ because: z.literal('outcome-unknown'), at: z.number() }),
  /** It was made before, and nobody has looked whether something is off with it. It is looked at first. */
  z.object({ because: z.literal('unchecked'), at: z.number() }),
  z.object({ because: z.literal('problem'), error: ErrorBodySchema }),
  /** `outside`: it is on, but no part of what the run is for. */
  z.object({ because: z.literal('off'), why: z.string(), outside: z.literal(true).exactOptional() }),
])
export type Reason = Readonly<z.infer<typeof ReasonSchema>>

export const OUTSIDE = { because: 'off', why: 'not part of this run', outside: true } as const satisfies Reason

export const PlannedTaskSchema = z.object({
  node: z.string(),
  /** `null` outside a list. */
  item: z.string().nullable(),
  position: z.int().nonnegative(),
  verdict: VerdictSchema,
  reason: ReasonSchema,
  price: PriceSchema,
  /** What a reuse saves that the run would have made itself. */
  saved: MicrosSchema.exactOptional(),
  fingerprint: FingerprintSchema.exactOptional(),
  /** Of a reuse. */
  outputs: OutputsSchema.exactOptional(),
  /** Its gate is closed: a person has yet to look at it before anything that needs it goes on. */
  gated: z.literal(true).exactOptional(),
  /** Of what runs: when it is made, a person is to look at it before anything that needs it goes on. */
  asks: z.literal(true).exactOptional(),
  /** Of a reuse: what is off with it. */
  findings: z.array(FindingSchema).readonly().exactOptional(),
  /** The model that makes it, or has made it, in the place of the node's own. */
  fallback: FallbackSchema.exactOptional(),
  /** Where another than the node's own model makes it, or may: whoever's turn it is, and those that may come after, in order. */
  makers: z.array(MakerSchema).min(1).readonly().exactOptional(),
})
export type PlannedTask = Readonly<z.infer<typeof PlannedTaskSchema>>

/** How long this machine needed for a model before, in milliseconds. */
export const DurationSchema = z.object({ median: z.number(), p95: z.number(), runs: z.int().positive() })
export type Duration = Readonly<z.infer<typeof DurationSchema>>

export const PlanSchema = z.object({
  revision: z.int().nonnegative(),
  scope: ScopeSchema,
  /** In an order in which nothing comes before what feeds it. */
  tasks: z.array(PlannedTaskSchema),
  /** `high` is what the run costs at most. */
  total: PriceSchema,
  saved: MicrosSchema,
  /**
   * Why a total is unknown: steps whose price nobody knows, and lists whose length is neither known nor declared. The first
   * need a consent, the second a cap.
   */
  unknown: z.object({ prices: z.int().nonnegative(), lengths: z.int().nonnegative() }),
  /** By model id, of those that may run and have run here before. */
  times: z.record(z.string(), DurationSchema),
  /** For the run as a whole, in milliseconds; absent where a model that may run has never run here. */
  expected: z.object({ median: z.number(), p95: z.number() }).exactOptional(),
  /** Micro-dollars that the project and the day may still spend, where they have a limit: what goes beyond is held. */
  left: z.object({ project: MicrosSchema.exactOptional(), day: MicrosSchema.exactOptional() }).exactOptional(),
  /** Everything that is wrong, at once. */
  problems: z.array(ErrorBodySchema),
})
export type Plan = Readonly<z.infer<typeof PlanSchema>>
