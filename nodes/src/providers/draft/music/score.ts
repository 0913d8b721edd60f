import { CHARACTERS, type Chord, type Mood } from './mood.ts'
import { seededRandom, type Random } from './random.ts'

export type Instrument = 'pad' | 'strings' | 'bass' | 'pulse' | 'pluck' | 'bell'
export type Drum = 'kick' | 'boom' | 'snare' | 'hat' | 'shaker'

export interface Note {
  readonly instrument: Instrument
  /** MIDI number. */
  readonly pitch: number
  /** In beats from the start. */
  readonly at: number
  readonly beats: number
  /** 0 to 1. */
  readonly velocity: number
  /** -1 is left, 1 is right. */
  readonly pan: number
}

export interface Hit {
  readonly drum: Drum
  readonly at: number
  readonly velocity: number
}

export interface Score {
  readonly beats: number
  readonly notes: readonly Note[]
  readonly hits: readonly Hit[]
}

export interface ScoreInput {
  readonly mood: Mood
  /** Beats a minute, about. */
  readonly tempo: number
  readonly seconds: number
  readonly seed: number
}

const BAR = 4

/** Whole bars where that bends the tempo by at most 7 %, else half bars, else beats. */
export const beatsIn = (tempo: number, seconds: number): number => {
  const wished = (tempo * seconds) / 60
  for (const unit of [BAR, 2]) {
    const beats = Math.max(unit, Math.round(wished / unit) * unit)
    if (Math.abs(beats / wished - 1) <= 0.07) return beats
  }
  return Math.max(BAR, Math.round(wished))
}

interface Bar {
  readonly chord: Chord
  readonly at: number
  readonly beats: number
  /** 0 to 1 over the whole piece: how much is going on. */
  readonly energy: number
  readonly isLast: boolean
}

interface Part {
  readonly bars: readonly Bar[]
  readonly key: number
  readonly scale: readonly [number, ...number[]]
  readonly random: Random
}

/** Low at the loop's seam and high in its second half, so that a repeat feels like a new beginning. */
const energyAt = (share: number): number => 0.65 - 0.35 * Math.cos(2 * Math.PI * share ** 1.3)

const barsOf = (beats: number, progression: readonly [Chord, ...Chord[]], barsPerChord: number): readonly Bar[] => {
  const count = Math.ceil(beats / BAR)
  return Array.from({ length: count }, (_, index) => {
    const isLast = index === count - 1
    // The last bar always leads home, however many fit before it.
    const step = isLast && count > 1 ? progression.length - 1 : Math.floor(index / barsPerChord) % progression.length
    const at = index * BAR
    const energy = count < 6 ? 0.75 : energyAt((index + 0.5) / count)
    return { chord: progression[step] ?? progression[0], at, beats: Math.min(BAR, beats - at), energy, isLast }
  })
}

/** Every octave of the chord's notes between two pitches. */
const tones = (chord: Chord, key: number, low: number, high: number): readonly number[] => {
  const classes = new Set(chord.notes.map((note) => (((key + note) % 12) + 12) % 12))
  return Array.from({ length: high - low + 1 }, (_, index) => low + index).filter((pitch) => classes.has(pitch % 12))
}

const pads = ({ bars, key }: Part, instrument: Instrument, velocity: number): readonly Note[] =>
  bars.flatMap(({ chord, at, beats }) =>
    chord.notes.map((note, voice) => ({
      instrument,
      pitch: key + note + (key < 46 ? 12 : 0),
      at,
      beats,
      velocity,
      pan: -0.5 + voice / (chord.notes.length - 1),
    })),
  )

const bassLine = (
  { bars, key }: Part,
  pattern: readonly (readonly [at: number, beats: number, octave: number])[],
  velocity: number,
): readonly Note[] =>
  bars.flatMap(({ chord, at, beats }) => {
    const root = key - 12 + chord.bass - (key - 12 + chord.bass > 46 ? 12 : 0)
    return pattern
      .filter(([offset]) => offset < beats)
      .map(([offset, length, octave]) => {
        const pitch = root + 12 * octave
        return {
          instrument: 'bass',
          pitch,
          at: at + offset,
          beats: Math.min(length, beats - offset),
          velocity: velocity * (offset === 0 ? 1 : 0.85),
          pan: 0,
        }
      })
  })

