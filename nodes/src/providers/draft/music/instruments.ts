import type { Instrument, Note } from './notes.ts'

/** A stereo stretch of sound without beginning or end: what runs past its end goes on at its start. */
export interface Loop {
  readonly left: Float32Array
  readonly right: Float32Array
}

export const newLoop = (frames: number): Loop => ({ left: new Float32Array(frames), right: new Float32Array(frames) })

interface Timbre {
  /** How fast overtones fade when dull and when bright: amplitude of the n-th is `n ** -slope`. */
  readonly dull: number
  readonly bright: number
  readonly overtones: number
  readonly attack: number
  /** Seconds until a struck sound has faded to a tenth; 0 is a sound that is held. */
  readonly decay: number
  readonly release: number
  /** Cents between the two oscillators of a note. */
  readonly detune: number
  /** Brightness at the start of a struck note, and the share that is left when it fades. */
  readonly brightness: number
}

const TIMBRES: Readonly<Record<Instrument, Timbre>> = {
  pad: { dull: 2.2, bright: 1.1, overtones: 14, attack: 0.9, decay: 0, release: 1.4, detune: 9, brightness: 0.3 },
  strings: {
    dull: 1.7,
    bright: 0.95,
    overtones: 16,
    attack: 0.5,
    decay: 0,
    release: 0.9,
    detune: 13,
    brightness: 0.35,
  },
  bass: { dull: 3.2, bright: 1.6, overtones: 8, attack: 0.008, decay: 2.2, release: 0.09, detune: 0, brightness: 0.55 },
  pulse: {
    dull: 1.9,
    bright: 0.8,
    overtones: 12,
    attack: 0.003,
    decay: 0.28,
    release: 0.06,
    detune: 5,
    brightness: 0.7,
  },
  pluck: {
    dull: 2.1,
    bright: 0.9,
    overtones: 12,
    attack: 0.003,
    decay: 0.55,
    release: 0.25,
    detune: 4,
    brightness: 0.8,
  },
  bell: { dull: 3, bright: 1.4, overtones: 9, attack: 0.006, decay: 1.5, release: 0.5, detune: 3, brightness: 0.75 },
}

const TABLE = 2048

const table = (slope: number, overtones: number): Float32Array => {
  const wave = new Float32Array(TABLE + 1)
  for (let overtone = 1; overtone <= overtones; overtone++) {
    const amplitude = overtone ** -slope
    // Shifted phases keep the overtones from piling up into a spike.
    const shift = overtone * overtone * 0.7
    for (let at = 0; at <= TABLE; at++)
      wave[at] = (wave[at] ?? 0) + amplitude * Math.sin((2 * Math.PI * overtone * at) / TABLE + shift)
  }
  const power = Math.sqrt(wave.reduce((sum, sample) => sum + sample * sample, 0) / wave.length)
  return wave.map((sample) => sample / power)
}

const tables = new Map<Instrument, { readonly dull: Float32Array; readonly bright: Float32Array }>()
const tablesOf = (instrument: Instrument) => {
  const known = tables.get(instrument)
  if (known) return known
  const { dull, bright, overtones } = TIMBRES[instrument]
  const made = { dull: table(dull, overtones), bright: table(bright, overtones) }
  tables.set(instrument, made)
  return made
}

export interface Playing {
  readonly loop: Loop
  readonly note: Note
  readonly rate: number
  readonly secondsPerBeat: number
  readonly level: number
  /** Brightness over the loop for held sounds, 0 to 1, one value every `BRIGHTNESS_STEP` frames. */
  readonly brightness: Float32Array
}

export const BRIGHTNESS_STEP = 256

/** Adds one note to the loop. Both its ends are at zero, so nothing clicks. */
export const playNote = ({ loop, note, rate, secondsPerBeat, level, brightness }: Playing): void => {
  const timbre = TIMBRES[note.instrument]
  const { dull, bright } = tablesOf(note.instrument)
  const frames = loop.left.length
  const held = note.beats * secondsPerBeat
  const attack = Math.max(1, Math.min(timbre.attack, held * 0.6) * rate)
  const hold = Math.round(held * rate)
  const release = Math.round(timbre.release * rate)
  const fade = timbre.decay > 0 ? 0.1 ** (1 / (timbre.decay * rate)) : 1
  const frequency = 440 * 2 ** ((note.pitch - 69) / 12)
  const angle = ((note.pan + 1) * Math.PI) / 4
  const start = Math.round(note.at * secondsPerBeat * rate) % frames

  for (const side of [-1, 1]) {
    const step = (frequency * 2 ** ((side * timbre.detune) / 2400) * TABLE) / rate
    const spread = timbre.detune > 0 ? 0.35 * side : 0
    const toLeft = Math.cos(angle) * (1 - spread) * 0.5 * level * note.velocity
    const toRight = Math.sin(angle) * (1 + spread) * 0.5 * level * note.velocity
    let phase = ((note.pitch * 0.37 + (side > 0 ? 0.25 : 0)) % 1) * TABLE
    let struck = 1
    let to = start
    for (let at = 0; at < hold + release; at++) {
      const rise = at < attack ? at / attack : 1
      const fall = at < hold ? 1 : 1 - (at - hold) / release
      const envelope = rise * rise * (3 - 2 * rise) * fall * fall * struck
      const light = fade === 1 ? (brightness[(to / BRIGHTNESS_STEP) | 0] ?? 0) : timbre.brightness * struck
      struck *= fade
      const cell = phase | 0
      const between = phase - cell
      const soft = (dull[cell] ?? 0) * (1 - between) + (dull[cell + 1] ?? 0) * between
      const sharp = (bright[cell] ?? 0) * (1 - between) + (bright[cell + 1] ?? 0) * between
      const sample = (soft + (sharp - soft) * light) * envelope
      loop.left[to] = (loop.left[to] ?? 0) + sample * toLeft
      loop.right[to] = (loop.right[to] ?? 0) + sample * toRight
      phase += step
      if (phase >= TABLE) phase -= TABLE
      if (++to === frames) to = 0
    }
  }
}
