import sharp from 'sharp'
import { z } from 'zod'
import { clip, picture, sound } from '../../testing/real-media.ts'
import type { EmulatedEndpoint } from './emulator-fields.ts'
import { pixelsOf } from './emulator-images.ts'

export interface MadeFile {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly mime: string
  readonly extension: string
  readonly width?: number
  readonly height?: number
}

interface Making {
  readonly endpoint: EmulatedEndpoint
  readonly input: Readonly<Record<string, unknown>>
  readonly seed: number
  /** What was uploaded. */
  readonly files: ReadonlyMap<string, MadeFile>
  /** Whatever was asked for. */
  readonly small: boolean
}

const SettingsSchema = z.object({ format: z.string().optional() })
const TransitionsSchema = z.array(z.object({ duration: z.number().optional() }))

/** Real media of the size and length that was asked for. */
export const makeMedia = async (making: Making): Promise<MadeFile> => {
  const { endpoint, input, seed } = making
  if (endpoint.makes === 'audio') {
    const seconds = lengthOf(making)
    const settings = SettingsSchema.safeParse(input['audio_setting']).data
    if (settings?.format === 'wav')
      return { bytes: await sound({ seconds, format: 'wav' }), mime: 'audio/wav', extension: 'wav' }
    return { bytes: await sound({ seconds, format: 'mp3' }), mime: 'audio/mpeg', extension: 'mp3' }
  }
  const [width, height] = await sizeFor(making)
  if (endpoint.makes === 'video') {
    const seconds = lengthOf(making)
    const audio = input['generate_audio'] !== false && 'generate_audio' in input
    return { bytes: await clip({ width, height, seconds, audio }), mime: 'video/mp4', extension: 'mp4', width, height }
  }
  const named = input['output_format'] ?? input['format']
  const format = named === 'png' || named === 'webp' ? named : 'jpeg'
  return {
    bytes: await picture({ width, height, format, seed }),
    mime: `image/${format}`,
    extension: format,
    width,
    height,
  }
}

const lengthOf = ({ input, endpoint, small }: Making): number =>
  small ? 1 : (secondsOf(input) ?? endpoint.gives?.seconds ?? 5)

/** `5`, `"5"`, `"5s"`, or milliseconds of music. */
const secondsOf = (input: Readonly<Record<string, unknown>>): number | undefined => {
  const ms = input['music_length_ms']
  if (typeof ms === 'number') return ms / 1000
  const transitions = TransitionsSchema.safeParse(input['transitions']).data
  if (transitions) return transitions.reduce((sum, { duration = 5 }) => sum + duration, 0)
  const given = Number.parseFloat(text(input['duration'] ?? input['duration_seconds'] ?? input['seconds_total']))
  return Number.isFinite(given) ? given : undefined
}

const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? `${value}` : '')

const SHORT: Readonly<Record<string, number>> = {
  '480p': 480,
  '512P': 512,
  '720p': 720,
  '768P': 768,
  '1080p': 1080,
  '4k': 2160,
}

const sizeFor = async ({ endpoint, input, files, small }: Making): Promise<readonly [number, number]> => {
  if (small) return [64, 36]
  const asked = pixelsOf(input['image_size'])
  if (asked) return asked
  const ratio = /^(\d+):(\d+)$/.exec(text(input['aspect_ratio']))
  const short = SHORT[text(input['resolution'])] ?? endpoint.gives?.height ?? 720
  if (ratio) return bySide(Number(ratio[1]) / Number(ratio[2]), short)
  const source = await firstPicture(input, files)
  if (source) return endpoint.makes === 'image' ? source : bySide(source[0] / source[1], short)
  const { width = 1280, height = 720 } = endpoint.gives ?? {}
  return [width, height]
}

const even = (pixels: number): number => 2 * Math.round(pixels / 2)

const bySide = (shape: number, short: number): readonly [number, number] =>
  shape >= 1 ? [even(short * shape), short] : [short, even(short / shape)]

const firstPicture = async (
  input: Readonly<Record<string, unknown>>,
  files: Making['files'],
): Promise<readonly [number, number] | undefined> => {
  const [field] = Object.keys(input).filter((name) => /image_urls?$|frame_url$/.test(name))
  const url = field === undefined ? undefined : [input[field]].flat()[0]
  if (typeof url !== 'string') return undefined
  const bytes = url.startsWith('data:')
    ? Buffer.from(url.slice(url.indexOf(',') + 1), 'base64')
    : files.get(url.split('/').at(-1) ?? '')?.bytes
  if (!bytes) return undefined
  const { width, height } = await sharp(bytes).metadata()
  return [width, height]
}
