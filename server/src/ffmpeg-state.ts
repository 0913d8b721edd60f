import type { z } from 'zod'
import type { FfmpegStateSchema } from '@reelgraph/shared'
import { probeFfmpeg } from './media/ffmpeg-binary.ts'
import { howToGetFfmpeg } from './media/ffmpeg-error.ts'

export type FfmpegState = z.output<typeof FfmpegStateSchema>

/** What films are made with. A build without one of these makes some steps fail. */
const NEEDED = {
  encoders: ['libx264', 'aac'],
  filters: [
    'scale',
    'perspective',
    'xfade',
    'acrossfade',
    'amix',
    'sidechaincompress',
    'loudnorm',
    'ebur128',
    'thumbnail',
    'tpad',
    'atempo',
    'ass',
  ],
} as const

/** What there is of ffmpeg on this machine, and how to get it where there is none. */
export const describeFfmpeg = async (path: string | undefined): Promise<FfmpegState> => {
  if (path === undefined) return { state: 'missing', hint: howToGetFfmpeg() }
  try {
    const { version, encoders, filters } = await probeFfmpeg(path)
    const missing = [
      ...NEEDED.encoders.filter((name) => !encoders.has(name)),
      ...NEEDED.filters.filter((name) => !filters.has(name)),
    ]
    return { state: 'ready', version, missing }
  } catch {
    return { state: 'missing', hint: `${path} does not start. ${howToGetFfmpeg(path)}` }
  }
}
