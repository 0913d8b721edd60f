import fc from 'fast-check'
import { expect, test } from 'vitest'
import { claudeCost, claudePrice } from './claude-price.ts'
import prices from './prices.json' with { type: 'json' }

const haiku = { usual: 'haiku55', long: 'haiku55Long' }
const priceOf = (prompt: string | undefined, pictures = 0) =>
  claudePrice({
    params: { maxTokens: 1000, schema: '' },
    inputs: { prompt, references: Array.from({ length: pictures }) },
    rates: prices.rates,
    names: haiku,
  })

test('a prompt over 100,000 tokens costs five times as much, and one that may be that long says so', () => {
  expect(claudeCost({ input: 100_000, output: 1000 }, prices.rates, haiku)).toBe(10_500)
  expect(claudeCost({ input: 100_001, output: 1000 }, prices.rates, haiku)).toBe(52_501)
  expect(priceOf('a short one')).toMatchObject({ high: expect.closeTo(511, -1) })
  expect(priceOf(undefined)).toMatchObject({ high: 102_550 })
  expect(priceOf('x'.repeat(120_000))).toMatchObject({ low: 1500, high: 62_550 })
})

test('whatever is written, seen and counted, it costs no more than was said', () => {
  const asked = fc.record({
    prompt: fc.string({ maxLength: 150_000, size: 'max' }),
    pictures: fc.integer({ min: 0, max: 10 }),
    output: fc.integer({ min: 1, max: 1000 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  fc.assert(
    fc.property(asked, ({ prompt, pictures, output, share }) => {
      const price = priceOf(prompt, pictures)
      const input = Math.round(share * new TextEncoder().encode(prompt).length) + pictures * 3000
      if (price === 'unknown') throw new Error('it has a price')
      expect(claudeCost({ input, output }, prices.rates, haiku)).toBeLessThanOrEqual(price.high)
    }),
    { numRuns: 50 },
  )
})
