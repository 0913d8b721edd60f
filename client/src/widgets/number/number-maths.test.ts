import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clamp, decimalsOf, parseNumber, pixelsPerStep, scrub, stepBy } from './number-maths.ts'

const seconds = { min: 2, max: 10, integer: true, step: 1 }
const volume = { min: 0, max: 1, integer: false, step: 0.05 }
const free = { integer: false, step: 0.1 }

test('a step that is written with an exponent has digits too', () => {
  expect([1, 0.1, 0.05, 1e-7, 10].map(decimalsOf)).toEqual([0, 1, 2, 7, 0])
})

test('arrows step, and stop at the limits', () => {
  expect(stepBy(seconds, { value: 5, steps: 1 })).toBe(6)
  expect(stepBy(seconds, { value: 9, steps: 10 })).toBe(10)
  expect(stepBy(seconds, { value: 2, steps: -1 })).toBe(2)
})

test('a tenth of a step still moves a whole number by one', () => {
  expect(stepBy(seconds, { value: 5, steps: 0.1 })).toBe(6)
  expect(stepBy(seconds, { value: 5, steps: -0.1 })).toBe(4)
})

test('steps leave no dust of binary fractions', () => {
  expect(stepBy(free, { value: 0.1, steps: 2 })).toBe(0.3)
  expect(stepBy(volume, { value: 0.55, steps: 3 })).toBe(0.7)
})

test('scrubbing back to where it started gives the value it started with', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 10 }), fc.boolean(), (start, fine) => {
      expect(scrub(seconds, { start, pixels: 0, fine })).toBe(start)
    }),
  )
})

test('scrubbing never leaves the limits and never turns round', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -2000, max: 2000 }),
      fc.integer({ min: 0, max: 500 }),
      fc.boolean(),
      (at, more, fine) => {
        const [before, after] = [at, at + more].map((pixels) => scrub(volume, { start: 0.5, pixels, fine }))
        expect(before).toBeGreaterThanOrEqual(0)
        expect(after).toBeLessThanOrEqual(1)
        expect(after).toBeGreaterThanOrEqual(before ?? Infinity)
      },
    ),
  )
})

test('a whole range fits under the hand', () => {
  expect(scrub(volume, { start: 0, pixels: 260, fine: false })).toBe(1)
  expect(pixelsPerStep({ min: 0, max: 100_000, integer: true, step: 1 })).toBe(2)
})

test('numbers are read as people write them', () => {
  expect(['5', ' 0,5 ', '1 200', '.5', '−3', '1e3'].map((text) => parseNumber(text))).toEqual([
    5, 0.5, 1200, 0.5, -3, 1000,
  ])
  expect(parseNumber('5 s', 's')).toBe(5)
  expect(parseNumber('-6dB', 'dB')).toBe(-6)
})

test('what is no number is none', () => {
  expect(['', 'five', '5 m', '1,2,3', '--1', 'NaN', 'Infinity', '0x10'].map((text) => parseNumber(text))).toEqual(
    Array.from({ length: 8 }, () => undefined),
  )
})

test('clamping is done once: doing it again changes nothing', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }), (value) => {
      expect(clamp(volume, clamp(volume, value))).toBe(clamp(volume, value))
    }),
  )
})
