import fc from 'fast-check'
import { expect, test } from 'vitest'
import { frameAt, shuttle, stepFrames, within } from './frames.ts'

const clip = fc.record({
  fps: fc.constantFrom(24, 25, 30, 24000 / 1001, 30000 / 1001),
  frames: fc.integer({ min: 2, max: 500 }),
})

test('one frame on and one frame back is the same frame', () => {
  fc.assert(
    fc.property(clip, fc.nat(), ({ fps, frames }, pick) => {
      const frame = pick % (frames - 1)
      const duration = frames / fps
      const next = stepFrames({ seconds: frame / fps, fps, duration }, 1)
      expect(frameAt({ seconds: next, fps })).toBe(frame + 1)
      expect(frameAt({ seconds: stepFrames({ seconds: next, fps, duration }, -1), fps })).toBe(frame)
    }),
  )
})

test('stepping reaches every frame, the last one included, and never leaves the film', () => {
  fc.assert(
    fc.property(clip, ({ fps, frames }) => {
      const duration = frames / fps
      let seconds = 0
      const seen = [0]
      for (let step = 1; step < frames + 3; step += 1) {
        seconds = stepFrames({ seconds, fps, duration }, 1)
        seen.push(frameAt({ seconds, fps }))
        expect(seconds).toBeLessThan(duration)
      }
      expect(new Set(seen).size).toBe(frames)
    }),
  )
})

test('before the first frame there is none', () => {
  expect(frameAt({ seconds: stepFrames({ seconds: 0, fps: 24, duration: 2 }, -1), fps: 24 })).toBe(0)
})

test('seeking stays inside the film, and at its start while its length is not known', () => {
  expect(within(5, 7)).toBe(5)
  expect(within(5, -1)).toBe(0)
  expect(within(Number.NaN, 3)).toBe(0)
})

test('J and L double the speed, and turn round at once', () => {
  expect([0, 1, 2, 4, 8, -4].map((speed) => shuttle(speed, 1))).toEqual([1, 2, 4, 8, 8, 1])
  expect([0, -1, -2, 1].map((speed) => shuttle(speed, -1))).toEqual([-1, -2, -4, -1])
})
