const lattice = (seed: number, x: number, y: number): number => {
  let h = Math.imul(x, 0x27d4eb2d) ^ Math.imul(y, 0x165667b1) ^ seed
  h = Math.imul(h ^ (h >>> 15), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return ((h ^ (h >>> 16)) >>> 0) / 4294967295
}

const fade = (t: number): number => t * t * t * (t * (t * 6 - 15) + 10)

const smooth = (seed: number, x: number, y: number): number => {
  const left = Math.floor(x)
  const top = Math.floor(y)
  const u = fade(x - left)
  const v = fade(y - top)
  const upper = lattice(seed, left, top) * (1 - u) + lattice(seed, left + 1, top) * u
  const lower = lattice(seed, left, top + 1) * (1 - u) + lattice(seed, left + 1, top + 1) * u
  return upper * (1 - v) + lower * v
}

/** Layered value noise, 0 to 1, mean 0.5; each octave half as strong and about twice as fine. */
export type Noise = (x: number, y?: number) => number

export const noise = (seed: number, octaves = 4): Noise => {
  const total = 2 - 2 ** (1 - octaves)
  return (x, y = 0.5) => {
    let sum = 0
    let weight = 1
    let scale = 1
    for (let octave = 0; octave < octaves; octave += 1) {
      sum += weight * smooth(seed + octave * 1013, x * scale, y * scale)
      weight /= 2
      scale *= 2.03
    }
    return sum / total
  }
}
