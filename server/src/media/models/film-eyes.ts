import { execFileSync } from 'node:child_process'

/** What a test sees and hears of a file, by decoding it whole. */
export interface Film {
  /** Mean brightness of every frame, 0 to 255, and its mean colour. */
  readonly frames: readonly {
    readonly red: number
    readonly green: number
    readonly blue: number
    readonly brightness: number
  }[]
  /** Level in dBFS of a stretch, of everything or of one tone. */
  level(from: number, to: number, hertz?: number): number
  /** Length of the longest stretch below -55 dBFS, in seconds. */
  readonly longestSilence: number
  readonly soundSeconds: number
}

const RATE = 16_000
const SIDE = 16

const decode = (ffmpegPath: string, args: readonly string[]): Buffer =>
  execFileSync(ffmpegPath, ['-v', 'error', ...args, '-'], { maxBuffer: 512 * 1024 ** 2 })

const decibels = (power: number): number => 10 * Math.log10(Math.max(power, 1e-12))

export const watch = (ffmpegPath: string, path: string): Film => {
  const pixels = decode(ffmpegPath, [
    '-i',
    path,
    '-map',
    '0:v',
    '-vsync',
    '0',
    '-vf',
    `scale=${SIDE}:${SIDE}:flags=area`,
    '-f',
    'rawvideo',
    '-pix_fmt',
    'rgb24',
  ])
  const size = SIDE * SIDE * 3
  const mean = (frame: Buffer, channel: number): number => {
    let sum = 0
    for (let at = channel; at < size; at += 3) sum += frame[at] ?? 0
    return sum / (SIDE * SIDE)
  }
  const frames = Array.from({ length: pixels.length / size }, (_, index) => {
    const frame = pixels.subarray(index * size, (index + 1) * size)
    const [red, green, blue] = [mean(frame, 0), mean(frame, 1), mean(frame, 2)]
    return { red, green, blue, brightness: (red + green + blue) / 3 }
  })

  const bytes = decode(ffmpegPath, ['-i', path, '-map', '0:a', '-ac', '1', '-ar', String(RATE), '-f', 's16le'])
  const samples = Float64Array.from({ length: bytes.length / 2 }, (_, at) => bytes.readInt16LE(at * 2) / 32768)
  const level = (from: number, to: number, hertz?: number): number => {
    const part = samples.subarray(Math.round(from * RATE), Math.round(to * RATE))
    if (hertz === undefined) return decibels(part.reduce((sum, sample) => sum + sample * sample, 0) / part.length)
    let real = 0
    let imaginary = 0
    part.forEach((sample, at) => {
      const angle = (2 * Math.PI * hertz * at) / RATE
      real += sample * Math.cos(angle)
      imaginary += sample * Math.sin(angle)
    })
    return decibels((2 * (real * real + imaginary * imaginary)) / part.length ** 2)
  }

  let longestSilence = 0
  let silence = 0
  for (let time = 0; time + 0.05 <= samples.length / RATE; time += 0.05) {
    silence = level(time, time + 0.05) < -55 ? silence + 0.05 : 0
    longestSilence = Math.max(longestSilence, silence)
  }
  return { frames, level, longestSilence, soundSeconds: samples.length / RATE }
}
