import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rollSeed } from './roll-seed.ts'

test('a rolled seed keeps the limits and is whole', () => {
  fc.assert(
    fc.property(
      fc.integer(),
      fc.nat(),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      (min, more, dice) => {
        const seed = rollSeed({ min, max: min + more }, () => dice)
        expect(Number.isInteger(seed)).toBe(true)
        expect(seed).toBeGreaterThanOrEqual(min)
        expect(seed).toBeLessThanOrEqual(min + more)
      },
    ),
  )
})

test('both ends can come up', () => {
  expect(rollSeed({ min: 3, max: 5 }, () => 0)).toBe(3)
  expect(rollSeed({ min: 3, max: 5 }, () => 0.999)).toBe(5)
})
