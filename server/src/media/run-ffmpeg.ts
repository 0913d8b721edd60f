import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { isAbsolute } from 'node:path'
import { Readable, Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { fail } from '@reelgraph/shared'
import fluent from 'fluent-ffmpeg'
import { probeFfmpeg } from './ffmpeg-binary.ts'
import { ffmpegError, ffmpegMissing } from './ffmpeg-error.ts'

export interface RunInput {
  /** A path, a filter source with `-f lavfi` among its options, or raw frames. */
  readonly source: string | AsyncIterable<Uint8Array>
  readonly options: readonly string[]
}

export interface FfmpegRun {
  readonly ffmpegPath: string | undefined
  readonly inputs: readonly RunInput[]
  readonly options: readonly string[]
  /** A path, or a sink for what ffmpeg writes to its standard output. */
  readonly output: string | ((chunk: Uint8Array) => void)
  readonly signal: AbortSignal
  readonly deadlineMs: number
  /** Seconds of output that exist by now. */
  readonly onTime?: (seconds: number) => void
  /** Every line that it logs, of which only the last are kept. */
  readonly onLine?: (line: string) => void
  /** What ffmpeg says: `warning` unless a filter reports through its log. */
  readonly logLevel?: 'warning' | 'info'
}

/** The largest single block ffmpeg may ask for, and the largest frame it may unpack: twice of 8K. */
const MAX_ALLOCATION_BYTES = 1024 ** 3
const MAX_FRAME_PIXELS = 2 * 7680 * 4320
const KEPT_LINES = 400

const isProgress = /^(frame|fps|stream_\d|bitrate|total_size|out_time|dup_frames|drop_frames|speed|progress)[\w.]*=/

const pull = (frames: AsyncIterable<Uint8Array>, onError: (cause: unknown) => void): Readable =>
  Readable.from(
    (async function* () {
      try {
        yield* frames
      } catch (cause) {
        onError(cause)
      }
    })(),
    { objectMode: false },
  )

/** Without `emitClose` fluent-ffmpeg would take the end of the stream for a failure. */
const sinkInto = (take: (chunk: Uint8Array) => void): Writable =>
  new Writable({ emitClose: false, write: (chunk: Uint8Array, _, done) => (take(chunk), done()) })

/**
 * fluent-ffmpeg is archived. Its capability check spawns ffmpeg twice and misreads newer versions, its path is one
 * for the whole process, and a spawn that fails makes it throw where nobody can catch it. These four replace that.
 */
const guarded = (ffmpegPath: string) => {
  const command = fluent({ stdoutLines: KEPT_LINES })
  const spawn = command._spawnFfmpeg
  const nothing = { get: () => '', callback: () => {} }
  command._checkCapabilities = (done) => done(null)
  command.availableEncoders = (done) => done(null, {})
  command._getFfmpegPath = (done) => done(null, ffmpegPath)
  command._spawnFfmpeg = (args, options, onProcess, onEnd) =>
    spawn.call(command, args, options, onProcess, (error, stdout = nothing, stderr = nothing) =>
      onEnd(error, stdout, stderr),
    )
  return command
}

/** Runs ffmpeg to its end and gives what it logged. Abort and deadline kill it at once; the caller removes its output. */
export const runFfmpeg = async (run: FfmpegRun): Promise<readonly string[]> => {
  const path = run.ffmpegPath
  if (path === undefined) throw ffmpegMissing()
  await access(path, constants.X_OK).catch(() => {
    throw ffmpegMissing(path)
  })
  await probeFfmpeg(path)
  run.signal.throwIfAborted()

  const log: string[] = []
  const command = guarded(path)
  let frames: Readable | undefined
  let stopped: { readonly reason: unknown } | undefined
  const stop = (reason: unknown): void => {
    stopped ??= { reason }
    command.kill('SIGKILL')
  }

  for (const { source, options } of run.inputs) {
    const limits = ['-protocol_whitelist', 'file,pipe', '-max_pixels', String(MAX_FRAME_PIXELS)] as const
    const local = [...limits, ...options] as const
    if (typeof source === 'string') {
      command.input(source).inputOptions(...local)
    } else {
      frames = pull(source, stop)
      command.input(frames).inputOptions(...local)
    }
  }
  const limits = ['-max_alloc', String(MAX_ALLOCATION_BYTES), '-loglevel', run.logLevel ?? 'warning'] as const
  const speech = ['-hide_banner', '-nostdin', '-nostats', '-progress', 'pipe:2', '-stats_period', '0.2'] as const
  command.outputOptions(...limits, ...speech, ...run.options)

  const output = typeof run.output === 'string' ? run.output : sinkInto(run.output)
  command.output(output)

  const deadline = setTimeout(
    () =>
      stop(
        fail(
          'ffmpeg-failed',
          `ffmpeg was stopped after ${Math.round(run.deadlineMs / 1000)} seconds: it took too long.`,
        ),
      ),
    run.deadlineMs,
  )
  const onAbort = (): void => stop(run.signal.reason)
  run.signal.addEventListener('abort', onAbort, { once: true })
  try {
    await new Promise<void>((resolve, reject) => {
      command
        .on('start', () => {
          if (stopped) command.kill('SIGKILL')
        })
        .on('stderr', (line) => {
          const time = /^out_time_us=(\d+)/.exec(line)
          if (time) run.onTime?.(Number(time[1]) / 1_000_000)
          else if (line.trim() !== '' && !isProgress.test(line)) {
            log.push(line)
            run.onLine?.(line)
          }
          if (log.length > KEPT_LINES) log.shift()
        })
        .on('end', () => resolve())
        .on('error', reject)
        .run()
    })
    // The process may be gone before all that it wrote has been read.
    if (output instanceof Writable) await finished(output)
  } catch (cause) {
    const words = [...run.inputs.map((input) => input.source), ...run.options, run.output]
    const paths = words.filter((word) => typeof word === 'string').filter(isAbsolute)
    if (!stopped) throw ffmpegError(log, cause, paths)
  } finally {
    clearTimeout(deadline)
    run.signal.removeEventListener('abort', onAbort)
    frames?.destroy()
  }
  if (stopped) throw stopped.reason
  return log
}
