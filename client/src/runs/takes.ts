import type { StoredResult } from '@reelgraph/shared'
import type { Keyed } from './keyed.ts'

const NONE: readonly StoredResult[] = []

export const takesKey = (node: string): string => `#takes ${node}`

interface TakesOptions {
  /** The results of a node, newest first. */
  ask(node: string): Promise<readonly StoredResult[]>
  readonly keyed: Keyed
  /** Before whoever watches the node is told. */
  onArrived(node: string): void
}

interface Entry {
  /** Newest first; nothing while they have never been fetched. */
  results: readonly StoredResult[] | undefined
  byItem: Map<string | null, readonly StoredResult[]>
  asked: boolean
  outOfDate: boolean
}

/** Every result ever made for a node, fetched when somebody looks and again when there are new ones. */
export class Takes {
  private readonly options: TakesOptions
  private readonly entries = new Map<string, Entry>()

  constructor(options: TakesOptions) {
    this.options = options
  }

  /** Asks for them where they are not known. */
  need(node: string): void {
    const entry = this.entries.get(node) ?? { results: undefined, byItem: new Map(), asked: false, outOfDate: true }
    this.entries.set(node, entry)
    if (entry.asked || !entry.outOfDate) return
    entry.asked = true
    entry.outOfDate = false
    this.options.ask(node).then(
      (results) => {
        entry.results = results
        entry.byItem = new Map()
        this.settle(node, entry)
      },
      () => {
        entry.outOfDate = true
        entry.asked = false
      },
    )
  }

  /** Oldest first, one for each fingerprint: the first is take 1. `undefined` while they are not known. */
  of(node: string, item: string | null): readonly StoredResult[] | undefined {
    const entry = this.entries.get(node)
    if (!entry?.results) return undefined
    const known = entry.byItem.get(item)
    if (known) return known
    const seen = new Set<string>()
    const takes = entry.results.filter((result) => {
      if (result.item !== item || seen.has(result.fingerprint)) return false
      seen.add(result.fingerprint)
      return true
    })
    const ordered = takes.length === 0 ? NONE : takes.toReversed()
    entry.byItem.set(item, ordered)
    return ordered
  }

  /** Newest first, of all items. */
  all(node: string): readonly StoredResult[] | undefined {
    return this.entries.get(node)?.results
  }

  /** There is a new one: fetched again where somebody looks. */
  outOfDate(node: string): void {
    const entry = this.entries.get(node)
    if (!entry) return
    entry.outOfDate = true
    if (this.options.keyed.has(takesKey(node))) this.need(node)
  }

  /** Some may have come or gone while nobody could tell. */
  allOutOfDate(): void {
    for (const node of this.entries.keys()) this.outOfDate(node)
  }

  private settle(node: string, entry: Entry): void {
    entry.asked = false
    this.options.onArrived(node)
    this.options.keyed.notify([takesKey(node)])
    if (entry.outOfDate && this.options.keyed.has(takesKey(node))) this.need(node)
  }
}
