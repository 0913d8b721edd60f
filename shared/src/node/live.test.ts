import { expect, test } from 'vitest'
import { priceAge } from './live.ts'

test('prices are called old when nobody has looked at them for more than 90 days', () => {
  const on = (day: string) => priceAge({ asOf: '2026-07-09' }, Date.parse(day))
  expect(on('2026-10-07')).toEqual({ old: false, words: 'prices of 9 July 2026' })
  expect(on('2026-10-08')).toEqual({ old: true, words: 'prices of 9 July 2026, more than 90 days ago' })
})
