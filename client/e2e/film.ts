import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** What a film holds, seen from outside: by ffprobe and by decoding it. */
export interface Film {
  readonly seconds: number
  readonly fps: number
  readonly frames: number
  readonly width: number
  readonly height: number
  readonly videoStreams: number
  readonly audioStreams: number
  readonly codecs: readonly string[]
  readonly pixelFormat: string
  /** How much each frame differs from the one before, 0 to 255, a value a frame. */
  readonly motion: readonly number[]
  /** Root mean square of the sound in dBFS, ten a second. */
  readonly loudness: readonly number[]
}

interface Probe {
  readonly streams: readonly {
    readonly codec_type: string
    readonly codec_name: string
    readonly width?: number
    readonly height?: number
    readonly pix_fmt?: string
    readonly r_frame_rate?: string
    readonly nb_read_frames?: string
  }[]
  readonly format: { readonly duration: string }
}

const wide = 32
const high = 18
const rate = 8000

/** Decodes to small grey pictures and compares neighbours. */
const measureMotion = async (file: string): Promise<readonly number[]> => {
  const options = ['-v', 'error', '-i', file, '-vf', `scale=${wide}:${high},format=gray`, '-f', 'rawvideo', '-']
  const { stdout } = await run('ffmpeg', options, { encoding: 'buffer', maxBuffer: 1 << 28 })
  const size = wide * high
  return Array.from({ length: stdout.length / size - 1 }, (_, index) => {
    let sum = 0
    for (let pixel = 0; pixel < size; pixel += 1) {
      sum += Math.abs((stdout[index * size + pixel] ?? 0) - (stdout[(index + 1) * size + pixel] ?? 0))
    }
    return sum / size
  })
}

const measureLoudness = async (file: string): Promise<readonly number[]> => {
  const options = ['-v', 'error', '-i', file, '-vn', '-ac', '1', '-ar', String(rate), '-f', 's16le', '-']
  const { stdout } = await run('ffmpeg', options, { encoding: 'buffer', maxBuffer: 1 << 28 })
  const samples = new Int16Array(stdout.buffer, stdout.byteOffset, Math.floor(stdout.length / 2))
  const window = rate / 10
  return Array.from({ length: Math.floor(samples.length / window) }, (_, index) => {
    const part = samples.subarray(index * window, (index + 1) * window)
    const mean = part.reduce((sum, sample) => sum + (sample / 32768) ** 2, 0) / window
    return mean === 0 ? -120 : 10 * Math.log10(mean)
  })
}

export const examineFilm = async (file: string): Promise<Film> => {
  const { stdout } = await run('ffprobe', [
    '-v',
    'error',
    '-count_frames',
    '-show_streams',
    '-show_format',
    '-of',
    'json',
    file,
  ])
  const probe = JSON.parse(stdout) as Probe // what ffprobe prints
  const videos = probe.streams.filter((stream) => stream.codec_type === 'video')
  const [video] = videos
  const [over = 0, under = 1] = (video?.r_frame_rate ?? '0/1').split('/').map(Number)
  return {
    seconds: Number(probe.format.duration),
    fps: over / under,
    frames: Number(video?.nb_read_frames ?? 0),
    width: video?.width ?? 0,
    height: video?.height ?? 0,
    videoStreams: videos.length,
    audioStreams: probe.streams.filter((stream) => stream.codec_type === 'audio').length,
    codecs: probe.streams.map((stream) => stream.codec_name),
    pixelFormat: video?.pix_fmt ?? '',
    motion: await measureMotion(file),
    loudness: await measureLoudness(file),
  }
}

/** The longest stretch below a level, in seconds. */
export const longestSilence = (film: Film, belowDb = -50): number => {
  let longest = 0
  let now = 0
  for (const level of film.loudness) {
    now = level < belowDb ? now + 1 : 0
    longest = Math.max(longest, now)
  }
  return longest / 10
}

/** The loudest moment between two times in seconds, in dBFS. */
export const loudestBetween = (film: Film, from: number, to: number): number =>
  Math.max(...film.loudness.slice(Math.floor(from * 10), Math.ceil(to * 10)))

/** How many frames between two times differ from the one before. */
export const movingFrames = (film: Film, from: number, to: number): number =>
  film.motion.slice(Math.ceil(from * film.fps), Math.floor(to * film.fps)).filter((difference) => difference > 0.02)
    .length
