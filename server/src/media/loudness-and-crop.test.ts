import { join } from 'node:path'
import { AssetIdSchema, type AssetValue } from '@reelgraph/shared'
import sharp from 'sharp'
import { describe, expect, it, vi } from 'vitest'
import { openWorkbench } from './testing/workbench.ts'

// Real encoders on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

const { folder, make, open } = await openWorkbench()

describe('loudness', () => {
  it('measures a tone of known level', async () => {
    const { media } = open()
    const sine = make('sine.wav', '-f', 'lavfi', '-i', 'aevalsrc=0.1*sin(2*PI*1000*t)|0.1*sin(2*PI*1000*t):duration=3')
    const { integrated, peak } = await media.loudness({ path: sine })
    // By definition of LUFS: 1 kHz in both channels at a peak of -20 dBFS is -20 LUFS.
    expect(integrated).toBeCloseTo(-20, 0)
    expect(peak).toBeCloseTo(-20, 0)
  })

  it('gives the floor for a video without sound', async () => {
    const mute: AssetValue = {
      asset: AssetIdSchema.parse('b'.repeat(64)),
      kind: 'video',
      mime: 'video/mp4',
      bytes: 1,
      seconds: 1,
      hasAudio: false,
    }
    expect((await open().media.loudness(mute)).integrated).toBe(-70)
  })

  it('gives the floor for silence', async () => {
    const silence = make('silence.wav', '-f', 'lavfi', '-i', 'anullsrc=duration=2')
    const { integrated, peak } = await open().media.loudness({ path: silence })
    expect(integrated).toBeLessThanOrEqual(-70)
    expect(peak).toBeLessThan(-90)
  })
})

describe('an image brought to another ratio', () => {
  const asset = async (id: string): Promise<AssetValue> => {
    const white = await sharp({ create: { width: 30, height: 30, channels: 3, background: '#ffd9c0' } })
      .png()
      .toBuffer()
    const wide = sharp({ create: { width: 400, height: 100, channels: 3, background: '#203040' } })
    await wide
      .composite([{ input: white, left: 340, top: 35 }])
      .png()
      .toFile(join(folder, id))
    return { asset: AssetIdSchema.parse(id), kind: 'image', mime: 'image/png', bytes: 1 }
  }
  const brightest = (pixels: Uint8Array): number =>
    pixels.reduce((most, value, at) => (at % 4 === 0 ? Math.max(most, value) : most), 0)

  it('keeps what draws the eye, or the middle, or everything', async () => {
    const { media } = open()
    const image = await asset('a'.repeat(64))
    const to = { width: 50, height: 50 }
    const [smart, centre, letterbox] = await Promise.all([
      media.fit(image, { ...to, fit: 'smart' }),
      media.fit(image, { ...to, fit: 'centre' }),
      media.fit(image, { ...to, fit: 'letterbox' }),
    ])
    for (const fitted of [smart, centre, letterbox])
      expect(fitted).toMatchObject({ width: 50, height: 50, pixels: { length: 50 * 50 * 4 } })
    expect(brightest(smart.pixels)).toBeGreaterThan(200)
    expect(brightest(centre.pixels)).toBeLessThan(100)
    expect([...letterbox.pixels.subarray(0, 4)]).toEqual([0, 0, 0, 255])
    expect(brightest(letterbox.pixels)).toBeGreaterThan(150)
  })

  it.each(['smart', 'centre'] as const)(
    'fills a film from a thin strip without drawing all of it large (%s)',
    async (fit) => {
      const id = 'c'.repeat(64)
      const strip = sharp({ create: { width: 10, height: 20_000, channels: 3, background: '#4060a0' } })
      await strip.png().toFile(join(folder, id))
      const image: AssetValue = { asset: AssetIdSchema.parse(id), kind: 'image', mime: 'image/png', bytes: 1 }
      const { pixels, ...size } = await open().media.fit(image, { width: 1280, height: 720, fit })
      expect(size).toEqual({ width: 1280, height: 720 })
      expect(pixels).toHaveLength(1280 * 720 * 4)
      expect([...pixels.subarray(0, 4)]).toEqual([0x40, 0x60, 0xa0, 255])
      expect([...pixels.subarray(-4)]).toEqual([0x40, 0x60, 0xa0, 255])
    },
    // As a whole it would be three billion pixels.
    15_000,
  )
})
