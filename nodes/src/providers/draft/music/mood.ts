export const MOODS = ['calm', 'tense', 'bright', 'dark', 'driving'] as const
export type Mood = (typeof MOODS)[number]

export const MOOD_LABELS: Readonly<Record<Mood, string>> = {
  calm: 'Calm',
  tense: 'Tense',
  bright: 'Bright',
  dark: 'Dark',
  driving: 'Driving',
}

/** A chord as semitones above the key note: its bass, and the notes of the pad. */
export interface Chord {
  readonly bass: number
  readonly notes: readonly [number, ...number[]]
}

type Progression = readonly [Chord, ...Chord[]]

export interface Character {
  /** Semitones of the scale that melodies keep to. */
  readonly scale: readonly [number, ...number[]]
  readonly progressions: readonly [Progression, ...Progression[]]
  /** MIDI numbers of the key note. */
  readonly keys: readonly [number, ...number[]]
  /** Brightness of the pad, 0 to 1: middle and how far it wanders. */
  readonly pad: { readonly level: number; readonly brightness: number; readonly wander: number }
  /** Seconds until the reverb has died away. */
  readonly reverbSeconds: number
}

const chord = (bass: number, ...notes: readonly [number, ...number[]]): Chord => ({ bass, notes })

const MAJOR_PENTATONIC = [0, 2, 4, 7, 9] as const
const MINOR_PENTATONIC = [0, 3, 5, 7, 10] as const

export const CHARACTERS: Readonly<Record<Mood, Character>> = {
  calm: {
    scale: MAJOR_PENTATONIC,
    progressions: [
      [chord(0, 0, 4, 7, 14), chord(9, 9, 12, 16, 19), chord(5, 5, 9, 12, 16), chord(7, 7, 12, 14, 19)],
      [chord(5, 5, 9, 12, 16), chord(0, 4, 7, 12, 14), chord(2, 5, 9, 14, 17), chord(0, 4, 7, 11, 14)],
      [chord(0, 0, 4, 7, 11), chord(4, 4, 7, 11, 14), chord(5, 5, 9, 12, 14), chord(5, 5, 8, 12, 14)],
    ],
    keys: [48, 50, 53, 55],
    pad: { level: 0.9, brightness: 0.34, wander: 0.2 },
    reverbSeconds: 3.2,
  },
  tense: {
    scale: [0, 1, 3, 5, 7, 8, 10],
    progressions: [
      [chord(0, 0, 3, 7, 12), chord(1, 1, 5, 8, 13), chord(0, 0, 3, 7, 10), chord(10, 1, 5, 10, 13)],
      [chord(0, 0, 3, 7, 14), chord(0, 0, 3, 8, 14), chord(0, 0, 3, 6, 12), chord(11, 2, 5, 8, 11)],
    ],
    keys: [45, 47, 48, 50],
    pad: { level: 0.62, brightness: 0.45, wander: 0.25 },
    reverbSeconds: 2.4,
  },
  bright: {
    scale: MAJOR_PENTATONIC,
    progressions: [
      [chord(0, 0, 4, 7, 12), chord(7, 2, 7, 11, 14), chord(9, 4, 9, 12, 16), chord(5, 5, 9, 12, 17)],
      [chord(0, 0, 4, 7, 14), chord(5, 5, 9, 12, 16), chord(9, 4, 9, 12, 16), chord(7, 2, 7, 11, 14)],
      [chord(5, 5, 9, 12, 16), chord(7, 7, 11, 14, 16), chord(9, 9, 12, 16, 19), chord(0, 7, 12, 14, 16)],
    ],
    keys: [50, 52, 53, 55],
    pad: { level: 0.6, brightness: 0.55, wander: 0.2 },
    reverbSeconds: 1.8,
  },
  dark: {
    scale: MINOR_PENTATONIC,
    progressions: [
      [chord(0, 0, 3, 7, 12), chord(8, 0, 3, 8, 12), chord(5, 0, 5, 8, 12), chord(7, 2, 7, 10, 14)],
      [chord(0, 0, 7, 12, 15), chord(5, 0, 5, 8, 15), chord(3, -2, 3, 7, 14), chord(8, 0, 3, 8, 14)],
    ],
    keys: [41, 43, 45, 46],
    pad: { level: 1, brightness: 0.22, wander: 0.16 },
    reverbSeconds: 4,
  },
  driving: {
    scale: MINOR_PENTATONIC,
    progressions: [
      [chord(0, 0, 3, 7, 12), chord(8, 0, 3, 8, 12), chord(3, -2, 3, 7, 10), chord(10, -2, 2, 5, 10)],
      [chord(0, 0, 3, 7, 10), chord(10, -2, 2, 5, 10), chord(5, 0, 5, 8, 12), chord(8, 0, 3, 8, 12)],
    ],
    keys: [45, 47, 48, 50],
    pad: { level: 0.55, brightness: 0.55, wander: 0.25 },
    reverbSeconds: 1.5,
  },
}
