import { PARTS } from './arrangement.ts'
import { CHARACTERS, type Chord } from './mood.ts'
import type { Score, ScoreInput } from './notes.ts'
import type { Bar } from './parts.ts'
import { seeded } from '../random.ts'

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

/** What is played: the same score for the same input. */
export const writeScore = ({ mood, tempo, seconds, seed }: ScoreInput): Score => {
  const random = seeded(seed)
  const { scale, progressions, keys } = CHARACTERS[mood]
  const beats = beatsIn(tempo, seconds)
  const key = random.pick(keys)
  const slow = mood === 'calm' || mood === 'dark'
  const bars = barsOf(beats, random.pick(progressions), slow && tempo > 100 ? 2 : 1)
  return { beats, ...PARTS[mood]({ bars, key, scale, random }) }
}
