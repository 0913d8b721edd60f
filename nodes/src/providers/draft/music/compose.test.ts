import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { integratedLoudness, peakOf } from '../sound/loudness.ts'
import { decodeWav } from '../sound/wav.ts'
import { compute, type BedInput } from './compose.ts'
import { MOODS } from './mood.ts'
import { beatsIn, writeScore } from './score.ts'

const play = (more: Partial<BedInput> = {}) => compute({ mood: 'calm', tempo: 84, seconds: 8, seed: 0, ...more }).wav
const same = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0

const steps = (samples: Float32Array): readonly number[] =>
  Array.from(samples, (sample, at) => Math.abs((samples[(at + 1) % samples.length] ?? 0) - sample))
const power = (samples: Float32Array): number =>
  Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length)

describe.each(MOODS)('a %s bed', (mood) => {
  const sound = decodeWav(play({ mood }))
  const [left = new Float32Array(), right = new Float32Array()] = sound.channels

  it('is stereo, loud enough and not too loud', () => {
    expect(sound.channels).toHaveLength(2)
    expect(left.some((sample, at) => Math.abs(sample - (right[at] ?? 0)) > 0.01)).toBe(true)
    expect(integratedLoudness(sound)).toBeGreaterThan(-20)
    expect(integratedLoudness(sound)).toBeLessThan(-17)
    expect(peakOf(sound)).toBeLessThan(0.9)
  })

  it('flows from its end into its start', () => {
    const jumps = steps(left)
    const seam = jumps.at(-1) ?? Infinity
    expect(seam).toBeLessThanOrEqual(jumps.slice(0, -1).toSorted((a, b) => b - a)[20] ?? 0)
    // What rang at the end still rings at the start: no moment of silence, no fade.
    expect(power(left.slice(0, 480))).toBeGreaterThan(power(left) / 8)
    expect(power(left.slice(-480))).toBeGreaterThan(power(left) / 8)
  })

  it('is never silent and never clicks', () => {
    const piece = sound.rate
    for (let at = 0; at + piece <= left.length; at += piece)
      expect(power(left.slice(at, at + piece))).toBeGreaterThan(0.01)
    expect(steps(left).reduce((most, step) => Math.max(most, step), 0)).toBeLessThan(0.4)
  })

  it('differs from seed to seed and is the same for one seed', () => {
    expect(same(play({ mood }), play({ mood }))).toBe(true)
    expect(same(play({ mood }), play({ mood, seed: 1 }))).toBe(false)
  })
})

describe('a bed', () => {
  it.each([5, 7.31, 30, 61.5])('of %f seconds is exactly that long', (seconds) => {
    expect(decodeWav(play({ seconds })).channels[0]).toHaveLength(Math.round(seconds * 48_000))
  })

  it('sounds different in every mood', () => {
    expect(new Set(MOODS.map((mood) => Buffer.from(play({ mood, seconds: 5 })).toString('base64'))).size).toBe(
      MOODS.length,
    )
  })

  it('keeps near the tempo it was asked for', () => {
    fc.assert(
      fc.property(fc.integer({ min: 50, max: 160 }), fc.integer({ min: 10, max: 180 }), (tempo, seconds) => {
        expect(Math.abs(((beatsIn(tempo, seconds) / seconds) * 60) / tempo - 1)).toBeLessThanOrEqual(0.13)
      }),
    )
  })

  it('has every note start within the loop, at pitches one can hear', () => {
    const input = fc.record({
      mood: fc.constantFrom(...MOODS),
      tempo: fc.integer({ min: 50, max: 160 }),
      seconds: fc.integer({ min: 5, max: 180 }),
      seed: fc.nat(),
    })
    fc.assert(
      fc.property(input, (wish) => {
        const { beats, notes, hits } = writeScore(wish)
        expect(notes.length).toBeGreaterThan(4)
        for (const { at, pitch } of notes) {
          expect(at).toBeGreaterThanOrEqual(0)
          expect(at).toBeLessThan(beats)
          expect(pitch).toBeGreaterThanOrEqual(24)
          expect(pitch).toBeLessThan(100)
        }
        for (const { at } of hits) expect(at).toBeLessThan(beats)
      }),
    )
  })
})
