import type { ModelOffer, Price } from '@reelgraph/shared'
import { formatLimit } from '../../lib/format.ts'
import { spanText } from '../../runs/span-text.ts'

/** By what offers are put in order. */
export type OfferOrder = 'price' | 'time' | 'name'

interface Named {
  readonly title: string
  readonly offer: ModelOffer | undefined
}

/** Cheapest, fastest, or by name; what nobody knows comes last, and equals stay as they are. */
export const inOrder = <T extends Named>(rows: readonly T[], order: OfferOrder): readonly T[] => {
  if (order === 'name') return rows.toSorted((a, b) => a.title.localeCompare(b.title, 'en'))
  const measure = ({ offer }: Named): number =>
    (order === 'time' ? offer?.time?.median : offer && highest(offer.each)) ?? Infinity
  // the difference of two infinities is no number
  return rows.toSorted((a, b) => (measure(a) === measure(b) ? 0 : measure(a) - measure(b)))
}

const highest = (price: Price): number | undefined => (price === 'unknown' ? undefined : price.high)

/** `free`, `$0.25`, `up to $0.02`, `unknown`. */
export const offerPrice = (price: Price): string => {
  if (price === 'unknown') return 'unknown'
  if (price.high === 0) return 'free'
  return price.low === price.high ? formatLimit(price.high) : `up to ${formatLimit(price.high)}`
}

/** What the rest of the film costs: `$0.75 for 3`, `made`, `free`. */
export const filmPrice = ({ all, items, made }: ModelOffer): string => {
  if (items !== undefined && items > 0 && made === items) return 'made already'
  const count =
    items === undefined || items - made < 2 || all === 'unknown' || all.high === 0 ? '' : ` for ${items - made}`
  return `${offerPrice(all)}${count}`
}

/** `≈ 48 s`, `never run here`. */
export const offerTime = ({ time }: ModelOffer): string => (time ? `≈ ${spanText(time.median)}` : 'not run here')

/** What has to be known before it is chosen, a sentence each. */
export const offerWarnings = ({ problem, lostPorts, notes }: ModelOffer): readonly string[] => [
  ...(lostPorts.length > 0 ? [`No place for ${lostPorts.map((port) => `“${port}”`).join(' and ')}.`] : []),
  ...(problem === undefined ? [] : [problem]),
  ...notes,
]

/** Whether the node’s wires and settings do with it as they are. */
export const fits = ({ problem, lostPorts }: ModelOffer): boolean => problem === undefined && lostPorts.length === 0