/** Up and down through the chord in steps of `step` beats, resting more where the piece is quiet. */
const arpeggio = (
  part: Part,
  sound: { readonly instrument: Instrument; readonly step: number; readonly low: number; readonly density: number },
): readonly Note[] => {
  const { bars, key, random } = part
  const shape = random.pick([
    [0, 2, 4, 3],
    [0, 1, 2, 3, 4, 3, 2, 1],
    [0, 2, 1, 3, 2, 4],
    [4, 2, 0, 2, 3, 1],
  ])
  let turn = 0
  return bars.flatMap(({ chord, at, beats, energy }) => {
    const ladder = tones(chord, key, sound.low, sound.low + 20)
    return Array.from({ length: Math.floor(beats / sound.step) }, (_, index) => index * sound.step).flatMap(
      (offset) => {
        const rung = shape[turn++ % shape.length] ?? 0
        const strong = offset % 1 === 0
        if (!random.chance(sound.density * (0.45 + 0.55 * energy) * (strong ? 1.15 : 0.9))) return []
        const velocity = (strong ? 0.8 : 0.6) * (0.75 + 0.25 * random.next()) * (0.7 + 0.3 * energy)
        return [
          {
            instrument: sound.instrument,
            pitch: ladder[rung % ladder.length] ?? sound.low,
            at: at + offset,
            beats: sound.step * 2,
            velocity,
            pan: 0.6 * Math.sin(turn * 1.9),
          },
        ]
      },
    )
  })
}

/** A slow tune that walks through the scale and comes to rest on the chord. */
const melody = (
  { bars, key, scale, random }: Part,
  sound: { readonly instrument: Instrument; readonly octave: number; readonly density: number },
): readonly Note[] => {
  const pitchOf = (degree: number): number =>
    key +
    12 * (sound.octave + Math.floor(degree / scale.length)) +
    (scale[((degree % scale.length) + scale.length) % scale.length] ?? 0)
  const rhythm = random.pick([
    [0, 1.5, 3],
    [0, 2, 2.5],
    [1, 2, 3],
    [0.5, 2],
  ])
  let degree = 2
  return bars.flatMap(({ at, beats, energy, isLast }, index) => {
    if (isLast || !random.chance(sound.density * (0.4 + 0.6 * energy)) || (index % 4 === 3 && random.chance(0.5)))
      return []
    return rhythm
      .filter((offset) => offset < beats)
      .map((offset) => {
        degree = Math.max(-1, Math.min(7, degree + random.pick([-2, -1, -1, 1, 1, 2])))
        return {
          instrument: sound.instrument,
          pitch: pitchOf(degree),
          at: at + offset,
          beats: 2,
          velocity: 0.55 + 0.3 * random.next(),
          pan: -0.2,
        }
      })
  })
}

const drumLine = (
  bars: readonly Bar[],
  drum: Drum,
  at: readonly number[],
  velocity: (offset: number, bar: Bar) => number,
): readonly Hit[] =>
  bars.flatMap((bar) =>
    at
      .filter((offset) => offset < bar.beats)
      .map((offset) => ({ drum, at: bar.at + offset, velocity: velocity(offset, bar) }))
      .filter((hit) => hit.velocity > 0),
  )

const EIGHTHS = [0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5] as const
const SIXTEENTHS = EIGHTHS.flatMap((beat) => [beat, beat + 0.25])

