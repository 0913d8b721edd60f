import type { Price, Rates } from '@reelgraph/shared'
import { mostTokens, tokenCost, tokenPrice, tokenRates } from '../../writing/token-price.ts'

/** Names in the price list. */
export interface ClaudeRates {
  readonly usual: string
  /** Where prompts over 100,000 tokens cost more. */
  readonly long?: string
}

const LONG_FROM = 100_000
/** Of a picture, as we send it. */
const PICTURE_TOKENS = 3300

interface Question {
  readonly params: { readonly maxTokens: number; readonly schema: string }
  readonly inputs: {
    readonly prompt?: string | undefined
    readonly system?: string | undefined
    readonly references?: readonly unknown[]
  }
  readonly rates: Rates
  readonly names: ClaudeRates
}

export const claudePrice = ({ params: { maxTokens, schema }, inputs, rates, names }: Question): Price => {
  const pictureTokens = (inputs.references?.length ?? 0) * PICTURE_TOKENS
  const asked = { prompt: inputs.prompt, system: inputs.system, schema, maxTokens, pictureTokens }
  const usual = tokenPrice(asked, tokenRates(rates, names.usual))
  if (names.long === undefined || mostTokens(asked) <= LONG_FROM) return usual
  const long = tokenPrice(asked, tokenRates(rates, names.long))
  return usual === 'unknown' || long === 'unknown' ? 'unknown' : { low: usual.low, high: long.high }
}

interface Used {
  readonly input: number
  readonly output: number
}

/** Micro-dollars. */
export const claudeCost = (used: Used, rates: Rates, { usual, long }: ClaudeRates): number =>
  tokenCost(used, tokenRates(rates, long !== undefined && used.input > LONG_FROM ? long : usual))
