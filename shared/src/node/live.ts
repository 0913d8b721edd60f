import { z } from 'zod'
import type { AccountQuestion } from './account.ts'
import type { ProviderDefinition } from './define.ts'
import { dateWords } from './model-end.ts'

/** What may be typed into a parameter, as the provider lists it now. */
const ChoiceSchema = z.object({
  value: z.string().min(1).max(300),
  /** What a person reads beside it. */
  label: z.string().max(300),
})

/** What a provider lists by itself, for nothing: prices, models, voices. */
export const LiveFactsSchema = z.object({
  /** Dollars by name, in the place of those of its price list. */
  rates: z.record(z.string().max(300), z.number().nonnegative()),
  /** Whether no price of the list is left that is not told here. */
  allRates: z.boolean(),
  /** By the name of the parameter. */
  choices: z.record(z.string().max(100), z.array(ChoiceSchema).max(3000)),
})
export type LiveFacts = z.infer<typeof LiveFactsSchema>

/** Asks the provider with requests that cost nothing. Whatever of an answer cannot be used is left out. */
export type ReadLive = (question: AccountQuestion) => Promise<LiveFacts>

type Prices = NonNullable<ProviderDefinition['prices']>

/** A price that nobody has looked at for longer than this is to be looked at. */
const OLD_DAYS = 90
const DAY_MS = 86_400_000

export interface PriceAge {
  readonly old: boolean
  /** `prices of 9 July 2026`. */
  readonly words: string
}

/** How old a price list is. Times in milliseconds since 1970. */
export const priceAge = ({ asOf }: Pick<Prices, 'asOf'>, now: number): PriceAge => {
  const old = now - Date.parse(asOf) > OLD_DAYS * DAY_MS
  const words = `prices of ${dateWords(asOf)}`
  return { old, words: old ? `${words}, more than ${OLD_DAYS} days ago` : words }
}
