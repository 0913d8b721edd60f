import { atLoudness } from '../sound/loudness.ts'
import { encodeWav, type Sound } from '../sound/wav.ts'
import { BRIGHTNESS_STEP, newLoop, playNote, type Loop } from './instruments.ts'
import { CHARACTERS, type Character } from './mood.ts'
import { playHit } from './percussion.ts'
import { seeded } from '../random.ts'
import { inRoom } from './reverb.ts'
import type { Drum, Instrument, Score, ScoreInput } from './notes.ts'
import { writeScore } from './score.ts'

export type BedInput = ScoreInput

export interface Bed {
  readonly wav: Uint8Array
}

const RATE = 48_000
const TARGET = { lufs: -18, maxPeak: 0.89 }

const LEVELS: Readonly<Record<Instrument, number>> = {
  pad: 0.18,
  strings: 0.16,
  bass: 0.28,
  pulse: 0.34,
  pluck: 0.36,
  bell: 0.34,
}
const DRUM_LEVELS: Readonly<Record<Drum, number>> = { kick: 0.55, boom: 0.5, snare: 0.6, hat: 0.6, shaker: 0.6 }
/** How much of each is sent into the room. */
const SENDS: Readonly<Record<Instrument, number>> = {
  pad: 0.4,
  strings: 0.45,
  bass: 0.05,
  pulse: 0.28,
  pluck: 0.4,
  bell: 0.6,
}
const DRUM_SEND = 0.12

const add = (to: Loop, from: Loop, gain: number): void => {
  for (let at = 0; at < to.left.length; at++) {
    to.left[at] = (to.left[at] ?? 0) + (from.left[at] ?? 0) * gain
    to.right[at] = (to.right[at] ?? 0) + (from.right[at] ?? 0) * gain
  }
}

/** The filter of held sounds moves in whole turns of the loop, so that it is at its start again at the end. */
const wandering = ({ pad }: Character, frames: number, phase: number): Float32Array => {
  const turns = Math.max(1, Math.round(frames / RATE / 14))
  return Float32Array.from({ length: Math.ceil(frames / BRIGHTNESS_STEP) + 1 }, (_, step) => {
    const share = (step * BRIGHTNESS_STEP) / frames
    return pad.brightness + pad.wander * Math.sin(2 * Math.PI * (turns * share + phase))
  })
}

/** Makes room for every kick in what is held. */
const makeRoom = (loop: Loop, kicks: readonly number[]): void => {
  const frames = loop.left.length
  const length = Math.round(0.32 * RATE)
  for (const at of kicks) {
    let to = Math.round(at * RATE) % frames
    for (let frame = 0; frame < length; frame++) {
      const time = frame / RATE
      const gain = 1 - 0.55 * Math.min(1, time / 0.012) * (1 - frame / length) ** 1.5
      loop.left[to] = (loop.left[to] ?? 0) * gain
      loop.right[to] = (loop.right[to] ?? 0) * gain
      if (++to === frames) to = 0
    }
  }
}

const perform = (score: Score, character: Character, { seconds, seed }: BedInput): Loop => {
  const frames = Math.round(seconds * RATE)
  const secondsPerBeat = seconds / score.beats
  const random = seeded(seed + 1)
  const brightness = wandering(character, frames, random.next())
  const mix = newLoop(frames)
  const room = newLoop(frames)
  const kicks = score.hits.filter((hit) => hit.drum === 'kick').map((hit) => hit.at * secondsPerBeat)

  for (const instrument of new Set(score.notes.map((note) => note.instrument))) {
    const part = newLoop(frames)
    const held = instrument === 'pad' || instrument === 'strings'
    const level = LEVELS[instrument] * (held ? character.pad.level : 1)
    for (const note of score.notes) {
      if (note.instrument === instrument) playNote({ loop: part, note, rate: RATE, secondsPerBeat, level, brightness })
    }
    if (held || instrument === 'bass') makeRoom(part, kicks)
    add(mix, part, 1)
    add(room, part, SENDS[instrument])
  }

  const drums = newLoop(frames)
  for (const hit of score.hits)
    playHit(drums, { hit, at: hit.at * secondsPerBeat, rate: RATE, level: DRUM_LEVELS[hit.drum], random })
  add(mix, drums, 1)
  add(room, drums, DRUM_SEND)
  add(mix, inRoom(room, { rate: RATE, seconds: character.reverbSeconds, damping: 0.25 }), 0.8)
  return mix
}

/** Rounds off what would be the loudest peaks, so that drums do not hold the whole bed down. */
const rounded = (sound: Sound): Sound => {
  const knee = 0.5
  const round = (sample: number): number => {
    const size = Math.abs(sample)
    return size <= knee ? sample : Math.sign(sample) * (knee + (1 - knee) * Math.tanh((size - knee) / (1 - knee)))
  }
  return { ...sound, channels: sound.channels.map((samples) => samples.map(round)) }
}

/** Runs in a worker. A bed of exactly `seconds`, at about -18 LUFS, that can be repeated without a seam. */
export const compute = (input: BedInput): Bed => {
  const { left, right } = perform(writeScore(input), CHARACTERS[input.mood], input)
  const loud = atLoudness({ rate: RATE, channels: [left, right] }, { lufs: TARGET.lufs, maxPeak: Infinity })
  return { wav: encodeWav(atLoudness(rounded(loud), TARGET)) }
}
