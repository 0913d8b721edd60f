import type { AssetValue, Context, FfmpegInput, ScratchFile } from '@reelgraph/shared'
import { duckingEnvelope, ENVELOPE_RATE, type Window } from './envelope.ts'
import { inParallel } from './in-parallel.ts'
import type { Timeline } from './timeline.ts'

const RATE = 48_000
/** Where a voice is brought to before levels apply. */
const VOICE_LUFS = -16
/** Beyond this a quiet file is left quiet: what would be raised is noise. */
const MOST_GAIN = 24
/** How many files ffmpeg has open at once; more are mixed in groups first. */
const GROUP = 24
/** Softens hard ends of sounds that are cut. */
const EDGE_SECONDS = 0.01

export interface SoundWish {
  readonly clips: readonly AssetValue[]
  readonly voices: readonly AssetValue[]
  readonly effects: readonly AssetValue[]
  readonly music: AssetValue | undefined
  readonly voiceLevel: number
  readonly musicLevel: number
  readonly ducking: number
  readonly clipAudio: number
  readonly fadeOut: number
}

export interface Mix {
  /** Exactly as long as the film, before its final level. Undefined when there is nothing to hear. */
  readonly file: ScratchFile | undefined
  /** Whether a voice or the music is more than silence, so that the film must not be silent. */
  readonly audible: boolean
}

/** One sound on the film's time, in seconds. */
interface Event {
  readonly source: { readonly asset: AssetValue } | { readonly file: ScratchFile }
  readonly start: number
  readonly seconds: number
  readonly gain: number
  readonly fadeIn: number
  readonly fadeOut: number
  readonly speed: number
  readonly loops: boolean
}

const OFF = -60
const FLOAT = ['-c:a', 'pcm_f32le', '-ar', String(RATE), '-ac', '2'] as const
const STEREO = `aformat=sample_fmts=fltp:sample_rates=${RATE}:channel_layouts=stereo`

const event = (source: Event['source'], more: Partial<Event> & Pick<Event, 'start' | 'seconds'>): Event => ({
  gain: 0,
  fadeIn: 0,
  fadeOut: 0,
  speed: 1,
  loops: false,
  ...more,
  source,
})

const inputOf = ({ source, loops }: Event): FfmpegInput => ({
  ...source,
  options: [...(loops ? ['-stream_loop', '-1'] : []), '-vn'],
})

/** An event as it sounds in a mix that starts at `from`. */
const chain = ({ start, seconds, gain, fadeIn, fadeOut, speed }: Event, input: number, from: number): string => {
  const filters = [`aresample=${RATE}:async=1:first_pts=0`, STEREO]
  if (speed < 1) filters.push(`atempo=${speed.toFixed(9)}`)
  filters.push(`atrim=end=${seconds.toFixed(6)}`, `volume=${gain.toFixed(3)}dB`)
  if (fadeIn > 0) filters.push(`afade=t=in:st=0:d=${fadeIn.toFixed(6)}:curve=qsin`)
  if (fadeOut > 0)
    filters.push(`afade=t=out:st=${Math.max(0, seconds - fadeOut).toFixed(6)}:d=${fadeOut.toFixed(6)}:curve=qsin`)
  const delay = Math.round((start - from) * RATE)
  if (delay > 0) filters.push(`adelay=delays=${delay}S:all=1`)
  return `[${input}:a:0]${filters.join(',')}`
}

const mixed = (
  events: readonly Event[],
  { first, from, label }: { first: number; from: number; label: string },
): readonly string[] => {
  const lines = events.map((item, index) => `${chain(item, first + index, from)}[${label}${index}]`)
  const names = events.map((_, index) => `[${label}${index}]`).join('')
  return [...lines, `${names}amix=inputs=${events.length}:normalize=0:duration=longest[${label}]`]
}

/** Mixes neighbours together until few enough files are left to be open at once. */
const grouped = async (events: readonly Event[], ctx: Context): Promise<readonly Event[]> => {
  if (events.length <= GROUP) return events
  const inTime = events.toSorted((a, b) => a.start - b.start)
  const groups = Array.from({ length: Math.ceil(inTime.length / GROUP) }, (_, index) =>
    inTime.slice(index * GROUP, (index + 1) * GROUP),
  )
  const mixes = await inParallel(
    2,
    groups.map((group) => async () => {
      const start = Math.min(...group.map((item) => item.start))
      const seconds = Math.max(...group.map((item) => item.start + item.seconds)) - start
      const filter = mixed(group, { first: 0, from: start, label: 'm' }).join(';\n')
      const file = await ctx.media.ffmpeg({
        inputs: group.map(inputOf),
        filter,
        options: ['-map', '[m]', ...FLOAT],
        extension: 'wav',
        seconds,
      })
      return event({ file }, { start, seconds })
    }),
  )
  return grouped(mixes, ctx)
}

/** Below this a file is silence. */
const SILENCE_LUFS = -55

/** What brings a sound to a loudness. */
const gainTo = (lufs: number, measured: number): number =>
  measured <= -69 ? 0 : Math.min(MOST_GAIN, Math.max(-MOST_GAIN, lufs - measured))

type Loudnesses = ReadonlyMap<string, number>

