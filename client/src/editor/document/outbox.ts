import { z } from 'zod'
import { BatchSchema, type Batch } from '@reelgraph/shared'

/** The part of `localStorage` that is used. */
export type KeptStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

const KeptSchema = z.array(BatchSchema)

/**
 * Keeps batches that the server has not acknowledged, so that a reload, a crash or a closed tab loses none. Every tab writes
 * under its own key and takes over what others left; the server answers a repeated id with its first answer.
 */
export class Outbox {
  private readonly storage: KeptStorage | undefined
  private readonly prefix: string
  private readonly own: string

  constructor(given: { readonly storage: KeptStorage | undefined; readonly project: string; readonly tab: string }) {
    this.storage = given.storage
    this.prefix = `reelgraph.unsent.${given.project}.`
    this.own = this.prefix + given.tab
  }

  keep(batches: readonly Batch[]): void {
    try {
      if (batches.length === 0) this.storage?.removeItem(this.own)
      else this.storage?.setItem(this.own, JSON.stringify(batches))
    } catch {
      // A full or forbidden storage costs the safety net, not the edit: it is still in memory and on its way.
    }
  }

  /** What earlier visits left unsent, oldest key first. */
  takeOver(): readonly Batch[] {
    const found = new Map<string, Batch>()
    for (const key of this.keys()) {
      for (const batch of this.read(key)) found.set(batch.id, batch)
    }
    const batches = [...found.values()]
    this.keep(batches)
    for (const key of this.keys()) if (key !== this.own) this.storage?.removeItem(key)
    return batches
  }

  private keys(): readonly string[] {
    const keys: string[] = []
    for (let index = 0; index < (this.storage?.length ?? 0); index += 1) {
      const key = this.storage?.key(index)
      if (key?.startsWith(this.prefix)) keys.push(key)
    }
    return keys.toSorted()
  }

  private read(key: string): readonly Batch[] {
    try {
      const parsed = KeptSchema.safeParse(JSON.parse(this.storage?.getItem(key) ?? '[]'))
      return parsed.success ? parsed.data : []
    } catch {
      return []
    }
  }
}
