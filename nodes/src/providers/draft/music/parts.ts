import type { Chord } from './mood.ts'
import type { Drum, Hit, Instrument, Note } from './notes.ts'
import type { Random } from '../random.ts'

export interface Bar {
  readonly chord: Chord
  readonly at: number
  readonly beats: number
  /** 0 to 1 over the whole piece: how much is going on. */
  readonly energy: number
  readonly isLast: boolean
}

export interface Part {
  readonly bars: readonly Bar[]
  readonly key: number
  readonly scale: readonly [number, ...number[]]
  readonly random: Random
}

/** Every octave of the chord's notes between two pitches. */
export const tones = (chord: Chord, key: number, low: number, high: number): readonly number[] => {
  const classes = new Set(chord.notes.map((note) => (((key + note) % 12) + 12) % 12))
  return Array.from({ length: high - low + 1 }, (_, index) => low + index).filter((pitch) => classes.has(pitch % 12))
}

export const pads = ({ bars, key }: Part, instrument: Instrument, velocity: number): readonly Note[] =>
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

export const bassLine = (
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
export const arpeggio = (
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
export const melody = (
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

export const drumLine = (
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
