import { z } from 'zod'
import { ErrorBodySchema, type ErrorBody, type ErrorCode } from '../errors.ts'
import { FingerprintSchema } from '../ids.ts'
import { PriceSchema } from '../node/price.ts'
import type { Charged } from './attempt.ts'

/** How many models may stand behind that of a node. */
export const MOST_FALLBACKS = 5

/** Models that may make what a node's own could not, in order. */
export const FallbacksSchema = z.object({
  models: z.array(z.string().min(1).max(200)).min(1).max(MOST_FALLBACKS).readonly(),
  /** `ask`: a person is asked each time; `cheaper`: only for the same or a lower price; `any`: whatever it costs. */
  policy: z.enum(['ask', 'cheaper', 'any']),
})
export type Fallbacks = Readonly<z.infer<typeof FallbacksSchema>>

/** What a model does otherwise than a node's own would have, one short sentence each: `Length: 10 becomes 8.` */
const changes = z.array(z.string()).readonly().exactOptional()

/** A model that took the place of a node's own, and the sentence that says why. */
export const FallbackSchema = z.object({ model: z.string(), because: z.string(), changes })
export type Fallback = Readonly<z.infer<typeof FallbackSchema>>

/** A model that may take the place of one that could not, for what it would cost, once a person says so. */
export const FallbackOfferSchema = z.object({ model: z.string(), price: PriceSchema, changes, error: ErrorBodySchema })
export type FallbackOffer = Readonly<z.infer<typeof FallbackOfferSchema>>

/** Kept with what a fallback made: the work that it was made instead of, whose model that was, and why not by that. */
export const InsteadOfSchema = z.object({
  fingerprint: FingerprintSchema,
  model: z.string(),
  because: z.string(),
  changes,
})
export type InsteadOf = Readonly<z.infer<typeof InsteadOfSchema>>

/** A model that makes something, or may come to, and for how much one of it. */
export const MakerSchema = z.object({ model: z.string(), price: PriceSchema, changes })
export type Maker = Readonly<z.infer<typeof MakerSchema>>

export const fallbackOf = (model: string, said: Pick<Fallback, 'because' | 'changes'>): Fallback => ({
  model,
  because: said.because,
  ...(said.changes && { changes: said.changes }),
})

export const offerOf = (offer: FallbackOffer): FallbackOffer => ({
  model: offer.model,
  price: offer.price,
  error: offer.error,
  ...(offer.changes && { changes: offer.changes }),
})

/** What hangs on the provider or on a person's account there, also on its machines, and is no refusal of what was asked for. */
const OF_THE_PROVIDER: ReadonlySet<ErrorCode> = new Set([
  'key-missing',
  'key-rejected',
  'no-credits',
  'not-allowed',
  'rate-limited',
  'provider-down',
  'provider-error',
  'retired',
])

/** Whether another model may do it instead: surely nothing was paid, and it may go better elsewhere. */
export const mayFallBack = ({ code }: ErrorBody, charged: Charged): boolean =>
  charged === false && OF_THE_PROVIDER.has(code)
