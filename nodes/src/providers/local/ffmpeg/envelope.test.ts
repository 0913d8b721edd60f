import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { duckingEnvelope, ENVELOPE_RATE, type Window } from './envelope.ts'

const at = (windows: readonly Window[], time: number): number =>
  20 * Math.log10(duckingEnvelope(windows, { seconds: 10, decibels: 12 })[Math.round(time * ENVELOPE_RATE)] ?? NaN)

describe('the ducking of music', () => {
  it('is down before the first word and while the voice speaks', () => {
    for (const time of [3, 4, 5]) expect(at([{ start: 3, end: 5 }], time)).toBeCloseTo(-12, 4)
    expect(at([{ start: 3, end: 5 }], 2.85)).toBeLessThan(-3)
  })

  it('is up where nobody speaks', () => {
    for (const time of [0, 2.6, 5.8, 9]) expect(at([{ start: 3, end: 5 }], time)).toBeCloseTo(0, 4)
  })

  it('stays down in a short pause and comes up in a long one', () => {
    expect(
      at(
        [
          { start: 1, end: 2 },
          { start: 3, end: 4 },
        ],
        2.5,
      ),
    ).toBeCloseTo(-12, 4)
    expect(
      at(
        [
          { start: 1, end: 2 },
          { start: 6, end: 7 },
        ],
        4,
      ),
    ).toBeCloseTo(0, 4)
  })

  it('never jumps and never leaves its range', () => {
    const window = fc
      .tuple(fc.double({ min: 0, max: 10, noNaN: true }), fc.double({ min: 0.05, max: 4, noNaN: true }))
      .map(([start, length]) => ({ start, end: start + length }))
    fc.assert(
      fc.property(fc.array(window, { maxLength: 6 }), (windows) => {
        const envelope = duckingEnvelope(windows, { seconds: 10, decibels: 12 })
        expect(envelope).toHaveLength(10 * ENVELOPE_RATE)
        const steps = envelope.map((value, index) => Math.abs(value - (envelope[index - 1] ?? value)))
        expect(Math.max(...envelope)).toBeLessThanOrEqual(1)
        expect(Math.min(...envelope)).toBeGreaterThanOrEqual(10 ** (-12.01 / 20))
        expect(Math.max(...steps)).toBeLessThan(0.012)
      }),
      { numRuns: 30 },
    )
  })
})
