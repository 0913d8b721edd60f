import type { Price, Rates } from '@reelgraph/shared'
import { mostTokens, tokenPrice, tokenRates } from '../../writing/token-price.ts'

/** Names in the price list. */
interface Listed {
  readonly usual: string
  /** Where prompts over 100,000 tokens cost more. */
  readonly long?: string
  /** What is announced for later. */
  readonly later?: string
}

/** Whose prices are in the list, by OpenRouter's name. */
const LISTED: ReadonlyMap<string, Listed> = new Map([
  ['openai/gpt-6-luna', { usual: 'gpt6Luna' }],
  ['openai/gpt-6.1-sol', { usual: 'gpt61Sol' }],
  ['anthropic/claude-haiku-5.5', { usual: 'claudeHaiku55', long: 'claudeHaiku55Long' }],
  ['anthropic/claude-sonnet-5.5', { usual: 'claudeSonnet55' }],
  ['google/gemini-3.8-flash', { usual: 'gemini38Flash', later: 'gemini38FlashLater' }],
])

const LONG_FROM = 100_000

/** Up to what it may cost: a long prompt more, and later what is announced, for it is not known when it runs. */
export const slugPrice = (slug: string, rates: Rates, asked: Parameters<typeof tokenPrice>[0]): Price => {
  const listed = LISTED.get(slug)
  // as OpenRouter lists it now, which tells neither of long prompts nor of later, else by the list that came with Reelgraph
  const usual = rates[`${slug}In`] === undefined ? listed?.usual : slug
  if (usual === undefined) return 'unknown'
  const { long, later } = listed ?? {}
  const names = [usual, mostTokens(asked) > LONG_FROM ? long : undefined, later].filter((name) => name !== undefined)
  return names.map((name) => tokenPrice(asked, tokenRates(rates, name))).reduce(either)
}

/** Whichever of the two it comes to be. */
export const either = (a: Price, b: Price): Price =>
  a === 'unknown' || b === 'unknown' ? 'unknown' : { low: Math.min(a.low, b.low), high: Math.max(a.high, b.high) }
