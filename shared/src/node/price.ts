import { z } from 'zod'

/** Integer micro-dollars: 1,000,000 is one US dollar. */
export const MicrosSchema = z.int().nonnegative()
export type Micros = z.infer<typeof MicrosSchema>

/** What a step may cost. Unknown is unknown, never 0. */
export const PriceSchema = z.union([z.object({ low: MicrosSchema, high: MicrosSchema }), z.literal('unknown')])
export type Price = z.infer<typeof PriceSchema>

export const FREE: Price = { low: 0, high: 0 }

/** Surely nothing. */
export const isFree = (price: Price): boolean => price === FREE || (price !== 'unknown' && price.high === 0)

export const exactly = (dollars: number): Price => {
  const micros = Math.round(dollars * 1_000_000)
  return { low: micros, high: micros }
}

export const addPrices = (a: Price, b: Price): Price =>
  a === 'unknown' || b === 'unknown' ? 'unknown' : { low: a.low + b.low, high: a.high + b.high }
