import { createHash } from 'node:crypto'

/** A number from 0 up to 1 that hangs on the words and on nothing else. */
export const chance = (...words: readonly (string | number)[]): number =>
  createHash('sha256').update(words.join('\n')).digest().readUIntBE(0, 6) / 2 ** 48

/** One of the entries, each as likely as its weight says. */
export const pickBy = <T extends string>(number: number, weights: Readonly<Partial<Record<T, number>>>): T => {
  const entries = Object.entries(weights) as [T, number][] // Object.entries forgets literal keys
  let left = number * entries.reduce((sum, [, weight]) => sum + weight, 0)
  for (const [name, weight] of entries) {
    left -= weight
    if (left < 0) return name
  }
  throw new Error('every weight is 0')
}
