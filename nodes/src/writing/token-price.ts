import type { Price, Rates } from '@reelgraph/shared'

/** Dollars per million tokens. */
export interface TokenRates {
  readonly input: number
  readonly output: number
}

/** By the names of a price list. @throws `RangeError` for one that it does not have. */
export const tokenRates = (rates: Rates, name: string): TokenRates => {
  const [input, output] = [rates[`${name}In`], rates[`${name}Out`]]
  if (input === undefined || output === undefined) throw new RangeError(`there is no price for “${name}”`)
  return { input, output }
}

/** In characters. A screenplay of two hours. */
export const LONGEST_PROMPT = 200_000

interface Asked {
  /** Where it is known. */
  readonly prompt: string | undefined
  readonly system: string | undefined
  /** Of the shape that is asked for. */
  readonly schema: string
  readonly maxTokens: number
  /** At most, of the pictures that are sent along. */
  readonly pictureTokens?: number
}

/** What a message costs beside its words. */
const WRAPPING_TOKENS = 100

/** As many tokens as what is sent can be. */
export const mostTokens = ({ prompt, system, schema, pictureTokens = 0 }: Omit<Asked, 'maxTokens'>): number =>
  bytesOf(prompt) + bytesOf(system ?? '') + bytesOf(schema) + WRAPPING_TOKENS + pictureTokens

/** From a short answer to the token limit. */
export const tokenPrice = (asked: Asked, { input, output }: TokenRates): Price => {
  const known = (asked.prompt?.length ?? 0) + (asked.system?.length ?? 0)
  // no language takes fewer than one token in eight characters, and none more than one a byte
  const least = known / 8
  // dollars per million are micro-dollars each
  return {
    low: Math.floor(least * input + output),
    high: Math.ceil(mostTokens(asked) * input + asked.maxTokens * output),
  }
}

const bytesOf = (text: string | undefined): number =>
  text === undefined ? LONGEST_PROMPT : new TextEncoder().encode(text).length

interface Used {
  readonly input: number
  readonly output: number
}

/** Micro-dollars. */
export const tokenCost = (used: Used, rates: TokenRates): number =>
  Math.round(used.input * rates.input + used.output * rates.output)
