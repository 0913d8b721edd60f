import type { AssetValue, Context } from '@reelgraph/shared'

/** What a provider takes as a picture. */
export interface ImageLimits {
  readonly mimes: readonly string[]
  /** Of the file itself; a data URI is a third longer. */
  readonly bytes: number
  /** Longest side in pixels. */
  readonly side?: number
}

export interface Sendable {
  readonly bytes: Uint8Array
  readonly mime: string
}

/** A JPEG for every provider, best first, until one is small enough. */
const TRIES = [
  { quality: 95, scale: 1 },
  { quality: 85, scale: 1 },
  { quality: 85, scale: 0.7 },
  { quality: 80, scale: 0.5 },
  { quality: 75, scale: 0.3 },
] as const

/** The picture as it is where the provider takes it, else the best JPEG that it takes. */
export const sendableImage = async (ctx: Context, asset: AssetValue, limits: ImageLimits): Promise<Sendable> => {
  const bytes = await ctx.assets.bytes(asset)
  const longest = Math.max(asset.width ?? 0, asset.height ?? 0)
  const side = Math.min(limits.side ?? Infinity, longest || Infinity)
  if (limits.mimes.includes(asset.mime) && bytes.length <= limits.bytes && longest <= side)
    return { bytes, mime: asset.mime }
  const { default: sharp } = await import('sharp')
  let smallest: Uint8Array = bytes
  for (const { quality, scale } of TRIES) {
    const box = Number.isFinite(side) ? Math.max(64, Math.round(side * scale)) : undefined
    const picture = sharp(bytes).rotate().flatten({ background: 'white' })
    if (box !== undefined) picture.resize({ width: box, height: box, fit: 'inside', withoutEnlargement: true })
    smallest = await picture.jpeg({ quality, chromaSubsampling: '4:4:4' }).toBuffer()
    if (smallest.length <= limits.bytes) break
  }
  return { bytes: smallest, mime: 'image/jpeg' }
}

/** `data:image/png;base64,…`: how a local file is sent without an address that anybody could call. */
export const dataUri = ({ bytes, mime }: Sendable): string =>
  `data:${mime};base64,${Buffer.from(bytes).toString('base64')}`

/** Within the provider's limits, as a data URI. */
export const imageUri = async (ctx: Context, asset: AssetValue, limits: ImageLimits): Promise<string> =>
  dataUri(await sendableImage(ctx, asset, limits))
