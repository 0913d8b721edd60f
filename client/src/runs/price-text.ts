import { addPrices, FREE, type PlannedTask, type Price } from '@reelgraph/shared'
import { formatAtMost, formatLimit, formatMoney } from '../lib/format.ts'

/** `free`, `$0.25`, `$0.10 to $0.25`, `price unknown`. Its end is rounded up, as every limit is. */
export const priceText = (price: Price): string => {
  if (price === 'unknown') return 'price unknown'
  const high = formatLimit(price.high)
  const low = price.low === price.high ? high : formatMoney(price.low)
  if (low === high) return high
  return price.low === 0 ? `up to ${high}` : `${low} to ${high}`
}

/** The most that is spent: `free`, `at most $0.25`, `price unknown`. */
export const atMostText = (price: Price): string => (price === 'unknown' ? 'price unknown' : formatAtMost(price.high))

/** The same at the end of a sentence: `, free`, ` for at most $0.25`, `, and nobody knows for how much`. */
export const forAtMost = (price: Price): string => {
  if (price === 'unknown') return ', and nobody knows for how much'
  return price.high === 0 ? ', free' : ` for ${formatAtMost(price.high)}`
}

export const sumOf = (tasks: readonly Pick<PlannedTask, 'price'>[]): Price =>
  tasks.reduce((sum, task) => addPrices(sum, task.price), FREE)
