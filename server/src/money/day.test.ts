import { DaySchema } from '@reelgraph/shared'
import { expect, it } from 'vitest'
import { dayOf } from './day.ts'

it('a day begins and ends at midnight by the clock of the server', () => {
  expect(dayOf(new Date(2026, 0, 5).getTime())).toBe('2026-01-05')
  expect(dayOf(new Date(2026, 0, 5, 23, 59, 59, 999).getTime())).toBe('2026-01-05')
  expect(dayOf(new Date(2026, 0, 6).getTime())).toBe('2026-01-06')
  expect(DaySchema.parse(dayOf(Date.now()))).toBe(dayOf(Date.now()))
})
