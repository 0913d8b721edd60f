/** Numbers from 0 to 1, the same for the same seed. */
export type Random = () => number

/** A counter whose bits are mixed (the finalizer of MurmurHash3). */
export const createRandom = (seed: number): Random => {
  let count = seed
  return () => {
    count = (count + 0x9e3779b9) | 0
    return mix(count)
  }
}

/** One number for one text. */
export const numberOf = (text: string): number => {
  let hash = 0
  for (let at = 0; at < text.length; at += 1) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0
  return mix(hash)
}

const mix = (bits: number): number => {
  let mixed = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32
}

/** A whole number, both ends included. */
export const between = (random: Random, low: number, high: number): number =>
  low + Math.floor(random() * (high - low + 1))

export const pick = <T>(random: Random, from: readonly [T, ...T[]]): T =>
  from[Math.floor(random() * from.length)] ?? from[0]
