import type { Price, Rates } from '@reelgraph/shared'

/** Dollars by name. One that the list does not have is a mistake of ours. */
export const rateIn = (rates: Rates, name: string): number => {
  const rate = rates[name]
  if (rate === undefined) throw new RangeError(`ElevenLabs’ price list has no “${name}”`)
  return rate
}

const MICROS = 1_000_000

/** In dollars; by the plan it is the one, the other, or something between. */
export const between = (low: number, high: number): Price => ({
  low: Math.round(low * MICROS),
  high: Math.round(high * MICROS),
})
