/** Listeners by key: a change calls only those who listen to just that. */
export class Keyed {
  private readonly listeners = new Map<string, Set<() => void>>()

  watch(key: string, listener: () => void): () => void {
    const set = this.listeners.get(key) ?? new Set()
    set.add(listener)
    this.listeners.set(key, set)
    return () => {
      set.delete(listener)
      if (set.size === 0 && this.listeners.get(key) === set) this.listeners.delete(key)
    }
  }

  /** Whether anybody would hear it. */
  has(key: string): boolean {
    return this.listeners.has(key)
  }

  notify(keys: Iterable<string>): void {
    for (const key of keys) for (const listener of [...(this.listeners.get(key) ?? [])]) listener()
  }
}