const PARTS: Readonly<Record<Mood, (part: Part) => Pick<Score, 'notes' | 'hits'>>> = {
  calm: (part) => ({
    notes: [
      ...pads(part, 'pad', 0.7),
      ...bassLine(part, [[0, 4, 0]], 0.6),
      ...arpeggio(part, { instrument: 'bell', step: 0.5, low: 62, density: 0.42 }),
      ...melody(part, { instrument: 'bell', octave: 1, density: 0.6 }),
    ],
    hits: [],
  }),
  tense: (part) => ({
    notes: [
      ...pads(part, 'strings', 0.6),
      ...bassLine(
        part,
        EIGHTHS.map((beat) => [beat, 0.3, 0] as const),
        0.72,
      ),
      ...arpeggio(part, { instrument: 'pulse', step: 0.25, low: 57, density: 0.6 }),
      ...part.bars
        .filter(({ energy }) => energy > 0.4)
        .map(({ at, beats }): Note => ({
          instrument: 'strings',
          pitch: part.key + 36,
          at,
          beats,
          velocity: 0.22,
          pan: 0.3,
        })),
    ],
    hits: [
      ...drumLine(
        part.bars,
        'boom',
        [0, 0.75],
        (offset, { energy }) => (offset === 0 ? 0.8 : 0.5) * (0.6 + 0.4 * energy),
      ),
      ...drumLine(part.bars, 'shaker', [1, 2, 3], (_, { energy }) => 0.5 * energy),
    ],
  }),
  bright: (part) => ({
    notes: [
      ...pads(part, 'pad', 0.55),
      ...bassLine(
        part,
        [
          [0, 0.9, 0],
          [1.5, 0.45, 0],
          [2, 0.9, 0],
          [3, 0.45, 1],
          [3.5, 0.45, 0],
        ],
        0.7,
      ),
      ...arpeggio(part, { instrument: 'pluck', step: 0.5, low: 64, density: 0.85 }),
      ...melody(part, { instrument: 'bell', octave: 2, density: 0.75 }),
    ],
    hits: [
      ...drumLine(part.bars, 'kick', [0, 2], (_, { energy }) => 0.45 + 0.25 * energy),
      ...drumLine(
        part.bars,
        'shaker',
        EIGHTHS,
        (offset, { energy }) => (offset % 1 === 0 ? 0.3 : 0.6) * (0.35 + 0.65 * energy),
      ),
    ],
  }),
  dark: (part) => ({
    notes: [
      ...pads(part, 'pad', 0.75),
      ...pads({ ...part, key: part.key - 12 }, 'strings', 0.3),
      ...bassLine(part, [[0, 4, 0]], 0.85),
      ...melody(part, { instrument: 'bell', octave: 1, density: 0.55 }),
    ],
    hits: drumLine(
      part.bars.filter((_, index) => index % 2 === 0),
      'boom',
      [0],
      (_, { energy }) => 0.55 + 0.35 * energy,
    ),
  }),
  driving: (part) => ({
    notes: [
      ...pads(part, 'pad', 0.6),
      ...bassLine(
        part,
        SIXTEENTHS.filter((beat) => beat % 1 !== 0).map((beat) => [beat, 0.22, 0] as const),
        0.75,
      ),
      ...arpeggio(part, { instrument: 'pulse', step: 0.25, low: 60, density: 0.8 }),
      ...melody(part, { instrument: 'pluck', octave: 2, density: 0.5 }),
    ],
    hits: [
      ...drumLine(part.bars, 'kick', [0, 1, 2, 3], () => 0.9),
      ...drumLine(part.bars, 'snare', [1, 3], (_, { energy }) => (energy > 0.3 ? 0.55 : 0)),
      ...drumLine(part.bars, 'hat', [0.5, 1.5, 2.5, 3.5], () => 0.55),
      ...drumLine(
        part.bars,
        'hat',
        SIXTEENTHS.filter((beat) => beat % 0.5 !== 0),
        (_, { energy }) => 0.3 * energy,
      ),
    ],
  }),
}

/** What is played: the same score for the same input. */
export const writeScore = ({ mood, tempo, seconds, seed }: ScoreInput): Score => {
  const random = seededRandom(seed)
  const { scale, progressions, keys } = CHARACTERS[mood]
  const beats = beatsIn(tempo, seconds)
  const key = random.pick(keys)
  const slow = mood === 'calm' || mood === 'dark'
  const bars = barsOf(beats, random.pick(progressions), slow && tempo > 100 ? 2 : 1)
  return { beats, ...PARTS[mood]({ bars, key, scale, random }) }
}
