import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { frameSize, RATIOS } from '../frame-size.ts'
import { draftStoryboard } from './definition.ts'
import { compute } from './draw-frame.ts'
import type { Picture } from './draw-frame.ts'
import { STYLES } from './style.ts'

const FORGE = 'A blacksmith forges an emblem at dawn, sparks, the city waking behind him'
const picture = (more: Partial<Picture> = {}): Picture => ({
  prompt: FORGE,
  size: frameSize({ ratio: '16:9', resolution: '720p' }),
  style: 'cinematic',
  slug: true,
  seed: undefined,
  take: 0,
  ...more,
})

/** Mean difference of two pictures per channel, 0 to 255, at a size where grain does not count. */
const difference = async (a: Uint8Array, b: Uint8Array): Promise<number> => {
  const [one, two] = await Promise.all(
    [a, b].map((bytes) => sharp(bytes).resize(64, 36, { fit: 'fill' }).raw().toBuffer()),
  )
  if (!one || !two) throw new Error('two pictures were asked for')
  return one.reduce((sum, value, index) => sum + Math.abs(value - (two[index] ?? 0)), 0) / one.length
}

describe('a drawn frame', () => {
  it('is the same bytes for the same prompt, seed and take', async () => {
    expect(await compute(picture())).toEqual(await compute(picture()))
    expect(await compute(picture({ seed: 7 }))).toEqual(await compute(picture({ seed: 7 })))
  })

  it('is another picture with another take, unless a seed was set', async () => {
    const first = await compute(picture())
    expect(await difference(first, await compute(picture({ take: 1 })))).toBeGreaterThan(3)
    expect(await compute(picture({ seed: 7, take: 3 }))).toEqual(await compute(picture({ seed: 7 })))
  })

  it('is another picture for another prompt', async () => {
    const prompts = [
      FORGE,
      'A sailing ship at dusk on a calm sea',
      'Desert dunes at noon',
      'A deer in a misty forest, morning',
    ]
    const drawn = await Promise.all(prompts.map((prompt) => compute(picture({ prompt, seed: 1 }))))
    for (const [index, one] of drawn.entries()) {
      for (const other of drawn.slice(index + 1)) expect(await difference(one, other)).toBeGreaterThan(12)
    }
  })

  it('hears a single word: night is darker than noon', async () => {
    const [noon, night] = await Promise.all(
      ['noon', 'night'].map(async (hour) => {
        const { channels } = await sharp(
          await compute(picture({ prompt: `A village in the valley at ${hour}`, seed: 2 })),
        ).stats()
        return channels[1]?.mean ?? 0
      }),
    )
    expect(noon).toBeGreaterThan((night ?? 0) + 40)
  })

  it.each(STYLES)('looks like its style: %s', async (style) => {
    const plain = await compute(picture({ seed: 3 }))
    const styled = await compute(picture({ seed: 3, style }))
    if (style === 'cinematic') expect(styled).toEqual(plain)
    else expect(await difference(plain, styled)).toBeGreaterThan(8)
  })

  it.each(RATIOS)('fills %s at both resolutions', async (ratio) => {
    for (const resolution of ['720p', '1080p'] as const) {
      const size = frameSize({ ratio, resolution })
      const meta = await sharp(await compute(picture({ size }))).metadata()
      expect({ width: meta.width, height: meta.height }).toEqual(size)
    }
  })

  it('carries its scene heading only when asked', async () => {
    expect(await compute(picture({ slug: false, seed: 4 }))).not.toEqual(await compute(picture({ seed: 4 })))
  })
})

describe('the storyboard', () => {
  const params = draftStoryboard.params.parse({})

  it('says so when there is nothing to draw from, and only when that is known', () => {
    expect(draftStoryboard.problems?.({ params, inputs: { prompt: '  ' } })).toHaveLength(1)
    expect(draftStoryboard.problems?.({ params, inputs: {} })).toEqual([])
    expect(draftStoryboard.problems?.({ params, inputs: { prompt: FORGE } })).toEqual([])
  })

  it('takes no seed below 0 and no fraction', () => {
    expect(draftStoryboard.params.safeParse({ seed: -1 }).success).toBe(false)
    expect(draftStoryboard.params.safeParse({ seed: 1.5 }).success).toBe(false)
    expect(params.seed).toBeUndefined()
  })
})
