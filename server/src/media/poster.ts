import type { MediaKind } from '@reelgraph/shared'
import { badMedia } from './identify.ts'
import { MAX_PIXELS } from './probe-image.ts'
import { runFfmpeg } from './run-ffmpeg.ts'
import { sharp } from './sharp.ts'

export interface PosterRequest {
  readonly ffmpegPath: string | undefined
  readonly path: string
  readonly kind: Exclude<MediaKind, 'audio'>
  readonly signal: AbortSignal
}

const MAX_WIDTH = 640
/** Room for upright phones; a strip of paper gets narrower. No format that browsers read goes beyond 16,383 either way. */
const MAX_HEIGHT = 1280
/** The frames among which the one that says most is chosen, so that a fade-in does not give a black poster. */
const CANDIDATES = 40
/** Before the choice: forty frames of a camera's size would fill gigabytes. */
const SHRINK = `min(1,min(${MAX_WIDTH}/(iw*sar),${MAX_HEIGHT}/ih))`
const SMALL = `scale=w='max(1,iw*sar*${SHRINK})':h='max(1,ih*${SHRINK})'`

const posterFrame = async ({ ffmpegPath, path, signal }: PosterRequest): Promise<Buffer> => {
  const chunks: Uint8Array[] = []
  await runFfmpeg({
    ffmpegPath,
    inputs: [{ source: path, options: ['-an'] }],
    options: [
      '-map',
      '0:v:0',
      '-vf',
      `${SMALL},thumbnail=${CANDIDATES}`,
      '-frames:v',
      '1',
      '-f',
      'image2pipe',
      '-c:v',
      'png',
    ],
    output: (chunk) => chunks.push(chunk),
    signal,
    deadlineMs: 60_000,
  })
  if (chunks.length === 0) throw badMedia('This video has no picture to show.')
  return Buffer.concat(chunks)
}

/** A small webp that stands for a picture or a video: at most 640 × 1280 pixels. */
export const makePoster = async (request: PosterRequest): Promise<Uint8Array> => {
  const source = request.kind === 'video' ? await posterFrame(request) : request.path
  request.signal.throwIfAborted()
  const poster = sharp(source, { limitInputPixels: MAX_PIXELS })
    .autoOrient()
    .resize({ width: MAX_WIDTH, height: MAX_HEIGHT, fit: 'inside', withoutEnlargement: true })
  return poster
    .webp({ quality: 78, effort: 2 })
    .toBuffer()
    .catch(() => {
      throw badMedia('This picture cannot be opened: it is damaged or too large.')
    })
}
