import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import sharp from 'sharp'

type Bytes = Uint8Array<ArrayBuffer>

/** Made once a process: what emulators serve is real media of the size and length that was asked for. */
const made = new Map<string, Promise<Bytes>>()

const once = (key: string, make: () => Promise<Bytes>): Promise<Bytes> => {
  const known = made.get(key)
  if (known) return known
  const next = make()
  made.set(key, next)
  next.catch(() => made.delete(key))
  return next
}

interface Picture {
  readonly width: number
  readonly height: number
  readonly format: 'jpeg' | 'png' | 'webp'
  /** Pictures of different seeds are different. */
  readonly seed: number
}

export const picture = ({ width, height, format, seed }: Picture): Promise<Bytes> =>
  once(`${width} ${height} ${format} ${seed}`, async () => {
    const background = { r: seed % 256, g: (seed >> 8) % 256, b: (seed >> 16) % 256 }
    const drawn = sharp({ create: { width, height, channels: 3, background } })
    return new Uint8Array(await drawn.toFormat(format).toBuffer())
  })

interface Clip {
  readonly width: number
  readonly height: number
  readonly seconds: number
  readonly audio: boolean
}

export const clip = ({ width, height, seconds, audio }: Clip): Promise<Bytes> =>
  once(`${width} ${height} ${seconds} ${audio}`, () =>
    encoded('clip.mp4', [
      ...['-f', 'lavfi', '-i', `testsrc2=s=${width}x${height}:r=12:d=${seconds}`],
      ...(audio ? ['-f', 'lavfi', '-i', `sine=f=330:d=${seconds}`, '-c:a', 'aac'] : []),
      ...['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-movflags', '+faststart'],
    ]),
  )

interface Master {
  readonly width: number
  readonly height: number
  readonly seconds: number
  /** ffmpeg's arguments for the picture. */
  readonly codec: readonly string[]
  readonly extension: 'mp4' | 'mov'
}

/** Clips in formats for finishing: few frames, for they are large. */
export const master = ({ width, height, seconds, codec, extension }: Master): Promise<Bytes> =>
  once(`${width} ${height} ${seconds} ${codec.join(' ')} ${extension}`, () =>
    encoded(`clip.${extension}`, [
      ...['-f', 'lavfi', '-i', `testsrc2=s=${width}x${height}:r=4:d=${seconds}`],
      ...codec,
    ]),
  )

interface Sound {
  readonly seconds: number
  readonly format: 'mp3' | 'wav'
}

export const sound = ({ seconds, format }: Sound): Promise<Bytes> =>
  once(`${seconds} ${format}`, () =>
    encoded(`sound.${format}`, ['-f', 'lavfi', '-i', `sine=f=440:d=${seconds}`, '-ar', '44100']),
  )

const encoded = async (name: string, options: readonly string[]): Promise<Bytes> => {
  const folder = await mkdtemp(join(tmpdir(), 'emulator-'))
  try {
    const path = join(folder, name)
    await promisify(execFile)(process.env['FFMPEG_PATH'] ?? 'ffmpeg', ['-v', 'error', ...options, path])
    return new Uint8Array(await readFile(path))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
