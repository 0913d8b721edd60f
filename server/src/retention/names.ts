const NAME = /[0-9a-f]{64}/g

/**
 * A set of SHA-256 names. Each is held by its first 52 bits, exact as a number: two that share them, which does not happen,
 * would be taken for one, and so be kept.
 */
export class Names {
  private readonly keys = new Set<number>()

  add(name: string): void {
    this.keys.add(keyOf(name))
  }

  /** Whatever in a text looks like a name: what only might be one is kept too. */
  addAllIn(text: string): void {
    for (const [name] of text.matchAll(NAME)) this.keys.add(keyOf(name))
  }

  has(name: string): boolean {
    return this.keys.has(keyOf(name))
  }

  delete(name: string): void {
    this.keys.delete(keyOf(name))
  }
}

/** How often each name was counted. */
export class NameCounts {
  private readonly counts = new Map<number, number>()

  /** @returns the count after it. */
  change(name: string, by: 1 | -1): number {
    const key = keyOf(name)
    const count = (this.counts.get(key) ?? 0) + by
    if (count === 0) this.counts.delete(key)
    else this.counts.set(key, count)
    return count
  }

  of(name: string): number {
    return this.counts.get(keyOf(name)) ?? 0
  }
}

/** Each once, in the order of the text. */
export const namesIn = (text: string): readonly string[] => [...new Set(text.match(NAME) ?? [])]

const keyOf = (name: string): number => Number.parseInt(name.slice(0, 13), 16)
