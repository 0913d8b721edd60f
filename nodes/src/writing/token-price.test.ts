import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LONGEST_PROMPT, tokenCost, tokenPrice, tokenRates } from './token-price.ts'

const rates = { input: 2, output: 10 }
const rangeOf = (prompt: string | undefined, maxTokens = 1000) => {
  const price = tokenPrice({ prompt, system: undefined, schema: '', maxTokens }, rates)
  if (price === 'unknown') throw new Error('it has a price')
  return price
}

test('whatever is written, and however it is counted, an answer costs no more than was said', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), fc.nat(1000), (prompt, output) => {
      // a token is a byte at the least
      const input = new TextEncoder().encode(prompt).length
      const { low, high } = rangeOf(prompt)
      expect(tokenCost({ input, output }, rates)).toBeLessThanOrEqual(high)
      expect(low).toBeLessThanOrEqual(high)
    }),
  )
})

test('a prompt that is not known yet counts as the longest one', () => {
  expect(rangeOf(undefined).high).toBeGreaterThanOrEqual(rangeOf('a'.repeat(LONGEST_PROMPT)).high)
})

test('dollars per million tokens', () => {
  expect(tokenCost({ input: 1_000_000, output: 0 }, rates)).toBe(2_000_000)
  expect(tokenRates({ lunaIn: 0.1, lunaOut: 0.5 }, 'luna')).toEqual({ input: 0.1, output: 0.5 })
  expect(() => tokenRates({ lunaIn: 0.1 }, 'luna')).toThrow('“luna”')
})
