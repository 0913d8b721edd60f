import { expect, test } from 'vitest'
import { imageCost, imagePrice } from './image-price.ts'
import prices from './prices.json' with { type: 'json' }

const names = { name: 'nanoBanana21', tokens: { '768p': 1120, '1440p': 1680, '4k': 2520 } }
const priceOf = (resolution: '768p' | '4k', prompt?: string, pictures = 0) =>
  imagePrice({ resolution, prompt, pictures, rates: prices.rates, names })

test('a picture is at least its own tokens, and at most as much thought as an answer may hold', () => {
  expect(priceOf('768p', 'a fox')).toMatchObject({ low: 33_600 })
  expect(priceOf('4k', 'a fox')).toMatchObject({ low: 75_600 })
  const most = imageCost({ prompt: 105, image: 1120, text: 32_768 - 1120 }, prices.rates, names)
  expect(priceOf('768p', 'a fox')).toMatchObject({ high: expect.closeTo(most, -1) })
})

test('a prompt that is not known yet may be as long as it takes, and pictures are looked at for money', () => {
  const [known, unknown, seen] = [priceOf('768p', 'a fox'), priceOf('768p'), priceOf('768p', 'a fox', 3)]
  if (known === 'unknown' || unknown === 'unknown' || seen === 'unknown') throw new Error('they have prices')
  expect(unknown.high - known.high).toBe(Math.floor((32_000 - 5) * 1.5))
  expect(seen.high - known.high).toBe(3 * 2300 * 1.5)
})

test('a name that is not in the list is a mistake of ours', () => {
  expect(() => imageCost({ prompt: 1, image: 1, text: 1 }, {}, names)).toThrow('no “nanoBanana21In”')
})
