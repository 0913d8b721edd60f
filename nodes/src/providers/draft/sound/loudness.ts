import type { Sound } from './wav.ts'

interface Biquad {
  readonly b: readonly [number, number, number]
  readonly a: readonly [number, number]
}

/** The two filters of ITU-R BS.1770, designed for any sample rate from their analogue parameters. */
const kWeighting = (rate: number): readonly [Biquad, Biquad] => {
  const shelf = (): Biquad => {
    const k = Math.tan((Math.PI * 1681.974450955533) / rate)
    const q = 0.7071752369554196
    const high = 10 ** (3.999843853973347 / 20)
    const middle = high ** 0.4996667741545416
    const norm = 1 + k / q + k * k
    return {
      b: [
        (high + (middle * k) / q + k * k) / norm,
        (2 * (k * k - high)) / norm,
        (high - (middle * k) / q + k * k) / norm,
      ],
      a: [(2 * (k * k - 1)) / norm, (1 - k / q + k * k) / norm],
    }
  }
  const highPass = (): Biquad => {
    const k = Math.tan((Math.PI * 38.13547087602444) / rate)
    const q = 0.5003270373238773
    const norm = 1 + k / q + k * k
    return { b: [1, -2, 1], a: [(2 * (k * k - 1)) / norm, (1 - k / q + k * k) / norm] }
  }
  return [shelf(), highPass()]
}

const filtered = (samples: Float32Array, { b, a }: Biquad): Float32Array => {
  const out = new Float32Array(samples.length)
  let x1 = 0
  let x2 = 0
  let y1 = 0
  let y2 = 0
  for (let at = 0; at < samples.length; at++) {
    const x = samples[at] ?? 0
    const y = b[0] * x + b[1] * x1 + b[2] * x2 - a[0] * y1 - a[1] * y2
    x2 = x1
    x1 = x
    y2 = y1
    y1 = y
    out[at] = y
  }
  return out
}

const toLufs = (power: number): number => -0.691 + 10 * Math.log10(power)
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

/** Integrated loudness in LUFS by ITU-R BS.1770, with its gates; -70 for silence. */
export const integratedLoudness = ({ rate, channels }: Sound): number => {
  const [shelf, highPass] = kWeighting(rate)
  const weighted = channels.map((samples) => filtered(filtered(samples, shelf), highPass))
  const frames = channels[0]?.length ?? 0
  const step = Math.round(rate * 0.1)
  const block = Math.min(frames, step * 4)
  const powers: number[] = []
  const blocks = block === 0 ? 0 : Math.floor((frames - block) / step) + 1
  for (let index = 0; index < blocks; index++) {
    const from = index * step
    let sum = 0
    for (const samples of weighted) for (let at = from; at < from + block; at++) sum += (samples[at] ?? 0) ** 2
    powers.push(sum / block)
  }
  const loud = powers.filter((power) => toLufs(power) > -70)
  if (loud.length === 0) return -70
  const gate = toLufs(mean(loud)) - 10
  return toLufs(mean(loud.filter((power) => toLufs(power) > gate)))
}

export const peakOf = ({ channels }: Sound): number =>
  channels.reduce((most, samples) => samples.reduce((loudest, sample) => Math.max(loudest, Math.abs(sample)), most), 0)

/** The sound at a loudness, or as near to it as `maxPeak` (1 is full scale) allows. Silence stays silence. */
export const atLoudness = (sound: Sound, target: { readonly lufs: number; readonly maxPeak: number }): Sound => {
  const peak = peakOf(sound)
  if (peak === 0) return sound
  const gain = Math.min(10 ** ((target.lufs - integratedLoudness(sound)) / 20), target.maxPeak / peak)
  return { ...sound, channels: sound.channels.map((samples) => samples.map((sample) => sample * gain)) }
}
