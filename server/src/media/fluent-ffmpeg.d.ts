/** The part of fluent-ffmpeg that `run-ffmpeg.ts` uses. The package is archived and ships no types. */
declare module 'fluent-ffmpeg' {
  import type { Readable, Writable } from 'node:stream'

  interface Lines {
    get(): string
    callback(onLine: (line: string) => void): void
  }
  type SpawnEnd = (error: Error | null, stdout?: Lines, stderr?: Lines) => void
  type Spawn = (args: string[], options: object, onProcess: (...started: unknown[]) => void, onEnd: SpawnEnd) => void

  interface FfmpegCommand {
    input(source: string | Readable): this
    inputOptions(first: string, second: string, ...more: string[]): this
    output(target: string | Writable): this
    outputOptions(first: string, second: string, ...more: string[]): this
    on(event: 'start', listener: (commandLine: string) => void): this
    on(event: 'stderr', listener: (line: string) => void): this
    on(event: 'end', listener: () => void): this
    on(event: 'error', listener: (error: Error) => void): this
    run(): this
    kill(signal: 'SIGKILL'): this
    _checkCapabilities(done: (error: Error | null) => void): void
    availableEncoders(done: (error: Error | null, encoders: object) => void): void
    _getFfmpegPath(done: (error: Error | null, path: string) => void): void
    _spawnFfmpeg: Spawn
  }

  export default function ffmpeg(options?: { readonly stdoutLines?: number }): FfmpegCommand
}
