import { expect, test } from 'vitest'
import { planned, planOf } from './fake-runs.ts'
import { agreementOf, firstTerms, wantedOf } from './plan-terms.ts'
import { dollarsOf, microsOf, spendingText } from './run-money.ts'
import { atMostText, forAtMost, priceText } from './price-text.ts'
import { durationText, rangeText, spanText } from './span-text.ts'

const paid = planOf([planned('a', { price: { low: 0, high: 250_000 } })], { total: { low: 0, high: 250_000 } })
const unknown = planOf([planned('a', { price: 'unknown' })], { total: 'unknown', unknown: { prices: 1, lengths: 0 } })
const endless = planOf([planned('a')], { total: 'unknown', unknown: { prices: 0, lengths: 1 } })

test('a free plan asks for nothing but a priority', () => {
  const free = planOf([planned('a')])
  expect(wantedOf(free)).toEqual({ consent: false, cap: 'none' })
  expect(agreementOf(free, firstTerms(free))).toEqual({ ok: true, agreed: {} })
  expect(agreementOf(free, { ...firstTerms(free), priority: 'high' })).toEqual({
    ok: true,
    agreed: { priority: 'high' },
  })
})

test('a paid plan offers its own price as the limit; less can be agreed to, and none', () => {
  expect(firstTerms(paid).cap).toBe('0.25')
  expect(agreementOf(paid, firstTerms(paid))).toEqual({ ok: true, agreed: { cap: 250_000 } })
  expect(agreementOf(paid, { ...firstTerms(paid), cap: '0.10' })).toEqual({ ok: true, agreed: { cap: 100_000 } })
  expect(agreementOf(paid, { ...firstTerms(paid), cap: '' })).toEqual({ ok: true, agreed: {} })
})

test('row, total and field of a price say the same amount, and it is enough', () => {
  const price = { low: 0, high: 4107 }
  expect([priceText(price), atMostText(price), forAtMost(price)]).toEqual([
    'up to $0.0042',
    'at most $0.0042',
    ' for at most $0.0042',
  ])
  const small = planOf([planned('a', { price })], { total: price })
  expect(firstTerms(small).cap).toBe('0.0042')
  expect(priceText({ low: 4107, high: 4107 })).toBe('$0.0042')
})

test('what is typed and is no amount is not taken for no limit', () => {
  for (const cap of ['ten', '-1', '0', '1.2.3', '1e9', 'Infinity'])
    expect(agreementOf(paid, { ...firstTerms(paid), cap })).toEqual({ ok: false, missing: 'amount' })
})

test('an unknown price needs a consent, an unknown length a limit', () => {
  expect(agreementOf(unknown, firstTerms(unknown))).toEqual({ ok: false, missing: 'consent' })
  expect(agreementOf(unknown, { ...firstTerms(unknown), consent: true })).toEqual({
    ok: true,
    agreed: { unknownPrices: true },
  })
  expect(agreementOf(endless, firstTerms(endless))).toEqual({ ok: false, missing: 'cap' })
  expect(agreementOf(endless, { ...firstTerms(endless), cap: '5' })).toEqual({ ok: true, agreed: { cap: 5_000_000 } })
})

test('nothing to do is nothing to agree to', () => {
  const nothing = planOf([planned('a', { verdict: 'reuse', reason: { because: 'unchanged', at: 1 } })])
  expect(agreementOf(nothing, firstTerms(nothing))).toEqual({ ok: false, missing: 'work' })
})

test('dollars in a field keep every micro-dollar', () => {
  expect([dollarsOf(250_000), dollarsOf(12_500), dollarsOf(5_000_000)]).toEqual(['0.25', '0.0125', '5.00'])
  expect([microsOf('0.0125'), microsOf(' 5 '), microsOf('.5'), microsOf('2,50')]).toEqual([
    12_500, 5_000_000, 500_000, 2_500_000,
  ])
})

test('what is spent and what is under way are told apart', () => {
  expect(spendingText({ cost: 400_000, reserved: 300_000 })).toBe('$0.40 spent, up to $0.30 more under way')
  expect(spendingText({ cost: 0, reserved: 300_000 })).toBe('up to $0.30 under way')
  expect(spendingText({ cost: 400_000, reserved: 0 })).toBe('$0.40 spent')
  expect(spendingText({ cost: 0, reserved: 0 })).toBeUndefined()
})

test('times are as exact as they are known', () => {
  expect([400, 2340, 12_200, 130_000, 4_800_000].map(spanText)).toEqual([
    'less than 1 s',
    '2.3 s',
    '12 s',
    '2 min',
    '1 h 20 min',
  ])
  expect(rangeText({ median: 12_000, p95: 20_000 })).toBe('about 12 s, up to 20 s')
  expect(rangeText({ median: 12_000, p95: 12_000 })).toBe('about 12 s')
  expect(durationText({ median: 400, p95: 500, runs: 1 })).toBe('less than 1 s (1 run)')
})