const measure = async (assets: readonly AssetValue[], ctx: Context): Promise<Loudnesses> => {
  const distinct = [...new Map(assets.map((asset) => [asset.asset, asset])).values()]
  const measured = await inParallel(
    2,
    distinct.map((asset) => async () => [asset.asset, (await ctx.media.loudness(asset)).integrated] as const),
  )
  return new Map(measured)
}

const voiceEvents = ({ fps, voices }: Timeline, wish: SoundWish, loudness: Loudnesses): readonly Event[] =>
  voices.flatMap(({ voice, startFrame, frames }) => {
    const asset = wish.voices[voice]
    if (!asset) return []
    const gain = gainTo(VOICE_LUFS, loudness.get(asset.asset) ?? -70) + wish.voiceLevel
    return [event({ asset }, { start: startFrame / fps, seconds: frames / fps, gain })]
  })

const clipEvents = ({ fps, segments }: Timeline, { clips, clipAudio }: SoundWish): readonly Event[] => {
  if (clipAudio <= OFF) return []
  return segments.flatMap(({ clip, startFrame, frames, speed, overlapBefore, overlapAfter }) => {
    const asset = clips[clip]
    if (!asset?.hasAudio) return []
    const fadeIn = Math.max(EDGE_SECONDS, overlapBefore / fps)
    const fadeOut = Math.max(EDGE_SECONDS, overlapAfter / fps)
    return [
      event({ asset }, { start: startFrame / fps, seconds: frames / fps, gain: clipAudio, fadeIn, fadeOut, speed }),
    ]
  })
}

const effectEvents = ({ fps, frames, effects }: Timeline, wish: SoundWish): readonly Event[] =>
  effects.flatMap(({ index, startFrame }) => {
    const asset = wish.effects[index]
    if (!asset) return []
    const left = (frames - startFrame) / fps
    const seconds = Math.min(left, asset.seconds ?? left)
    return [event({ asset }, { start: startFrame / fps, seconds, fadeOut: EDGE_SECONDS })]
  })

const musicEvents = (
  { fps, frames }: Timeline,
  { music, musicLevel, fadeOut }: SoundWish,
  loudness: Loudnesses,
): readonly Event[] => {
  if (!music) return []
  const gain = gainTo(VOICE_LUFS, loudness.get(music.asset) ?? -70) + musicLevel
  return [
    event(
      { asset: music },
      { start: 0, seconds: frames / fps, gain, loops: true, fadeIn: 0.02, fadeOut: Math.max(0.05, fadeOut) },
    ),
  ]
}

async function* once(samples: Float32Array): AsyncGenerator<Uint8Array> {
  yield new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength)
}

const asInput = (envelope: Float32Array): FfmpegInput => ({
  frames: once(envelope),
  options: ['-f', 'f32le', '-ar', String(ENVELOPE_RATE), '-ac', '1'],
})

/** The film's whole sound, laid out around the voices. */
export const mixSound = async (
  timeline: Timeline,
  wish: SoundWish,
  ctx: Context,
  onProgress: (fraction: number) => void,
): Promise<Mix> => {
  const seconds = timeline.frames / timeline.fps
  const loudness = await measure([...wish.voices, ...(wish.music ? [wish.music] : [])], ctx)
  const audible = [...loudness.values()].some((lufs) => lufs > SILENCE_LUFS)
  const voices = voiceEvents(timeline, wish, loudness)
  const windows = voices.map((voice): Window => ({ start: voice.start, end: voice.start + voice.seconds }))
  const over = await grouped([...voices, ...effectEvents(timeline, wish)], ctx)
  const under = await grouped([...musicEvents(timeline, wish, loudness), ...clipEvents(timeline, wish)], ctx)
  if (over.length + under.length === 0) return { file: undefined, audible }

  const ducks = under.length > 0 && windows.length > 0 && wish.ducking > 0
  const lines = [
    ...(over.length > 0 ? mixed(over, { first: 0, from: 0, label: 'over' }) : []),
    ...(under.length > 0 ? mixed(under, { first: over.length, from: 0, label: 'under' }) : []),
  ]
  let lower = '[under]'
  if (ducks) {
    lines.push(
      `[${over.length + under.length}:a:0]aresample=${RATE},pan=stereo|c0=c0|c1=c0,${STEREO}[envelope]`,
      '[under][envelope]amultiply[ducked]',
    )
    lower = '[ducked]'
  }
  const buses = [...(over.length > 0 ? ['[over]'] : []), ...(under.length > 0 ? [lower] : [])]
  lines.push(
    `${buses.join('')}amix=inputs=${buses.length}:normalize=0:duration=longest,apad,atrim=end=${seconds.toFixed(6)}[mix]`,
  )

  const envelope = duckingEnvelope(windows, { seconds: seconds + 1, decibels: wish.ducking })
  const file = await ctx.media.ffmpeg({
    inputs: [...over.map(inputOf), ...under.map(inputOf), ...(ducks ? [asInput(envelope)] : [])],
    filter: lines.join(';\n'),
    options: ['-map', '[mix]', ...FLOAT],
    extension: 'wav',
    seconds,
    onProgress,
  })
  return { file, audible }
}
