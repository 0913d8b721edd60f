export interface Random {
  /** From 0 up to 1. */
  next(): number
  /** One of a list that is not empty. */
  pick<T>(from: readonly T[]): T
  chance(probability: number): boolean
}

/** Mulberry32: small, and the same numbers for the same seed everywhere. */
export const seededRandom = (seed: number): Random => {
  let state = (seed ^ 0x9e3779b9) >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const pick = <T>(from: readonly T[]): T => {
    const chosen = from[Math.floor(next() * from.length)]
    if (chosen === undefined) throw new Error('nothing to pick from')
    return chosen
  }
  return { next, pick, chance: (probability) => next() < probability }
}
