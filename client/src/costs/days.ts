import type { Sum } from '@reelgraph/shared'

interface DaySum {
  /** `2026-11-20` */
  readonly day: string
  readonly sum: Sum
}

/** One day of the chart. Amounts in micro-dollars; the heights are parts of the dearest day. */
export interface DayBar extends DaySum {
  readonly settled: number
  readonly reserved: number
}

const NOTHING: Sum = { settled: 0, reserved: 0, attempts: 0, unpriced: 0 }

/** The last days up to today, oldest first, those without any spending too. */
export const lastDays = (sums: readonly DaySum[], today: string, count: number): readonly DayBar[] => {
  const known = new Map(sums.map(({ day, sum }) => [day, sum]))
  const days = Array.from({ length: count }, (_, index) => dayBefore(today, count - 1 - index)).map((day) => ({
    day,
    sum: known.get(day) ?? NOTHING,
  }))
  const most = Math.max(1, ...days.map(({ sum }) => sum.settled + sum.reserved))
  return days.map(({ day, sum }) => ({ day, sum, settled: sum.settled / most, reserved: sum.reserved / most }))
}

const dayBefore = (day: string, days: number): string => {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() - days)
  return date.toISOString().slice(0, 10)
}

/** `20 Nov` */
export const dayText = (day: string): string =>
  new Date(`${day}T00:00:00Z`).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })
