import { z } from 'zod'
import { ErrorBodySchema } from '../errors.ts'
import { JsonSchema } from '../json.ts'
import { MicrosSchema } from '../node/price.ts'
import { InsteadOfSchema } from './fallback.ts'

/** Whether an attempt was paid for. `unknown` where nobody can say yet, and then its price stays reserved. */
export const ChargedSchema = z.union([z.boolean(), z.literal('unknown')])
export type Charged = z.infer<typeof ChargedSchema>

/** What is kept of one attempt, by what its provider said of it. Everything is optional: few tell all of it. */
export const AttemptFactsSchema = z.object({
  /** The provider's name for the request, to ask its support about. */
  requestId: z.string().max(300).exactOptional(),
  /** The seed that was really used. */
  seed: z.number().exactOptional(),
  /** What the service worked with, where it rewrote the prompt. */
  prompt: z.string().max(20_000).exactOptional(),
  /** Micro-dollars, by the provider's own figure. */
  cost: MicrosSchema.exactOptional(),
  /** In the provider's own units: credits, tokens, characters, seconds. */
  units: z.record(z.string(), z.number()).exactOptional(),
  /** Of one with a fallback: known before it begins. */
  insteadOf: InsteadOfSchema.exactOptional(),
})
export type AttemptFacts = z.infer<typeof AttemptFactsSchema>

/** Why a provider could not be asked how far its work is, which says nothing of the work, and when it is asked again. */
export const UnseenSchema = z.object({
  error: ErrorBodySchema,
  /** In milliseconds since 1970. */
  againAt: z.number(),
})
export type Unseen = Readonly<z.infer<typeof UnseenSchema>>

/**
 * What came of asking a provider for a request whose answer was lost, where it was not found. `not-known`: it cannot tell;
 * `no-answer`: it could not be reached, and `said` is why; `cannot-be-asked`: it has no way to ask for a lost request.
 */
export const AskedSchema = z.object({
  /** Milliseconds since 1970. */
  at: z.number(),
  answer: z.enum(['not-known', 'no-answer', 'cannot-be-asked']),
  said: z.string().exactOptional(),
})
export type Asked = Readonly<z.infer<typeof AskedSchema>>

/**
 * The attempt of which nobody knows what became: perhaps that of another run. `at`: when it began, in milliseconds since 1970.
 * `reserved`: micro-dollars that it may have cost, `null` where its price is unknown. `model`: who was asked, as `provider/model`.
 */
export const LostSchema = z.object({
  at: z.number(),
  reserved: MicrosSchema.nullable(),
  model: z.string().exactOptional(),
})

/** One try at a task. A paid request belongs to exactly one attempt. Times in milliseconds since 1970. */
export const AttemptSchema = z.object({
  /** From 1 on. */
  number: z.int().positive(),
  /** `provider/model`; absent for a kind without models. */
  model: z.string().exactOptional(),
  /** Of one that may be paid: unique for good. */
  key: z.string().exactOptional(),
  status: z.enum(['running', 'late', 'succeeded', 'failed', 'unknown', 'cancelled']),
  startedAt: z.number(),
  /** When the provider took the job. */
  submittedAt: z.number().exactOptional(),
  endedAt: z.number().exactOptional(),
  /** Set aside for it; `null` where the price is unknown, absent where it is free. */
  reserved: MicrosSchema.nullable().exactOptional(),
  /** The provider's name for the job and every address it gave. */
  ticket: JsonSchema.exactOptional(),
  charged: ChargedSchema.exactOptional(),
  error: ErrorBodySchema.exactOptional(),
  ...AttemptFactsSchema.shape,
})
export type Attempt = Readonly<z.infer<typeof AttemptSchema>>
