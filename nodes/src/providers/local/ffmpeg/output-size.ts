export const RATIOS = ['auto', '16:9', '9:16', '1:1'] as const
export const RESOLUTIONS = ['720p', '1080p'] as const

export interface Size {
  readonly width: number
  readonly height: number
}

const SHAPES = { '16:9': 16 / 9, '9:16': 9 / 16, '1:1': 1 } as const
/** Wider than any cinema format is a mistake of the file, not a wish. */
const WIDEST = 2.76

const even = (pixels: number): number => 2 * Math.round(pixels / 2)

/** `auto` is the shape of the first clip. The shorter side is 720 or 1080 pixels, both are even. */
export const outputSize = (
  wish: { readonly ratio: (typeof RATIOS)[number]; readonly resolution: (typeof RESOLUTIONS)[number] },
  first: Partial<Size> = {},
): Size => {
  const own = (first.width ?? 16) / (first.height ?? 9)
  const shape = wish.ratio === 'auto' ? Math.min(WIDEST, Math.max(1 / WIDEST, own)) : SHAPES[wish.ratio]
  const short = wish.resolution === '1080p' ? 1080 : 720
  return shape >= 1 ? { width: even(short * shape), height: short } : { width: short, height: even(short / shape) }
}
