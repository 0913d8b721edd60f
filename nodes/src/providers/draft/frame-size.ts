export const RATIOS = ['16:9', '9:16', '1:1'] as const
export type Ratio = (typeof RATIOS)[number]

export const RESOLUTIONS = ['720p', '1080p'] as const
export type Resolution = (typeof RESOLUTIONS)[number]

/** In pixels, both even. */
export interface FrameSize {
  readonly width: number
  readonly height: number
}

const SHORT_SIDE: Readonly<Record<Resolution, number>> = { '720p': 720, '1080p': 1080 }

export const frameSize = ({
  ratio,
  resolution,
}: {
  readonly ratio: Ratio
  readonly resolution: Resolution
}): FrameSize => {
  const short = SHORT_SIDE[resolution]
  const long = (short * 16) / 9
  if (ratio === '16:9') return { width: long, height: short }
  if (ratio === '9:16') return { width: short, height: long }
  return { width: short, height: short }
}
