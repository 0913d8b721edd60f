import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { RATIOS, RESOLUTIONS, sizeText, type Ratio, type Resolution } from './ratio.ts'
import { resolutionParam } from './size-params.ts'
import { billedMegapixels, nearestRatio, sizeOf, sizeProblems } from './size-of.ts'
import { z } from 'zod'

const rule = { least: 256, most: 2048, step: 16 }
const ratios = Object.keys(RATIOS) as Ratio[] // Object.keys forgets literal keys
const resolutions = Object.keys(RESOLUTIONS) as Resolution[] // Object.keys forgets literal keys

describe('ratio × resolution', () => {
  test.each([
    ['16:9', '720p', '1280 × 720'],
    ['9:16', '720p', '720 × 1280'],
    ['1:1', '1080p', '1088 × 1088'],
    ['16:9', '1080p', '1920 × 1088'],
    ['21:9', '1080p', '2048 × 880'],
  ] as const)('%s at %s is %s', (ratio, resolution, size) => {
    expect(sizeText(sizeOf({ ratio, resolution }, rule))).toBe(size)
  })
})

test('what was typed comes, rounded to what the model takes', () => {
  const wish = { ratio: '16:9', resolution: '720p', width: 1000, height: 3000 } as const
  expect(sizeOf(wish, rule)).toEqual({ width: 1008, height: 2048 })
})

test('half an exact size is a problem that names the missing side', () => {
  expect(sizeProblems({ width: 640 })).toEqual([expect.objectContaining({ field: 'height' })])
  expect(sizeProblems({ width: 640, height: 480 })).toEqual([])
  expect(sizeProblems({})).toEqual([])
})

test('every size is one the model takes, and has the ratio as near as its steps allow', () => {
  const rules = fc.record({
    least: fc.constant(64),
    most: fc.integer({ min: 1024, max: 4096 }),
    step: fc.constantFrom(1, 8, 16, 32),
  })
  fc.assert(
    fc.property(rules, fc.constantFrom(...ratios), fc.constantFrom(...resolutions), (any, ratio, resolution) => {
      const { width, height } = sizeOf({ ratio, resolution }, any)
      for (const side of [width, height]) {
        expect(side % any.step).toBe(0)
        expect(side).toBeGreaterThanOrEqual(any.least)
        expect(side).toBeLessThanOrEqual(any.most)
      }
      expect(Math.abs(width / height / RATIOS[ratio] - 1)).toBeLessThan(any.step / Math.min(width, height) + 0.03)
    }),
  )
})

test('the resolution says what it comes out as, where that is the same in every ratio', () => {
  const resolution = resolutionParam(['720p', '1080p'], '720p', { '1080p': '1920 × 1088' })
  const schema = z.toJSONSchema(z.object({ resolution }), { io: 'input' })
  expect(schema.properties?.['resolution']).toMatchObject({
    labels: { '1080p': '1080p · 1920 × 1088' },
    default: '720p',
  })
})

test('a picture gets the ratio that is nearest', () => {
  expect(nearestRatio({ width: 1280, height: 720 }, ['1:1', '16:9', '9:16'])).toBe('16:9')
  expect(nearestRatio({ width: 800, height: 900 }, ['1:1', '16:9', '9:16'])).toBe('1:1')
})

test('a part of a megapixel is billed as a whole one', () => {
  expect(billedMegapixels({ width: 1280, height: 720 })).toBe(1)
  expect(billedMegapixels({ width: 1920, height: 1088 })).toBe(3)
})
