import type { Ratio, Size } from '../../sizes/ratio.ts'

/** In pixels, at the smallest resolution; the others are twice and four times as large. */
const SIZES = {
  '21:9': { width: 1584, height: 672 },
  '16:9': { width: 1376, height: 768 },
  '3:2': { width: 1264, height: 848 },
  '4:3': { width: 1200, height: 896 },
  '5:4': { width: 1152, height: 928 },
  '1:1': { width: 1024, height: 1024 },
  '4:5': { width: 928, height: 1152 },
  '3:4': { width: 896, height: 1200 },
  '2:3': { width: 848, height: 1264 },
  '9:16': { width: 768, height: 1376 },
} as const satisfies Partial<Record<Ratio, Size>>
export type GeminiRatio = keyof typeof SIZES

export const GEMINI_RATIOS = Object.keys(SIZES) as readonly GeminiRatio[] // Object.keys forgets literal keys

/** Google's names for our resolutions. */
export const IMAGE_SIZES = { '768p': '1K', '1440p': '2K', '4k': '4K' } as const
export type GeminiResolution = keyof typeof IMAGE_SIZES

const TIMES: Readonly<Record<GeminiResolution, number>> = { '768p': 1, '1440p': 2, '4k': 4 }

export interface ImageWish {
  /** `auto`: as the picture that is sent along. */
  readonly ratio: GeminiRatio | 'auto'
  readonly resolution: GeminiResolution
}

/** The size that comes; unknown where the picture decides. */
export const imageSize = ({ ratio, resolution }: ImageWish): Size | undefined => {
  if (ratio === 'auto') return undefined
  const { width, height } = SIZES[ratio]
  const times = TIMES[resolution]
  return { width: width * times, height: height * times }
}
