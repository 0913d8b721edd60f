import type { ResultUse, RetentionRows } from '../store/retention-rows.ts'
import { placeOf, type NodeRoots } from './read-roots.ts'

interface UsedQuestion {
  readonly rows: Pick<RetentionRows, 'uses'>
  /** The highest number of a result. */
  readonly last: number
  readonly roots: NodeRoots
}

interface Used {
  /** By number: 1 where a node that is there shows it. */
  readonly kept: Uint8Array
  /** By number: when a node last made or took it, in milliseconds since 1970. */
  readonly lastUsed: Float64Array
}

/**
 * Of a node that is there: what it made or used last in each of its takes, item by item; everything where it is locked, or where
 * nothing of its project is let go.
 */
export const protectUsed = async ({ rows, last, roots }: UsedQuestion): Promise<Used> => {
  const kept = new Uint8Array(last + 1)
  const lastUsed = new Float64Array(last + 1)
  const newest = new NewestTakes(kept)
  for await (const batch of rows.uses()) {
    for (const use of batch) {
      if (use.result > last) continue
      lastUsed[use.result] = Math.max(lastUsed[use.result] ?? 0, use.at)
      if (roots.locked.has(placeOf(use.project, use.node)) || roots.whole.has(use.project)) kept[use.result] = 1
      else if (roots.nodes.has(use.node)) newest.see(use)
    }
  }
  newest.finish()
  return { kept, lastUsed }
}

/** Uses come sorted by project, node and item, so it only has to remember the takes of one. */
class NewestTakes {
  private readonly kept: Uint8Array
  private place: string | undefined
  private readonly takes = new Map<number, ResultUse>()

  constructor(kept: Uint8Array) {
    this.kept = kept
  }

  see(use: ResultUse): void {
    const place = `${use.project} ${use.node} ${use.item}`
    if (place !== this.place) this.finish()
    this.place = place
    const known = this.takes.get(use.take)
    if (!known || isNewer(use, known)) this.takes.set(use.take, use)
  }

  finish(): void {
    for (const { result } of this.takes.values()) this.kept[result] = 1
    this.takes.clear()
  }
}

const isNewer = (a: ResultUse, b: ResultUse): boolean => a.at > b.at || (a.at === b.at && a.result > b.result)
