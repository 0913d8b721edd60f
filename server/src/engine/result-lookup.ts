import {
  taskKey,
  type Duration,
  type Fingerprint,
  type KnownResult,
  type Lookup,
  type PendingAttempt,
  type ProjectId,
  type Setback,
} from '@reelgraph/shared'
import { approvalKey, type ModelTimes, type ResultRow, type ResultStore, type SetbackStore } from '../store/stores.ts'
import type { ApprovalsSince } from './approvals-since.ts'
import type { OpenAttempts } from './attempts.ts'

export interface LookupParts {
  readonly results: ResultStore
  readonly approvals: Pick<ApprovalsSince, 'of' | 'has'>
  readonly times: Pick<ModelTimes, 'duration'>
  readonly open: OpenAttempts
  readonly setbacks: Pick<SetbackStore, 'of'>
}

interface Past {
  readonly project: ProjectId
  readonly recent: readonly ResultRow[]
  readonly approved: ReadonlySet<string>
}

/** What one plan or run has looked up so far. Starts with what the project's nodes made last and people approved. */
export class ResultLookup implements Lookup {
  private readonly parts: LookupParts
  private readonly known = new Map<Fingerprint, KnownResult | null>()
  private readonly newest = new Map<string, KnownResult>()
  private readonly lost = new Map<string, KnownResult>()
  private readonly approvedContents: ReadonlySet<string>
  private readonly project: ProjectId
  /** Read when it is first asked for: where everything is stored, nobody asks. */
  private setbacks: ReadonlyMap<string, Setback> | undefined

  private constructor(parts: LookupParts, { project, recent, approved }: Past) {
    this.parts = parts
    this.project = project
    this.approvedContents = approved
    for (const row of recent) {
      if (row.lost) this.lost.set(taskKey(row.node, row.item), row)
      else this.known.set(row.fingerprint, row)
      this.newest.set(taskKey(row.node, row.item), row)
    }
  }

  static async open(parts: LookupParts, project: ProjectId): Promise<ResultLookup> {
    const approved = await parts.approvals.of(project)
    return new ResultLookup(parts, { project, recent: await parts.results.recent(project), approved })
  }

  result(fingerprint: Fingerprint): KnownResult | null | undefined {
    return this.known.get(fingerprint)
  }

  latest(node: string, item: string | null): KnownResult | undefined {
    return this.newest.get(taskKey(node, item))
  }

  setback(node: string, item: string | null): Setback | undefined {
    this.setbacks ??= this.parts.setbacks.of(this.project)
    if (this.setbacks.size + this.lost.size === 0) return undefined
    const key = taskKey(node, item)
    const setback = this.setbacks.get(key)
    const lost = this.lost.get(key)
    if (!lost || (setback && setback.at > lost.at)) return setback
    return { ended: 'lost', at: lost.at, fingerprint: lost.fingerprint }
  }

  pending(fingerprint: Fingerprint): PendingAttempt | undefined {
    const row = this.parts.open.of(fingerprint)
    if (!row) return undefined
    const { insteadOf } = row.facts
    return {
      at: row.startedAt,
      state: row.state === 'unknown' ? 'unknown' : 'watched',
      ...(insteadOf && { insteadOf }),
    }
  }

  approved(node: string, item: string | null, content: string): boolean {
    const key = approvalKey(node, item, content)
    return this.approvedContents.has(key) || this.parts.approvals.has(this.project, key)
  }

  duration(model: string): Duration | undefined {
    return this.parts.times.duration(model)
  }

  async fetch(missing: readonly Fingerprint[]): Promise<void> {
    const rows = await this.parts.results.get(missing)
    for (const fingerprint of missing) this.known.set(fingerprint, rows.get(fingerprint) ?? null)
  }

  /** Takes in a result that has just been stored. */
  learn(result: KnownResult): void {
    this.known.set(result.fingerprint, result)
  }
}
