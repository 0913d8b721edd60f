import type { Fit, RawImage } from '@reelgraph/shared'
import sharp, { type ResizeOptions } from 'sharp'
import { badMedia } from './identify.ts'
import { MAX_PIXELS } from './probe-image.ts'

export interface FitRequest {
  readonly path: string
  readonly width: number
  readonly height: number
  readonly fit: Fit
}

const PLACING = {
  smart: { fit: 'cover', position: sharp.strategy.attention },
  centre: { fit: 'cover', position: 'centre' },
  letterbox: { fit: 'contain', position: 'centre', background: { r: 0, g: 0, b: 0, alpha: 1 } },
} as const satisfies Record<Fit, ResizeOptions>

/** An image at exactly `width × height`, opaque, upright, in sRGB. */
export const fitImage = async ({ path, width, height, fit }: FitRequest): Promise<RawImage> => {
  const picture = sharp(path, { limitInputPixels: MAX_PIXELS, failOn: 'truncated' })
    .autoOrient()
    .toColourspace('srgb')
    .flatten({ background: '#000' })
    .resize({ width, height, ...PLACING[fit] })
    .ensureAlpha()
    .raw({ depth: 'uchar' })
  const { data, info } = await picture.toBuffer({ resolveWithObject: true }).catch(() => {
    throw badMedia(
      'This picture cannot be opened: it is damaged or too large.',
      'Save it anew as JPEG or PNG and use that.',
    )
  })
  return {
    width: info.width,
    height: info.height,
    pixels: new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
  }
}
