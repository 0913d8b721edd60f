import type { Mood } from './mood.ts'
import type { Note, Score } from './notes.ts'
import { arpeggio, bassLine, drumLine, melody, pads, type Part } from './parts.ts'

const EIGHTHS = [0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5] as const
const SIXTEENTHS = EIGHTHS.flatMap((beat) => [beat, beat + 0.25])

/** What each mood has its instruments play. */
export const PARTS: Readonly<Record<Mood, (part: Part) => Pick<Score, 'notes' | 'hits'>>> = {
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
