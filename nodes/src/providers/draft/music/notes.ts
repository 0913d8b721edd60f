import type { Mood } from './mood.ts'

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
