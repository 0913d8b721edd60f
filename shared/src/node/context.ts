import type { Json } from '../json.ts'
import type { AttemptFacts } from '../run/attempt.ts'
import type { AssetValue, MediaKind } from './values.ts'

/** A file of one task. It is removed when the task ends, whichever way it ends. */
export interface ScratchFile {
  readonly path: string
}

export interface MediaFacts {
  readonly kind: MediaKind
  readonly mime: string
  readonly width?: number
  readonly height?: number
  readonly seconds?: number
  readonly fps?: number
  readonly hasAudio?: boolean
  /** How many streams of each type the file holds. */
  readonly streams: { readonly video: number; readonly audio: number }
}

/** How an image is brought to another ratio: by what draws the eye, by its middle, or whole with bars. */
export type Fit = 'smart' | 'centre' | 'letterbox'

export interface RawImage {
  readonly width: number
  readonly height: number
  /** RGBA, 8 bits a channel, row by row, `width × height × 4` bytes. */
  readonly pixels: Uint8Array
}

export type FfmpegInput =
  | { readonly asset: AssetValue; readonly options?: readonly string[] }
  | { readonly file: ScratchFile; readonly options?: readonly string[] }
  /** A filter source such as `anullsrc`, given by us and never by a person. */
  | { readonly lavfi: string; readonly options?: readonly string[] }
  /** Raw frames, pulled as ffmpeg takes them. At most one input of a job. */
  | { readonly frames: AsyncIterable<Uint8Array>; readonly options: readonly string[] }

export interface FfmpegJob {
  readonly inputs: readonly FfmpegInput[]
  /** A filter graph. It reaches ffmpeg as a file. */
  readonly filter?: string
  /** Arguments of the output: maps, codecs, lengths. */
  readonly options: readonly string[]
  /** File ending of the result: `mp4`, `wav`, … */
  readonly extension: string
  /** Length of the result in seconds; progress is counted against it. */
  readonly seconds: number
  /** 0 to 1. */
  readonly onProgress?: (fraction: number) => void
}

/** Loudness by EBU R 128. */
export interface Loudness {
  /** Integrated loudness in LUFS; -70 and below is silence. */
  readonly integrated: number
  /** True peak in dBTP. */
  readonly peak: number
}

/** ffmpeg and pictures, with the task's signal, a deadline and a protocol allow-list already in place. */
export interface Media {
  ffmpeg(job: FfmpegJob): Promise<ScratchFile>
  probe(source: AssetValue | ScratchFile): Promise<MediaFacts>
  loudness(source: AssetValue | ScratchFile): Promise<Loudness>
  /** Crops and scales (or bars) to exactly `width × height` pixels. */
  fit(image: AssetValue, to: { readonly width: number; readonly height: number; readonly fit: Fit }): Promise<RawImage>
  /** Text for a filter such as `drawtext`: it reaches ffmpeg as a file. */
  textFile(text: string): Promise<ScratchFile>
  /** What a file of this task holds, to be sent somewhere. */
  bytes(file: ScratchFile): Promise<Uint8Array>
}

export interface AssetReader {
  bytes(asset: AssetValue): Promise<Uint8Array>
  stream(asset: AssetValue): ReadableStream<Uint8Array>
}

export interface Clock {
  /** Milliseconds since 1970, UTC. */
  now(): number
  /** Settles after `ms`, or rejects when the signal aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

export interface Log {
  info(message: string, detail?: Json): void
  warn(message: string, detail?: Json): void
}

export interface HttpGateway {
  /** For requests that cost nothing: look-ups, polls, uploads. */
  readonly free: typeof fetch
  /** The only way a paid request leaves: one request that `match` names passes per attempt, a second is refused. */
  paid(match: (request: { readonly method: string; readonly url: URL }) => boolean): typeof fetch
}

/** Everything an executor may touch. */
export interface Context {
  readonly signal: AbortSignal
  readonly http: HttpGateway
  readonly assets: AssetReader
  readonly media: Media
  readonly clock: Clock
  readonly log: Log
  /** The attempt this call belongs to: unique for good, to send along where a provider recognises repetitions by it. */
  readonly attemptKey: string
  /** What the provider said of this attempt: its request id, the seed it took, what it cost. Later ones add to earlier. */
  report(facts: AttemptFacts): void
  /**
   * A value of the account this attempt runs on: its key, or what else the provider declares. Empty for an optional one that
   * is not set. @throws `key-missing`.
   */
  secret(name: string): string
  /** Where the provider is reached: what the person set, else what it declares. Without a slash at its end. */
  readonly baseUrl: string
  /** 0 to 1. */
  progress(fraction: number, note?: string): void
  /** A small picture of what is being made. */
  preview(image: { readonly bytes: Uint8Array; readonly mime: 'image/jpeg' | 'image/webp' | 'image/png' }): void
  /** Runs the module's `compute(input)` in a worker thread, so heavy arithmetic holds nobody up. Ended on abort. */
  compute<R>(module: URL, input: unknown): Promise<R>
}
