import { ProjectIdSchema, RunIdSchema, type LedgerEntry } from '@reelgraph/shared'
import { expect, test } from 'vitest'
import { amountText, askedText, costText, mostText, openText, requestsText } from './sum-text.ts'

const entry = (more: Partial<LedgerEntry>): LedgerEntry => ({
  ...{ key: 'k', run: RunIdSchema.parse('r'), project: ProjectIdSchema.parse('p'), node: 'n', item: null, attempt: 1 },
  ...{ provider: 'fal', model: 'fal/x', day: '2026-11-20', state: 'succeeded', reserved: 250_000, startedAt: 0 },
  ...more,
})

test('nothing spent is an amount, not a gift', () => {
  expect(amountText(0)).toBe('$0.00')
  expect(amountText(1_200_000)).toBe('$1.20')
})

test('the highest day says what was spent as it stands everywhere else, and what is not certain beside it', () => {
  expect(mostText({ settled: 562_700, reserved: 0 })).toBe(amountText(562_700))
  expect(mostText({ settled: 562_700, reserved: 6000 })).toBe('$0.5627 · perhaps $0.006 more')
  expect(mostText({ settled: 0, reserved: 6000 })).toBe('$0.00 · perhaps $0.006 more')
})

test('what is not certain is said, and nothing where all is', () => {
  expect(openText({ reserved: 0, unpriced: 0 })).toBeUndefined()
  expect(openText({ reserved: 300_000, unpriced: 2 })).toBe('up to $0.30 set aside, 2 of unknown price')
  expect(openText({ reserved: 300_000, unpriced: 0, writtenOff: 250_000 })).toBe(
    'up to $0.05 set aside, perhaps $0.25 for what was given up',
  )
  expect(openText({ reserved: 250_000, unpriced: 0, writtenOff: 250_000 })).toBe('perhaps $0.25 for what was given up')
})

test.each<[string, Partial<LedgerEntry>]>([
  ['$0.20', { cost: 200_000, charged: true }],
  ['$0.25', { charged: true }],
  ['price unknown', { charged: true, reserved: null }],
  ['free', { charged: true, cost: 0 }],
  ['not charged', { state: 'failed', charged: false }],
  ['perhaps $0.25', { state: 'unknown', charged: 'unknown' }],
  ['perhaps $0.25', { state: 'unknown' }],
  ['perhaps $0.25', { state: 'written-off', charged: 'unknown' }],
  ['perhaps paid, price unknown', { state: 'failed', charged: 'unknown', reserved: null }],
  ['up to $0.25', { state: 'open' }],
  ['price unknown', { state: 'open', reserved: null }],
])('says %s', (text, more) => {
  expect(costText(entry(more))).toBe(text)
})

test('paid is said only of what was charged, and what cost nothing is told apart', () => {
  const sum = { attempts: 0, reserved: 0, unpriced: 0 }
  expect(requestsText(sum)).toBeUndefined()
  expect(requestsText({ ...sum, attempts: 1 })).toBe('1 paid request')
  expect(requestsText({ ...sum, attempts: 1200 })).toBe('1,200 paid requests')
  expect(requestsText({ ...sum, attempts: 5, free: 2 })).toBe('3 paid requests, 2 tries that cost nothing')
  expect(requestsText({ ...sum, attempts: 1, free: 1 })).toBe('1 try that cost nothing')
  expect(askedText({ ...sum, settled: 250_000, attempts: 3, free: 1, reserved: 25_000 })).toBe(
    '2 requests, 1 try that cost nothing, up to $0.025 set aside',
  )
})
