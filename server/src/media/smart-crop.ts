import type { Fit, RawImage } from '@reelgraph/shared'
import type { ResizeOptions } from 'sharp'
import { badMedia } from './identify.ts'
import { MAX_PIXELS } from './probe-image.ts'
import { sharp } from './sharp.ts'

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

/** A picture that would have to grow beyond it before it is cropped is cropped first. */
const MAX_GROWN_PIXELS = 32_000_000

interface Size {
  readonly width: number
  readonly height: number
}

/**
 * The size at which to crop, of the ratio of `to`. A strip of 10 × 20,000 pixels that fills a film's width is two million
 * pixels high; so it is cropped smaller, yet never below the pixels that it has.
 */
const cropSize = (from: Size, to: Size): Size => {
  const growth = Math.max(to.width / from.width, to.height / from.height)
  const grownPixels = from.width * from.height * growth ** 2
  const share = Math.min(1, Math.max(1 / growth, Math.sqrt(MAX_GROWN_PIXELS / grownPixels)))
  return { width: Math.max(1, Math.round(to.width * share)), height: Math.max(1, Math.round(to.height * share)) }
}

/** An image at exactly `width × height`, opaque, upright, in sRGB. */
export const fitImage = async ({ path, width, height, fit }: FitRequest): Promise<RawImage> => {
  const pixels = await fitted({ path, width, height, fit }).catch(() => {
    throw badMedia(
      'This picture cannot be opened: it is damaged or too large.',
      'Save it anew as JPEG or PNG and use that.',
    )
  })
  return { width, height, pixels: new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.byteLength) }
}

const fitted = async ({ path, width, height, fit }: FitRequest): Promise<Buffer> => {
  const source = sharp(path, { limitInputPixels: MAX_PIXELS, failOn: 'truncated' })
  const to = { width, height }
  const size = fit === 'letterbox' ? to : cropSize((await source.metadata()).autoOrient, to)
  const pixels = await source
    .autoOrient()
    .toColourspace('srgb')
    .flatten({ background: '#000' })
    .resize({ ...size, ...PLACING[fit] })
    .ensureAlpha()
    .raw({ depth: 'uchar' })
    .toBuffer()
  if (size.width === width && size.height === height) return pixels
  return sharp(pixels, { raw: { ...size, channels: 4 } })
    .resize({ ...to, fit: 'fill' })
    .raw()
    .toBuffer()
}
