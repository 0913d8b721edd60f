import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { MediaFacts } from '@reelgraph/shared'
import { z } from 'zod'
import type { Identity } from './identify.ts'

const run = promisify(execFile)

const StreamSchema = z.object({
  codec_type: z.string().optional(),
  width: z.int().positive().optional(),
  height: z.int().positive().optional(),
  sample_aspect_ratio: z.string().optional(),
  avg_frame_rate: z.string().optional(),
  duration: z.coerce.number().optional(),
  disposition: z.object({ attached_pic: z.int() }).optional(),
  side_data_list: z.array(z.object({ rotation: z.number().optional() })).optional(),
})
const AnswerSchema = z.object({
  streams: z.array(StreamSchema).default([]),
  format: z.object({ duration: z.coerce.number().optional() }).optional(),
})

const rate = (fraction: string | undefined): number | undefined => {
  const [above = 0, below = 1] = (fraction ?? '').split('/').map(Number)
  const fps = above / below
  return Number.isFinite(fps) && fps > 0 ? Number(fps.toFixed(3)) : undefined
}

/** Width to height of one pixel: not 1 on DVDs and old tapes. */
const pixelShape = (ratio: string | undefined): number => {
  const [across = 1, down = 1] = (ratio ?? '').split(':').map(Number)
  const shape = across / down
  return Number.isFinite(shape) && shape > 0 ? shape : 1
}

export interface FfprobeRequest {
  readonly path: string
  readonly ffprobePath: string
  readonly identity: Identity
  readonly signal?: AbortSignal | undefined
}

/** For containers that mediabunny does not know (AVI, ASF, FLV, MPEG-PS, AIFF, …). Undefined when ffprobe cannot read it either. */
export const probeWithFfprobe = async (request: FfprobeRequest): Promise<MediaFacts | undefined> => {
  const show = ['-show_entries', 'stream:stream_disposition:stream_side_data:format=duration']
  const args = ['-v', 'error', '-protocol_whitelist', 'file', '-of', 'json', ...show, request.path]
  const options = { timeout: 30_000, maxBuffer: 4 * 1024 ** 2, killSignal: 'SIGKILL' as const }
  const answer = await run(
    request.ffprobePath,
    args,
    request.signal ? { ...options, signal: request.signal } : options,
  ).catch(() => undefined)
  request.signal?.throwIfAborted()
  if (answer === undefined) return undefined

  const { streams, format } = AnswerSchema.parse(JSON.parse(answer.stdout))
  const video = streams.filter((stream) => stream.codec_type === 'video' && stream.disposition?.attached_pic !== 1)
  const audio = streams.filter((stream) => stream.codec_type === 'audio')
  const seconds = format?.duration ?? video[0]?.duration ?? audio[0]?.duration
  if (video.length + audio.length === 0 || seconds === undefined || !(seconds > 0)) return undefined

  const shown = video[0]
  const turned =
    Math.abs(shown?.side_data_list?.find((data) => data.rotation !== undefined)?.rotation ?? 0) % 180 === 90
  const across =
    shown?.width === undefined ? undefined : Math.round(shown.width * pixelShape(shown.sample_aspect_ratio))
  const width = turned ? shown?.height : across
  const height = turned ? across : shown?.height
  const fps = rate(shown?.avg_frame_rate)
  return {
    kind: shown ? 'video' : 'audio',
    mime: request.identity.mime,
    ...(width !== undefined && height !== undefined ? { width, height } : {}),
    ...(fps === undefined ? {} : { fps }),
    seconds,
    hasAudio: audio.length > 0,
    streams: { video: video.length, audio: audio.length },
  }
}
