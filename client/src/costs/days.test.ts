import { expect, test } from 'vitest'
import { dayText, lastDays } from './days.ts'

const sum = (settled: number, reserved = 0) => ({ settled, reserved, attempts: 1, unpriced: 0 })

test('the days up to today stand in a row, also those on which nothing was spent, and over the end of a month', () => {
  const days = lastDays(
    [
      { day: '2026-03-01', sum: sum(3, 1) },
      { day: '2026-02-27', sum: sum(2) },
    ],
    '2026-03-01',
    4,
  )
  expect(days.map(({ day, settled, reserved }) => [day, settled, reserved])).toEqual([
    ['2026-02-26', 0, 0],
    ['2026-02-27', 0.5, 0],
    ['2026-02-28', 0, 0],
    ['2026-03-01', 0.75, 0.25],
  ])
})

test('days before that are left out, and nothing spent is no division by nothing', () => {
  expect(lastDays([{ day: '2025-01-01', sum: sum(9) }], '2026-03-01', 2).map(({ settled }) => settled)).toEqual([0, 0])
})

test('a day in words', () => {
  expect(dayText('2026-11-05')).toBe('5 Nov')
})
