import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { AssetId, AssetValue, FfmpegInput, FfmpegJob, Log, Media, ScratchFile } from '@reelgraph/shared'
import { probeFfmpeg } from './ffmpeg-binary.ts'
import { diskFull, ffmpegMissing } from './ffmpeg-error.ts'
import { blackPart, lookClosely, type Impression } from './look-closely.ts'
import { measureLoudness, SILENT } from './loudness.ts'
import { probe } from './probe.ts'
import { runFfmpeg, type RunInput } from './run-ffmpeg.ts'
import { fitImage } from './smart-crop.ts'

export interface MediaOptions {
  /** Undefined where there is no ffmpeg: what needs it then fails with `ffmpeg-missing`. */
  readonly ffmpegPath: string | undefined
  readonly ffprobePath?: string | undefined
  /** A folder for scratch files; every task makes its own folder in it. */
  readonly scratchRoot: string
  readonly assetPath: (id: AssetId) => string
  readonly signal: AbortSignal
  readonly log: Log
}

export interface TaskMedia extends Media {
  /** What eyes and ears would notice first; of a picture `black` is a part of it, 0 to 1. */
  impression(asset: AssetValue): Promise<Impression>
  /** Removes every scratch file of the task. */
  dispose(): Promise<void>
}

/** Slow machines encode 1080p at a fiftieth of real time at worst; beyond that something hangs. */
const deadline = (seconds: number): number => (120 + 60 * seconds) * 1000

const isFull = (cause: unknown): boolean =>
  cause instanceof Error && 'code' in cause && (cause.code === 'ENOSPC' || cause.code === 'EDQUOT')

export const createMedia = ({
  ffmpegPath,
  ffprobePath,
  scratchRoot,
  assetPath,
  signal,
  log,
}: MediaOptions): TaskMedia => {
  let folder: Promise<string> | undefined
  let disposed = false
  let files = 0
  const scratch = async (extension: string): Promise<string> => {
    if (disposed) throw new Error('the task is over: no scratch file is made any more')
    folder ??= mkdir(scratchRoot, { recursive: true }).then(() => mkdtemp(join(scratchRoot, 'task-')))
    const name = `${++files}.${extension}`
    return join(await folder, name)
  }
  const write = async (text: string, extension: string): Promise<ScratchFile> => {
    const path = await scratch(extension)
    await writeFile(path, text).catch((cause: unknown) => {
      throw isFull(cause) ? diskFull() : cause
    })
    return { path }
  }
  const pathOf = (source: AssetValue | ScratchFile): string =>
    'asset' in source ? assetPath(source.asset) : source.path

  const runInput = (input: FfmpegInput): RunInput => {
    const options = input.options ?? []
    if ('lavfi' in input) return { source: input.lavfi, options: ['-f', 'lavfi', ...options] }
    if ('frames' in input) return { source: input.frames, options }
    return { source: pathOf('asset' in input ? input.asset : input.file), options }
  }

  /** A file keeps long graphs off the command line. The option was renamed in ffmpeg 7. */
  const filterOptions = async (filter: string | undefined): Promise<readonly string[]> => {
    if (filter === undefined || ffmpegPath === undefined) return []
    const [{ number }, file] = await Promise.all([probeFfmpeg(ffmpegPath), write(filter, 'filter')])
    return [number[0] >= 7 ? '-/filter_complex' : '-filter_complex_script', file.path]
  }

  const ffmpeg = async (job: FfmpegJob): Promise<ScratchFile> => {
    if (ffmpegPath === undefined) throw ffmpegMissing()
    const output = await scratch(job.extension)
    const report = (seconds: number): void => job.onProgress?.(Math.min(1, Math.max(0, seconds / job.seconds)))
    try {
      await runFfmpeg({
        ffmpegPath,
        inputs: job.inputs.map(runInput),
        options: [...(await filterOptions(job.filter)), ...job.options],
        output,
        signal,
        deadlineMs: deadline(job.seconds),
        ...(job.onProgress && job.seconds > 0 ? { onTime: report } : {}),
      })
    } catch (cause) {
      await rm(output, { force: true })
      throw cause
    }
    job.onProgress?.(1)
    return { path: output }
  }

  return {
    ffmpeg,
    probe: (source) => probe({ path: pathOf(source), ffprobePath, signal }),
    async loudness(source) {
      const { seconds = 600, hasAudio = true }: Partial<AssetValue> = 'asset' in source ? source : {}
      if (!hasAudio) return SILENT
      return measureLoudness({ ffmpegPath, path: pathOf(source), signal, deadlineMs: deadline(seconds) })
    },
    fit: (image, to) => fitImage({ path: assetPath(image.asset), ...to }),
    textFile: (text) => write(text, 'txt'),
    bytes: ({ path }) => readFile(path),
    async impression(asset) {
      const path = assetPath(asset.asset)
      if (asset.kind === 'image') return { black: await blackPart(path), frozen: 0, silent: 0 }
      return lookClosely({ asset, path, ffmpegPath, signal, deadlineMs: deadline(asset.seconds ?? 600) })
    },
    async dispose() {
      disposed = true
      if (folder === undefined) return
      const path = await folder.catch(() => undefined)
      if (path === undefined) return
      await rm(path, { recursive: true, force: true, maxRetries: 3 }).catch((cause: unknown) => {
        log.warn('scratch files could not be removed', { reason: String(cause) })
      })
    },
  }
}
