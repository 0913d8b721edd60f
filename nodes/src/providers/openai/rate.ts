import type { Rates } from '@reelgraph/shared'

/** Dollars by name. One that the list does not have is a mistake of ours. */
export const rateIn = (rates: Rates, name: string): number => {
  const rate = rates[name]
  if (rate === undefined) throw new RangeError(`OpenAI’s price list has no “${name}”`)
  return rate
}
