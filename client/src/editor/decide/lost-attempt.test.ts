import { expect, test } from 'vitest'
import { lostAttempt } from './lost-attempt.ts'

test('the lost attempt of another run has its time and its price, and comes before the own ones', () => {
  const own = { number: 1, status: 'unknown', startedAt: 5, reserved: 40 } as const
  expect(lostAttempt({ attempts: [], lost: { at: 7, reserved: 90 } })).toEqual({ at: 7, reserved: 90 })
  expect(lostAttempt({ attempts: [own], lost: { at: 7, reserved: null } })).toEqual({ at: 7, reserved: undefined })
  expect(lostAttempt({ attempts: [own] })).toEqual({ at: 5, reserved: 40 })
  expect(lostAttempt({ attempts: [] })).toBeUndefined()
})
