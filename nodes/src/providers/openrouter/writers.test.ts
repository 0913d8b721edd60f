import type { Price } from '@reelgraph/shared'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { gemini38Flash as googles } from '../gemini/writer-models.ts'
import prices from './prices.json' with { type: 'json' }
import { anyModel, claudeHaiku55, claudeSonnet55, gemini38Flash } from './writers.ts'

const row = { claudeHaiku55, claudeSonnet55, gemini38Flash }

const priceOf = (
  name: keyof typeof row,
  {
    prompt,
    rates = {},
    fallbacks = '',
  }: { prompt?: string; rates?: Readonly<Record<string, number>>; fallbacks?: string },
): Exclude<Price, 'unknown'> => {
  const { price, params } = row[name].definition
  const said = price?.({
    params: params.parse({ maxTokens: 1000, fallbacks }),
    inputs: prompt === undefined ? {} : { prompt },
    rates: { ...prices.rates, ...rates },
  })
  if (said === undefined || said === 'unknown') throw new Error('it has a price')
  return said
}

const LONG = 'x'.repeat(120_000)

test('a prompt that may be over 100,000 tokens is said to cost up to five times as much, where the model does', () => {
  const [short, long] = [
    priceOf('claudeHaiku55', { prompt: 'a short one' }),
    priceOf('claudeHaiku55', { prompt: LONG }),
  ]
  expect(short.high).toBeLessThan(600)
  expect(long).toEqual({ low: 1500, high: 62_550 })
  expect(priceOf('claudeHaiku55', {})).toMatchObject({ high: 102_550 })
  expect(priceOf('claudeSonnet55', { prompt: LONG })).toMatchObject({ high: 250_200 })
  // also where it is only what may come to write it instead
  expect(priceOf('claudeSonnet55', { prompt: LONG, fallbacks: 'anthropic/claude-haiku-5.5' })).toEqual({
    low: 1500,
    high: 250_200,
  })
})

test('what OpenRouter lists tells neither of long prompts nor of later: the highest that is known stays the highest', () => {
  const haiku = { 'anthropic/claude-haiku-5.5In': 0.2, 'anthropic/claude-haiku-5.5Out': 1 }
  expect(priceOf('claudeHaiku55', { prompt: LONG, rates: haiku })).toEqual({ low: 3001, high: 62_550 })
  const dearer = { 'google/gemini-3.8-flashIn': 10, 'google/gemini-3.8-flashOut': 20 }
  expect(priceOf('gemini38Flash', { prompt: 'x', rates: dearer }).high).toBe(21_010)
})

test('what is announced for later counts, for nobody knows when it runs', () => {
  const { low, high } = priceOf('gemini38Flash', { prompt: 'x' })
  expect({ low, high }).toEqual({ low: 3, high: 7652 })
})

test('it may be told to think as Google’s own row may', () => {
  const effortsOf = ({ definition }: { readonly definition: { readonly params: z.ZodObject } }): unknown =>
    z.toJSONSchema(definition.params, { io: 'input' }).properties?.['effort']
  expect(effortsOf(gemini38Flash)).toEqual(effortsOf(googles))
  expect(effortsOf(anyModel)).not.toEqual(effortsOf(googles))
})
