import { priceAge, type LiveList, type ProviderDefinition } from '@reelgraph/shared'
import { momentText } from '../runs/reason-text.ts'

interface PriceWords {
  readonly words: string
  /** They may be others by now. */
  readonly old: boolean
}

interface Question {
  readonly prices: ProviderDefinition['prices']
  readonly live: LiveList | undefined
  /** Milliseconds since 1970. */
  readonly now: number
}

/** Of when the prices are that a plan is worked out with. */
export const priceWords = ({ prices, live, now }: Question): PriceWords | undefined => {
  if (!prices) return undefined
  const since = live?.asOf === undefined || live.prices === 0 ? undefined : momentText(live.asOf, now)
  if (since !== undefined && live?.allPrices) return { words: `live prices, as of ${since}`, old: false }
  const { words, old } = priceAge(prices, now)
  return { words: since === undefined ? words : `${words}; ${live?.prices} of them live, as of ${since}`, old }
}
