import type { MediaKind } from '@reelgraph/shared'
import sharp from 'sharp'
import { badMedia } from './identify.ts'
import { MAX_PIXELS } from './probe-image.ts'
import { runFfmpeg } from './run-ffmpeg.ts'

export interface PosterRequest {
  readonly ffmpegPath: string | undefined
  readonly path: string
  readonly kind: Exclude<MediaKind, 'audio'>
  readonly signal: AbortSignal
}

const MAX_WIDTH = 640
/** The frames among which the one that says most is chosen, so that a fade-in does not give a black poster. */
const CANDIDATES = 40

const posterFrame = async ({ ffmpegPath, path, signal }: PosterRequest): Promise<Buffer> => {
  const chunks: Uint8Array[] = []
  await runFfmpeg({
    ffmpegPath,
    inputs: [{ source: path, options: ['-an'] }],
    options: ['-map', '0:v:0', '-vf', `thumbnail=${CANDIDATES},scale='min(${MAX_WIDTH},iw*sar)':-1`, '-frames:v', '1', '-f', 'image2pipe', '-c:v', 'png'],
    output: (chunk) => chunks.push(chunk),
    signal,
    deadlineMs: 60_000,
  })
  if (chunks.length === 0) throw badMedia('This video has no picture to show.')
  return Buffer.concat(chunks)
}

/** A small webp that stands for a picture or a video: at most 640 pixels wide. */
export const makePoster = async (request: PosterRequest): Promise<Uint8Array> => {
  const source = request.kind === 'video' ? await posterFrame(request) : request.path
  request.signal.throwIfAborted()
  const poster = sharp(source, { limitInputPixels: MAX_PIXELS }).autoOrient().resize({ width: MAX_WIDTH, withoutEnlargement: true })
  return poster
    .webp({ quality: 78, effort: 2 })
    .toBuffer()
    .catch(() => {
      throw badMedia('This picture cannot be opened: it is damaged or too large.')
    })
}
