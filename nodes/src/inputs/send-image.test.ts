import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import type { AssetValue, Context } from '@reelgraph/shared'
import { dataUri, imageUri, sendableImage } from './send-image.ts'

const LIMITS = { mimes: ['image/jpeg', 'image/png'], bytes: 200_000, side: 1024 }

/** A picture that cannot be squeezed. */
const noise = async (width: number, height: number): Promise<Buffer> =>
  sharp({
    create: { width, height, channels: 3, background: 'grey', noise: { type: 'gaussian', mean: 128, sigma: 60 } },
  })
    .png()
    .toBuffer()

const given = (bytes: Uint8Array, facts: Partial<AssetValue>) => {
  const asset = { asset: 'a'.repeat(64), kind: 'image', mime: 'image/png', bytes: bytes.length, ...facts } as AssetValue // the hash is no real one
  const ctx = { assets: { bytes: async () => bytes } } as unknown as Context // all that is asked of it
  return { asset, ctx }
}

describe('a picture for a provider', () => {
  test('goes as it is where it is taken', async () => {
    const bytes = await sharp({ create: { width: 64, height: 36, channels: 3, background: 'red' } })
      .png()
      .toBuffer()
    const { asset, ctx } = given(bytes, { width: 64, height: 36 })
    expect(await sendableImage(ctx, asset, LIMITS)).toEqual({ bytes, mime: 'image/png' })
    expect(await imageUri(ctx, asset, LIMITS)).toBe(`data:image/png;base64,${bytes.toString('base64')}`)
  })

  test('becomes a JPEG where its kind is not taken', async () => {
    const bytes = await sharp({ create: { width: 64, height: 36, channels: 4, background: '#ff000080' } })
      .webp()
      .toBuffer()
    const { asset, ctx } = given(bytes, { mime: 'image/webp', width: 64, height: 36 })
    const sent = await sendableImage(ctx, asset, LIMITS)
    expect(sent.mime).toBe('image/jpeg')
    expect(await sharp(sent.bytes).metadata()).toMatchObject({ format: 'jpeg', width: 64, height: 36 })
  })

  test.each([
    ['too large in bytes', 900, 600],
    ['too large in pixels', 3000, 2000],
  ])('is made to fit where it is %s, in its own shape', async (_, width, height) => {
    const { asset, ctx } = given(await noise(width, height), { width, height })
    const sent = await sendableImage(ctx, asset, LIMITS)
    expect(sent.bytes.length).toBeLessThanOrEqual(LIMITS.bytes)
    const made = await sharp(sent.bytes).metadata()
    expect(Math.max(made.width, made.height)).toBeLessThanOrEqual(LIMITS.side)
    expect(made.width / made.height).toBeCloseTo(1.5, 1)
  })

  test('is never an address of this machine', () => {
    expect(dataUri({ bytes: new Uint8Array([1]), mime: 'image/png' })).toBe('data:image/png;base64,AQ==')
  })
})
