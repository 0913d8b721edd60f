import { expect, test } from 'vitest'
import { formatAgo, formatBytes, formatClock, formatAtMost, formatLimit, formatMoney, roundedUp } from './format.ts'

test('a clock pads seconds, and minutes only below hours', () => {
  expect([0, 9, 52, 60, 3599, 3849].map((seconds) => formatClock(seconds))).toEqual([
    '0:00',
    '0:09',
    '0:52',
    '1:00',
    '59:59',
    '1:04:09',
  ])
})

test('a clock never runs ahead of the film', () => {
  expect(formatClock(59.99)).toBe('0:59')
  expect(formatClock(59.99, { tenths: true })).toBe('0:59.9')
  expect(formatClock(0.3, { tenths: true })).toBe('0:00.3')
})

test('a length that is not known is not a number', () => {
  expect(formatClock(Number.NaN)).toBe('–:––')
  expect(formatClock(Number.POSITIVE_INFINITY)).toBe('–:––')
})

test('money is free, tiny, or dollars and cents', () => {
  expect([0, 1, 400, 3000, 3120, 9999, 14_000, 420_000, 1_204_000_000].map(formatMoney)).toEqual([
    'free',
    '< $0.0001',
    '$0.0004',
    '$0.003',
    '$0.0031',
    '$0.01',
    '$0.014',
    '$0.42',
    '$1,204.00',
  ])
})

test('what money is shown adds up, and a limit reads as it was set', () => {
  expect([25_000, 50_000, 75_000, 505_000, 999_960, 1_025_000, 12_500_400, 240_505_000].map(formatMoney)).toEqual([
    '$0.025',
    '$0.05',
    '$0.075',
    '$0.505',
    '$1.00',
    '$1.025',
    '$12.50',
    '$240.51',
  ])
})

test('money that comes back is negative, not lost', () => {
  expect(formatMoney(-150_000)).toBe('−$0.15')
})

test('bytes have one digit behind the point below ten', () => {
  expect([0, 640, 999, 1000, 1_240_000, 12_400_000, 999_600_000].map(formatBytes)).toEqual([
    '0 B',
    '640 B',
    '999 B',
    '1.0 kB',
    '1.2 MB',
    '12 MB',
    '1.0 GB',
  ])
})

test('ago is in words, and a date when it is long ago', () => {
  const now = new Date(2025, 5, 15, 12).getTime()
  const ago = (seconds: number) => formatAgo(now - seconds * 1000, now)
  expect([10, 60, 300, 3590, 3600, 7200, 86_400, 3 * 86_400].map(ago)).toEqual([
    'just now',
    '1 minute ago',
    '5 minutes ago',
    '1 hour ago',
    '1 hour ago',
    '2 hours ago',
    'yesterday',
    '3 days ago',
  ])
  expect(ago(20 * 86_400)).toBe('May 26')
  expect(ago(400 * 86_400)).toBe('May 11, 2024')
})

test('a clock of another machine that is ahead does not give a future', () => {
  expect(formatAgo(2000, 1000)).toBe('just now')
})

test('one limit reads the same wherever it stands, and the field of it holds what is read', () => {
  for (const micros of [20, 4107, 9999, 420_001, 1_075_001, 123_456_789]) {
    expect(formatAtMost(micros)).toBe(`at most ${formatLimit(micros)}`)
    expect(formatMoney(roundedUp(micros))).toBe(formatLimit(micros))
    expect(roundedUp(micros)).toBeGreaterThanOrEqual(micros)
    expect(roundedUp(roundedUp(micros))).toBe(roundedUp(micros))
  }
  expect([formatLimit(4107), roundedUp(4107)]).toEqual(['$0.0042', 4200])
})

test('a limit is never said lower than it is', () => {
  expect([0, 20, 3000, 3001, 9999, 10_000, 14_000, 75_000, 420_000, 420_001, 1_075_001].map(formatAtMost)).toEqual([
    'free',
    'at most $0.0001',
    'at most $0.003',
    'at most $0.0031',
    'at most $0.01',
    'at most $0.01',
    'at most $0.014',
    'at most $0.075',
    'at most $0.42',
    'at most $0.4201',
    'at most $1.076',
  ])
})
