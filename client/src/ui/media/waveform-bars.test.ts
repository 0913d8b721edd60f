import fc from 'fast-check'
import { expect, test } from 'vitest'
import { waveformBars } from './waveform-bars.ts'

test('each bar is the loudest of its part', () => {
  expect(waveformBars([0.1, 0.9, 0.2, -0.4], 2)).toEqual([0.9, 0.4])
})

test('a short list is stretched', () => {
  expect(waveformBars([0.5, 1], 4)).toEqual([0.5, 0.5, 1, 1])
})

test('no sound gives no bars', () => {
  expect(waveformBars([], 10)).toEqual([])
})

test('the loudest moment is never lost', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 1, maxLength: 300 }),
      fc.integer({ min: 1, max: 200 }),
      (peaks, count) => {
        const bars = waveformBars(peaks, count)
        expect(bars).toHaveLength(count)
        expect(Math.max(...bars)).toBe(Math.max(...peaks.map((peak) => Math.abs(peak))))
      },
    ),
  )
})
