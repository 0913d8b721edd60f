import { runFfmpeg } from './run-ffmpeg.ts'

export interface PeaksRequest {
  readonly ffmpegPath: string | undefined
  readonly path: string
  /** How many values: about 400 for a card. */
  readonly buckets: number
  readonly signal?: AbortSignal
}

const RATE = 8000
/** Samples behind one stored value while the length is not known yet: 5 ms. */
const STEP = 40

/** The loudest sample of every 5 ms, folded while ffmpeg decodes, so that length costs little memory. */
const finePeaks = async ({ ffmpegPath, path, signal }: PeaksRequest): Promise<readonly number[]> => {
  const peaks: number[] = []
  let rest: Buffer = Buffer.alloc(0)
  let loudest = 0
  let counted = 0
  const fold = (chunk: Uint8Array): void => {
    const bytes =
      rest.length === 0 ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength) : Buffer.concat([rest, chunk])
    const end = bytes.length - (bytes.length % 2)
    for (let at = 0; at < end; at += 2) {
      loudest = Math.max(loudest, Math.abs(bytes.readInt16LE(at)))
      counted += 1
      if (counted < STEP) continue
      peaks.push(Math.min(1, loudest / 32767))
      loudest = 0
      counted = 0
    }
    rest = bytes.subarray(end)
  }
  await runFfmpeg({
    ffmpegPath,
    inputs: [{ source: path, options: ['-vn'] }],
    options: ['-map', '0:a:0', '-ac', '1', '-ar', String(RATE), '-f', 's16le'],
    output: fold,
    signal: signal ?? new AbortController().signal,
    deadlineMs: 120_000,
  })
  if (counted > 0) peaks.push(Math.min(1, loudest / 32767))
  return peaks
}

/** A waveform to draw: `buckets` values from 0 to 1, each the loudest sample of its part of the sound. */
export const readPeaks = async (request: PeaksRequest): Promise<number[]> => {
  const fine = await finePeaks(request)
  return Array.from({ length: request.buckets }, (_, index) => {
    const from = Math.floor((index * fine.length) / request.buckets)
    const to = Math.max(from + 1, Math.floor(((index + 1) * fine.length) / request.buckets))
    return fine.slice(from, to).reduce((loudest, peak) => Math.max(loudest, peak), 0)
  })
}
