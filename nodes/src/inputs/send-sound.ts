import { fail, type AssetValue, type Context, type Problem } from '@reelgraph/shared'
import type { Sendable } from './send-image.ts'

/** What a provider takes as a sound. */
export interface SoundLimits {
  readonly mimes: readonly string[]
  readonly bytes: number
}

/** Speech is understood at either of these; the better one where it is small enough. Bits a second. */
const [GOOD, LEAST] = [64_000, 24_000]
/** Of a file that is not sound itself. */
const SPARE = 0.95

/** How long a sound may be, so that it fits at all. Seconds. */
export const longestSound = ({ bytes }: Pick<SoundLimits, 'bytes'>): number => Math.floor((bytes * 8 * SPARE) / LEAST)

/**
 * What is said in a sound or a video: the file as it is where the provider takes it, else its sound alone, in one channel and
 * as small as it must be. A video is never sent whole: its pictures say nothing.
 *
 * @throws `bad-parameter` where there is no sound in it.
 */
export const sendableSound = async (ctx: Context, asset: AssetValue, limits: SoundLimits): Promise<Sendable> => {
  if (asset.kind === 'audio' && limits.mimes.includes(asset.mime) && asset.bytes <= limits.bytes)
    return { bytes: await ctx.assets.bytes(asset), mime: asset.mime }
  const { seconds = 0, hasAudio = true } = asset.seconds === undefined ? await ctx.media.probe(asset) : asset
  if (!hasAudio) throw fail('bad-parameter', SILENT.message, { hint: SILENT.hint })
  const rate = Math.max(LEAST, Math.min(GOOD, Math.floor((limits.bytes * 8 * SPARE) / Math.max(1, seconds))))
  const file = await ctx.media.ffmpeg({
    inputs: [{ asset, options: ['-vn'] }],
    options: ['-map', '0:a:0', '-ac', '1', '-ar', '24000', '-c:a', 'aac', '-b:a', String(rate), '-map_metadata', '-1'],
    ...{ extension: 'm4a', seconds },
  })
  return { bytes: await ctx.media.bytes(file), mime: 'audio/mp4' }
}

const SILENT = { message: 'there is no sound in this video.', hint: 'Connect one in which somebody speaks.' }

/** What can be said of a sound or video before anything is sent. */
export const soundProblems = (
  media: Partial<AssetValue> | undefined,
  { port, longest }: { readonly port: string; readonly longest: number },
): readonly Problem[] => {
  if (!media) return []
  if (media.kind === 'video' && media.hasAudio === false) return [{ ...SILENT, field: port }]
  if ((media.seconds ?? 0) <= longest) return []
  const message = `it lasts longer than ${Math.floor(longest / 60)} minutes.`
  return [{ message, hint: 'Use a part of it.', field: port }]
}
