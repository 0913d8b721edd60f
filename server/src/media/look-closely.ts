import type { AssetValue } from '@reelgraph/shared'
import { runFfmpeg } from './run-ffmpeg.ts'
import { sharp } from './sharp.ts'

/** What eyes and ears would notice first, in seconds of the whole. */
export interface Impression {
  readonly black: number
  readonly frozen: number
  readonly silent: number
}

export interface Look {
  readonly ffmpegPath: string | undefined
  readonly path: string
  readonly asset: AssetValue
  readonly signal: AbortSignal
  readonly deadlineMs: number
}

/** Of a clip or a sound, in one pass over it, a frame at a time. */
export const lookClosely = async ({ asset, ffmpegPath, path, signal, deadlineMs }: Look): Promise<Impression> => {
  const { kind, seconds: of = 0, hasAudio = kind === 'audio' } = asset
  const least = Math.max(0.2, Math.min(1, of / 2))
  const picture = `scale=160:-2,blackdetect=d=0.1:pix_th=0.10,freezedetect=n=-60dB:d=${least}`
  const spans = { black: new Spans(of), frozen: new Spans(of), silent: new Spans(of) }
  await runFfmpeg({
    ffmpegPath,
    inputs: [{ source: path, options: [] }],
    options: [
      ...(kind === 'video' ? ['-map', '0:v:0', '-vf', picture] : ['-vn']),
      ...(hasAudio ? ['-map', '0:a:0', '-af', `silencedetect=noise=-50dB:d=${least}`] : ['-an']),
      ...['-f', 'null'],
    ],
    output: '-',
    ...{ signal, deadlineMs, logLevel: 'info' },
    onLine: (line) => {
      for (const [, word, value] of line.matchAll(/\b(\w+_(?:start|end)):\s*(-?[\d.]+)/g)) {
        const [what, edge] = WORDS[word ?? ''] ?? []
        if (what && edge) spans[what][edge](Number(value))
      }
    },
  })
  return { black: spans.black.total(), frozen: spans.frozen.total(), silent: hasAudio ? spans.silent.total() : of }
}

/** How much of a picture is as good as black, 0 to 1. */
export const blackPart = async (path: string): Promise<number> => {
  const pixels = await sharp(path)
    .flatten({ background: 'white' })
    .resize(64, 64, { fit: 'fill' })
    .greyscale()
    .raw()
    .toBuffer()
  return pixels.filter((light) => light < 26).length / pixels.length
}

const WORDS: Readonly<Record<string, readonly [keyof Impression, 'start' | 'end']>> = {
  black_start: ['black', 'start'],
  black_end: ['black', 'end'],
  freeze_start: ['frozen', 'start'],
  freeze_end: ['frozen', 'end'],
  silence_start: ['silent', 'start'],
  silence_end: ['silent', 'end'],
}

/** Stretches of time, added up as they are told; the last may go on to the end. */
class Spans {
  private readonly of: number
  private sum = 0
  private open: number | undefined

  constructor(of: number) {
    this.of = of
  }

  start(at: number): void {
    this.open = Math.max(0, at)
  }

  end(at: number): void {
    if (this.open !== undefined) this.sum += Math.max(0, at - this.open)
    this.open = undefined
  }

  total(): number {
    if (this.open !== undefined) this.end(this.of)
    return Math.min(this.of, this.sum)
  }
}
