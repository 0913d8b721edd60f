import type { Price, Rates } from '@reelgraph/shared'
import { tokenPrice, tokenRates, type TokenRates } from '../../writing/token-price.ts'

/** Names in the price list. */
export interface GeminiRates {
  readonly now: string
  /** What is announced for later, and its first day. */
  readonly later?: { readonly name: string; readonly from: string }
}

/** Of a picture that is looked at, as finely as can be. */
const PICTURE_TOKENS = 2300

interface Question {
  readonly params: { readonly maxTokens: number; readonly schema: string }
  readonly inputs: {
    readonly prompt?: string | undefined
    readonly system?: string | undefined
    readonly references?: readonly unknown[]
  }
  readonly rates: Rates
  readonly names: GeminiRates
}

/** Up to what it costs later, where it is not known when it runs. */
export const geminiPrice = ({ params: { maxTokens, schema }, inputs, rates, names }: Question): Price => {
  const pictureTokens = (inputs.references?.length ?? 0) * PICTURE_TOKENS
  const asked = { prompt: inputs.prompt, system: inputs.system, schema, maxTokens, pictureTokens }
  const now = tokenPrice(asked, tokenRates(rates, names.now))
  const later = tokenPrice(asked, tokenRates(rates, names.later?.name ?? names.now))
  return now === 'unknown' || later === 'unknown' ? 'unknown' : { low: now.low, high: later.high }
}

/** @param at milliseconds since 1970. */
export const ratesAt = (at: number, rates: Rates, { now, later }: GeminiRates): TokenRates =>
  tokenRates(rates, later && at >= Date.parse(later.from) ? later.name : now)
