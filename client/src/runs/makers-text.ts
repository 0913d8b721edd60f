import type { Catalog, Maker, PlannedTask, Price } from '@reelgraph/shared'
import { changesText, modelName } from './fallback-text.ts'
import { priceText } from './price-text.ts'

type Models = Pick<Catalog, 'models'>

/**
 * Who makes it where that may be another than its own model, and for how much each, a line for all items that have the same:
 * `FLUX.1 dev, $0.03 each; if that cannot: FLUX.1 schnell, $0.003 each, then Kling, price unknown`.
 */
export const makersText = (
  catalog: Models,
  tasks: readonly Pick<PlannedTask, 'makers' | 'reason'>[],
): readonly string[] => {
  const several = tasks.length > 1 || tasks[0]?.reason.because === 'length-unknown'
  const asked = tasks.flatMap(({ makers }) => (makers ? [makers] : []))
  const alike = Map.groupBy(asked, (makers) => makers.map(({ model }) => model).join(' '))
  return [...alike.values()].map((makers) => {
    const [first = '', ...others] = rangesOf(makers).map((maker) => makerText(catalog, maker, several))
    return others.length === 0 ? `By ${first}` : `${first}; if that cannot: ${others.join(', then ')}`
  })
}

/** Each in its place, from the cheapest of these items to the dearest. */
const rangesOf = ([first = [], ...others]: readonly (readonly Maker[])[]): readonly Maker[] =>
  first.map((maker, place) => ({
    ...maker,
    price: others.reduce<Price>((price, makers) => wider(price, makers[place]?.price ?? price), maker.price),
  }))

const wider = (a: Price, b: Price): Price =>
  a === 'unknown' || b === 'unknown' ? 'unknown' : { low: Math.min(a.low, b.low), high: Math.max(a.high, b.high) }

const makerText = (catalog: Models, { model, price, changes }: Maker, several: boolean): string => {
  const each = several && price !== 'unknown' && price.high > 0 ? ' each' : ''
  const otherwise = changes ? ` (${changesText(changes)})` : ''
  return `${modelName(catalog, model)}, ${priceText(price)}${each}${otherwise}`
}

/** Of what another model makes in the place of its own, or has made: `, by Flux: “Shot” needs a key for Kling.` */
export const insteadText = (
  catalog: Models,
  { fallback, verdict }: Pick<PlannedTask, 'fallback' | 'verdict'>,
): string => {
  if (!fallback) return ''
  const by = `by ${modelName(catalog, fallback.model)}`
  return verdict === 'reuse' ? `, made ${by}` : `, ${by}: ${fallback.because}`
}
