import type { Loop } from './instruments.ts'
import type { Random } from '../random.ts'
import type { Drum, Hit } from './notes.ts'

interface Stroke {
  readonly seconds: number
  readonly pan: number
  /** The sound at `time` seconds after the stroke. */
  readonly sound: (random: Random, rate: number) => (time: number) => number
}

const attack = (time: number, seconds: number): number => Math.min(1, time / seconds)

/** A skin: a sine that falls from `from` to `to` Hz. */
const skin = (from: number, to: number, fall: number, decay: number) => (): ((time: number) => number) => (time) => {
  const phase = to * time + ((from - to) / fall) * (1 - Math.exp(-fall * time))
  return attack(time, 0.002) * Math.sin(2 * Math.PI * phase) * Math.exp(-decay * time)
}

/** Noise above `cutoff` Hz, by two one-pole high-passes. */
const hiss =
  (cutoff: number, rise: number, decay: number) =>
  (random: Random, rate: number): ((time: number) => number) => {
    const keep = Math.exp((-2 * Math.PI * cutoff) / rate)
    let low = 0
    let lower = 0
    return (time) => {
      const noise = random.next() * 2 - 1
      low += (1 - keep) * (noise - low)
      const high = noise - low
      lower += (1 - keep) * (high - lower)
      return attack(time, rise) * (high - lower) * Math.exp(-decay * time)
    }
  }

const STROKES: Readonly<Record<Drum, Stroke>> = {
  kick: { seconds: 0.4, pan: 0, sound: skin(150, 48, 32, 11) },
  boom: { seconds: 1.6, pan: 0, sound: skin(90, 38, 14, 3.4) },
  snare: {
    seconds: 0.3,
    pan: 0.08,
    sound: (random, rate) => {
      const rattle = hiss(1400, 0.002, 17)(random, rate)
      const body = skin(240, 180, 30, 24)()
      return (time) => 0.75 * rattle(time) + 0.5 * body(time)
    },
  },
  hat: { seconds: 0.09, pan: 0.3, sound: hiss(7000, 0.001, 60) },
  shaker: { seconds: 0.14, pan: -0.35, sound: hiss(5000, 0.03, 34) },
}

/** Adds one stroke to the loop, faded out at its end. */
export const playHit = (
  loop: Loop,
  { hit, at, rate, level, random }: { hit: Hit; at: number; rate: number; level: number; random: Random },
): void => {
  const { seconds, pan, sound } = STROKES[hit.drum]
  const sampleAt = sound(random, rate)
  const frames = loop.left.length
  const length = Math.round(seconds * rate)
  const angle = ((pan + 1) * Math.PI) / 4
  let to = Math.round(at * rate) % frames
  for (let frame = 0; frame < length; frame++) {
    const sample = sampleAt(frame / rate) * (1 - frame / length) * level * hit.velocity
    loop.left[to] = (loop.left[to] ?? 0) + sample * Math.cos(angle)
    loop.right[to] = (loop.right[to] ?? 0) + sample * Math.sin(angle)
    if (++to === frames) to = 0
  }
}
