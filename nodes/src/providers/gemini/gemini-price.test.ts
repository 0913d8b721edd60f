import { expect, test } from 'vitest'
import { tokenCost } from '../../writing/token-price.ts'
import { geminiPrice, ratesAt } from './gemini-price.ts'
import prices from './prices.json' with { type: 'json' }

const argon = { now: 'gemini4Argon', later: { name: 'gemini4ArgonLater', from: '2026-12-01' } }
const used = { input: 1000, output: 100 }
const costOn = (day: string): number => tokenCost(used, ratesAt(Date.parse(day), prices.rates, argon))

test('what is announced for later is what it costs from that day on', () => {
  expect([costOn('2026-11-30T23:59:59Z'), costOn('2026-12-01T00:00:00Z')]).toEqual([3000, 6000])
})

test('a plan says the lower price and the higher, whenever it runs; pictures count', () => {
  const price = (pictures: number) =>
    geminiPrice({
      params: { maxTokens: 1000, schema: '' },
      inputs: { prompt: 'A lighthouse in a storm', references: Array.from({ length: pictures }) },
      rates: prices.rates,
      names: argon,
    })
  expect(price(0)).toEqual({ low: 15, high: 20_492 })
  expect(price(2)).toEqual({ low: 15, high: 20_492 + 4600 * 4 })
})
