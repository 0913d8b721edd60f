import { fail, type Loudness } from '@reelgraph/shared'
import { runFfmpeg } from './run-ffmpeg.ts'

export const SILENT: Loudness = { integrated: -70, peak: -120 }

export interface LoudnessRequest {
  readonly ffmpegPath: string | undefined
  readonly path: string
  readonly signal: AbortSignal
  readonly deadlineMs: number
}

const last = (log: readonly string[], line: RegExp): string | undefined =>
  log.findLast((text) => line.test(text))?.match(line)?.[1]

/** Loudness of a file's first sound, by EBU R 128 with true peak. */
export const measureLoudness = async ({ ffmpegPath, path, signal, deadlineMs }: LoudnessRequest): Promise<Loudness> => {
  const log = await runFfmpeg({
    ffmpegPath,
    inputs: [{ source: path, options: ['-vn'] }],
    options: ['-map', '0:a:0', '-af', 'ebur128=peak=true:framelog=verbose', '-f', 'null'],
    output: '-',
    signal,
    deadlineMs,
    logLevel: 'info',
  })
  const integrated = last(log, /^\s*I:\s+(-?[\d.]+|-inf|nan) LUFS/)
  const peak = last(log, /^\s*Peak:\s+(-?[\d.]+|-?inf|nan) dBFS/)
  if (integrated === undefined || peak === undefined) throw fail('ffmpeg-failed', 'ffmpeg did not report a loudness.')
  const number = (text: string, silent: number): number =>
    Number.isFinite(Number(text)) ? Math.max(silent, Number(text)) : silent
  return { integrated: number(integrated, SILENT.integrated), peak: number(peak, SILENT.peak) }
}
