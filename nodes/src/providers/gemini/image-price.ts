import type { Price, Rates } from '@reelgraph/shared'
import { mostTokens } from '../../writing/token-price.ts'
import type { GeminiResolution } from './image-size.ts'

/** Of a model that draws. */
export interface ImageRates {
  /** In the price list: `<name>In`, `<name>TextOut`, `<name>ImageOut`. */
  readonly name: string
  /** Of a picture that is made. */
  readonly tokens: Readonly<Record<GeminiResolution, number>>
}

/** In characters. */
export const LONGEST_PROMPT = 32_000
/** Of a picture that is looked at, as finely as can be. */
const PICTURE_TOKENS = 2300
/** Of a whole answer, with what is thought. */
const MOST_ANSWER = 32_768

const rateOf = (rates: Rates, name: string): number => {
  const rate = rates[name]
  if (rate === undefined) throw new RangeError(`Gemini’s price list has no “${name}”`)
  return rate
}

interface Question {
  readonly resolution: GeminiResolution
  readonly prompt: string | undefined
  readonly pictures: number
  readonly rates: Rates
  readonly names: ImageRates
}

/** From a picture without a thought to as many thoughts as an answer may hold: how many there are is said nowhere. */
export const imagePrice = ({ resolution, prompt, pictures, rates, names: { name, tokens } }: Question): Price => {
  const image = rateOf(rates, `${name}ImageOut`)
  const text = rateOf(rates, `${name}TextOut`)
  const made = tokens[resolution]
  const asked = mostTokens({
    ...{ prompt: prompt ?? 'x'.repeat(LONGEST_PROMPT), system: undefined, schema: '' },
    pictureTokens: pictures * PICTURE_TOKENS,
  })
  // dollars per million are micro-dollars each
  const read = asked * rateOf(rates, `${name}In`)
  return { low: Math.floor(made * image), high: Math.ceil(read + made * image + (MOST_ANSWER - made) * text) }
}

/** Tokens of one answer. */
export interface ImageUsage {
  readonly prompt: number
  /** Of the picture. */
  readonly image: number
  /** What was thought and said beside it. */
  readonly text: number
}

/** Micro-dollars. */
export const imageCost = ({ prompt, image, text }: ImageUsage, rates: Rates, { name }: ImageRates): number =>
  Math.round(
    prompt * rateOf(rates, `${name}In`) +
      image * rateOf(rates, `${name}ImageOut`) +
      text * rateOf(rates, `${name}TextOut`),
  )
