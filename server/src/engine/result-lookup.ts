import { taskKey, type Fingerprint, type KnownResult, type Lookup, type ProjectId } from '@reelgraph/shared'
import type { ResultRow, ResultStore } from '../store/stores.ts'

/** The results one plan or run has looked up so far. Starts with what the project's nodes made last. */
export class ResultLookup implements Lookup {
  private readonly store: ResultStore
  private readonly known = new Map<Fingerprint, KnownResult | null>()
  private readonly newest = new Map<string, KnownResult>()

  private constructor(store: ResultStore, recent: readonly ResultRow[]) {
    this.store = store
    for (const row of recent) {
      this.known.set(row.fingerprint, row)
      this.newest.set(taskKey(row.node, row.item), row)
    }
  }

  static async open(store: ResultStore, project: ProjectId): Promise<ResultLookup> {
    return new ResultLookup(store, await store.recent(project))
  }

  result(fingerprint: Fingerprint): KnownResult | null | undefined {
    return this.known.get(fingerprint)
  }

  latest(node: string, item: string | null): KnownResult | undefined {
    return this.newest.get(taskKey(node, item))
  }

  async fetch(missing: readonly Fingerprint[]): Promise<void> {
    const rows = await this.store.get(missing)
    for (const fingerprint of missing) this.known.set(fingerprint, rows.get(fingerprint) ?? null)
  }

  /** Takes in a result that has just been stored. */
  learn(result: KnownResult): void {
    this.known.set(result.fingerprint, result)
  }
}
