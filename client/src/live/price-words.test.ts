import { expect, test } from 'vitest'
import { priceWords } from './price-words.ts'

const prices = { asOf: '2026-08-02', source: '', rates: { picture: 1, film: 2 } }
const now = new Date(2026, 10, 21, 12).getTime()
const live = { asOf: new Date(2026, 10, 21, 6, 50).getTime(), choices: {}, prices: 1, allPrices: false }

test('prices say of when they are, and that they are old', () => {
  expect(priceWords({ prices, live: undefined, now })).toEqual({
    ...{ words: 'prices of 2 August 2026, more than 90 days ago', old: true },
  })
  expect(priceWords({ prices: undefined, live, now })).toBeUndefined()
})

test('live ones say since when; where only some are, both are said', () => {
  expect(priceWords({ prices, live: { ...live, allPrices: true }, now })).toEqual({
    ...{ words: 'live prices, as of 06:50', old: false },
  })
  expect(priceWords({ prices, live, now })?.words).toBe(
    'prices of 2 August 2026, more than 90 days ago; 1 of them live, as of 06:50',
  )
})

test('a list without prices, and one that has not come, change nothing', () => {
  const { asOf, ...none } = live
  void asOf
  for (const list of [none, { ...live, prices: 0 }])
    expect(priceWords({ prices, live: list, now })?.words).toBe('prices of 2 August 2026, more than 90 days ago')
})
