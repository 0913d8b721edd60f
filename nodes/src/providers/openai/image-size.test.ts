import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { RATIOS, sizeText, type Ratio, type Resolution } from '../../sizes/ratio.ts'
import { imageSize, longProblems } from './image-size.ts'

const ratios = Object.keys(RATIOS) as Ratio[] // Object.keys forgets literal keys
const resolutions: readonly Resolution[] = ['720p', '1080p', '1440p', '4k']

describe('the size that comes', () => {
  test.each([
    ['16:9', '720p', '1280 × 720'],
    ['9:16', '1080p', '1088 × 1920'],
    // 720 × 720 is less than it makes
    ['1:1', '720p', '816 × 816'],
    ['16:9', '4k', '3840 × 2160'],
  ] as const)('%s at %s is %s', (ratio, resolution, size) => {
    expect(sizeText(imageSize({ ratio, resolution }))).toBe(size)
  })

  test('is one that GPT Image takes, whatever is asked for', () => {
    const side = fc.integer({ min: 16, max: 3840 })
    const wish = fc.record({
      ratio: fc.constantFrom(...ratios),
      resolution: fc.constantFrom(...resolutions),
      exact: fc.option(fc.tuple(side, side)),
    })
    fc.assert(
      fc.property(wish, ({ exact, ...by }) => {
        const given = exact ? { ...by, width: exact[0], height: exact[1] } : by
        if (longProblems(given).length > 0) return
        const { width, height } = imageSize(given)
        expect([width % 16, height % 16]).toEqual([0, 0])
        expect(width * height).toBeGreaterThanOrEqual(655_360)
        expect(width * height).toBeLessThanOrEqual(8_294_400)
        expect(Math.max(width, height)).toBeLessThanOrEqual(3840)
        expect(Math.max(width / height, height / width)).toBeLessThanOrEqual(3)
      }),
      { numRuns: 1000 },
    )
  })
})

test('a side more than three times the other is a problem of the shorter one', () => {
  const by = { ratio: '16:9', resolution: '720p' } as const
  expect(longProblems({ ...by, width: 3200, height: 640 })).toEqual([expect.objectContaining({ field: 'height' })])
  // it comes as 2992 × 992
  expect(longProblems({ ...by, width: 2990, height: 999 })).toHaveLength(1)
  expect(longProblems({ ...by, width: 1280, height: 720 })).toEqual([])
})
