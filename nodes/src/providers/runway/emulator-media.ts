import { clip, master } from '../../testing/real-media.ts'
import type { Accepted } from './emulator-schema.ts'

export interface MadeClip {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly mime: string
  readonly extension: string
}

const PRORES = ['-c:v', 'prores_ks', '-pix_fmt', 'yuv422p10le']
const HEVC = ['-c:v', 'libx265', '-preset', 'ultrafast', '-x265-params', 'log-level=none', '-tag:v', 'hvc1']
const TEN_BIT = [...HEVC, '-pix_fmt', 'yuv420p10le']

const MASTERS: Readonly<Record<string, { readonly extension: 'mov' | 'mp4'; readonly codec: readonly string[] }>> = {
  prores: { extension: 'mov', codec: PRORES },
  hdr_prores: { extension: 'mov', codec: PRORES },
  hdr10: { extension: 'mp4', codec: TEN_BIT },
  hlg: { extension: 'mp4', codec: TEN_BIT },
  sdr_rec709_10bit: { extension: 'mp4', codec: TEN_BIT },
  hdr_pq_12bit_master: { extension: 'mov', codec: [...HEVC, '-pix_fmt', 'yuv444p12le'] },
}

/** A real clip of the size, length and format that was asked for; a tiny one of that format where that is all it takes. */
export const makeClip = async (asked: Accepted, tiny: boolean): Promise<MadeClip> => {
  const [width = 1280, height = 720] = tiny ? [160, 90] : asked.ratio.split(':').map(Number)
  const seconds = tiny ? 1 : (asked.duration ?? 8)
  const format = 'outputFormat' in asked ? asked.outputFormat : undefined
  const finished = format === undefined ? undefined : MASTERS[format]
  if (finished) {
    const { extension } = finished
    const bytes = await master({ ...finished, width, height, seconds })
    return { bytes, mime: extension === 'mov' ? 'video/quicktime' : 'video/mp4', extension }
  }
  const audio = 'audio' in asked && asked.audio !== false
  return { bytes: await clip({ width, height, seconds, audio }), mime: 'video/mp4', extension: 'mp4' }
}
