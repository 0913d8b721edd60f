/** Every shape that some model makes, as width over height. */
export const RATIOS = {
  '21:9': 21 / 9,
  '16:9': 16 / 9,
  '3:2': 3 / 2,
  '4:3': 4 / 3,
  '5:4': 5 / 4,
  '1:1': 1,
  '4:5': 4 / 5,
  '3:4': 3 / 4,
  '2:3': 2 / 3,
  '9:16': 9 / 16,
  '9:21': 9 / 21,
} as const
export type Ratio = keyof typeof RATIOS

/** Every resolution that some model makes, as the pixels of the shorter side. */
export const RESOLUTIONS = {
  '480p': 480,
  '512p': 512,
  '540p': 540,
  '720p': 720,
  '768p': 768,
  '1080p': 1080,
  '1440p': 1440,
  '4k': 2160,
} as const
export type Resolution = keyof typeof RESOLUTIONS

/** In pixels. */
export interface Size {
  readonly width: number
  readonly height: number
}

/** `1280 × 720`. */
export const sizeText = ({ width, height }: Size): string => `${width} × ${height}`
