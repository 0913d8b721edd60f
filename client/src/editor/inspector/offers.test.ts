import { expect, test } from 'vitest'
import type { ModelOffer } from '@reelgraph/shared'
import { filmPrice, fits, inOrder, offerPrice, offerWarnings } from './offers.ts'

const offer = (model: string, rest: Partial<ModelOffer>): { readonly title: string; readonly offer: ModelOffer } => ({
  title: model,
  offer: {
    ...{ model, current: false, keyMissing: false, notes: [], lostPorts: [], made: 0, items: 3 },
    ...{ each: { low: 0, high: 0 }, all: { low: 0, high: 0 } },
    ...rest,
  },
})
const price = (high: number) => ({ low: high, high })
const rows = [
  offer('Dear', { each: price(250_000), time: { median: 4000, p95: 9000, runs: 3 } }),
  offer('Unknown', { each: 'unknown' }),
  offer('Cheap', { each: price(25_000), time: { median: 60_000, p95: 90_000, runs: 1 } }),
  offer('Free', {}),
]
const titles = (order: Parameters<typeof inOrder>[1]) => inOrder(rows, order).map(({ title }) => title)

test('offers stand in order of price, time or name; what nobody knows comes last', () => {
  expect(titles('price')).toEqual(['Free', 'Cheap', 'Dear', 'Unknown'])
  expect(titles('time')).toEqual(['Dear', 'Cheap', 'Unknown', 'Free'])
  expect(titles('name')).toEqual(['Cheap', 'Dear', 'Free', 'Unknown'])
})

test('prices are said for one and for what is left of the film', () => {
  expect(offerPrice({ low: 0, high: 20_000 })).toBe('up to $0.02')
  expect(filmPrice(offer('a', { all: price(750_000) }).offer)).toBe('$0.75 for 3')
  expect(filmPrice(offer('a', { all: price(250_000), made: 2 }).offer)).toBe('$0.25')
  expect(filmPrice(offer('a', { made: 3 }).offer)).toBe('made already')
})

test('a lost wire and a missing input keep it from fitting; a setting does not', () => {
  const changed = offer('a', { notes: ['Length: 12 becomes 8.'] }).offer
  const lost = offer('a', { lostPorts: ['End image'], problem: '“Clip” needs a start image.' }).offer
  expect([fits(changed), fits(lost)]).toEqual([true, false])
  expect(offerWarnings(lost)).toEqual(['No place for “End image”.', '“Clip” needs a start image.'])
})
