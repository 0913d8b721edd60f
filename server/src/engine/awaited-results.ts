import type { Fingerprint } from '@reelgraph/shared'
import type { ResultStore } from '../store/stores.ts'

type Waiter = () => void

/** Tells whoever waits for a result as soon as anybody has stored it, in whatever run. Where nobody waits it is only stored. */
export class AwaitedResults {
  /** Everything that the engine stores goes through here. */
  readonly store: ResultStore
  private readonly waiting = new Map<Fingerprint, Set<Waiter>>()

  constructor(results: ResultStore) {
    this.store = {
      ...results,
      put: (result) => {
        results.put(result)
        if (this.waiting.size > 0) this.tell(result.fingerprint)
      },
    }
  }

  /** It is told until it leaves. @returns what ends the waiting. */
  wait(fingerprints: ReadonlySet<Fingerprint>, waiter: Waiter): () => void {
    for (const fingerprint of fingerprints) {
      const waiters = this.waiting.get(fingerprint) ?? new Set()
      this.waiting.set(fingerprint, waiters.add(waiter))
    }
    return () => {
      for (const fingerprint of fingerprints) {
        const waiters = this.waiting.get(fingerprint)
        waiters?.delete(waiter)
        if (waiters?.size === 0) this.waiting.delete(fingerprint)
      }
    }
  }

  private tell(fingerprint: Fingerprint): void {
    for (const waiter of this.waiting.get(fingerprint) ?? []) waiter()
  }
}
