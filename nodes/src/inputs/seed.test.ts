import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seedOf } from './seed.ts'

const task = { prompt: 'A lighthouse at dawn', take: 0, seed: undefined }

test('a seed that was set is sent as it is', () => {
  expect(seedOf({ ...task, seed: 0 })).toBe(0)
  expect(seedOf({ ...task, seed: 42, take: 7 })).toBe(42)
})

test('without one, every take and every prompt has its own, and the same one always', () => {
  expect(seedOf(task)).toBe(seedOf(task))
  const takes = Array.from({ length: 200 }, (_, take) => seedOf({ ...task, take }))
  expect(new Set(takes).size).toBe(200)
  expect(seedOf({ ...task, prompt: 'A lighthouse at dusk' })).not.toBe(seedOf(task))
})

test('it fits every service', () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(), (prompt, take) => {
      const seed = seedOf({ seed: undefined, take, prompt })
      expect(Number.isInteger(seed) && seed >= 0 && seed <= 2_147_483_647).toBe(true)
    }),
  )
})
