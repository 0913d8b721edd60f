import { applyOps, ReelgraphError, type Batch, type Op, type Project } from '@reelgraph/shared'

/** A batch as everybody gets it, in the order of revisions. */
export interface ReceivedBatch {
  readonly id: string
  readonly revision: number
  readonly ops: readonly Op[]
}

interface PendingBatch extends Batch {
  /** The server has it; it will come back in its place among the others. */
  acknowledged?: number
}

export type Received = 'applied' | 'own' | 'known' | 'gap'

/**
 * The server's document as far as it is known, and on top of it what was done here and has not come back yet. What is shown is
 * both together; per path the later one wins.
 */
export class Replica {
  private confirmed: Project
  private confirmedRevision: number
  private pending: PendingBatch[] = []
  private shown: Project

  constructor(project: Project, revision: number) {
    this.confirmed = project
    this.confirmedRevision = revision
    this.shown = project
  }

  get head(): Project {
    return this.shown
  }

  get revision(): number {
    return this.confirmedRevision
  }

  get unconfirmed(): readonly Batch[] {
    return this.pending
  }

  /** The next batch to send. */
  get unsent(): Batch | undefined {
    return this.pending.find((batch) => batch.acknowledged === undefined)
  }

  open(project: Project, revision: number): void {
    this.confirmed = project
    this.confirmedRevision = revision
    this.pending = this.pending.filter((batch) => (batch.acknowledged ?? Infinity) > revision)
    this.rebuild()
  }

  /** Adds a batch whose effect on the head is known already. */
  push(batch: Batch, head: Project): void {
    this.pending.push({ ...batch })
    this.shown = head
  }

  /** Takes over batches of an earlier visit. */
  adopt(batches: readonly Batch[]): void {
    const known = new Set(this.pending.map((batch) => batch.id))
    this.pending.push(...batches.filter((batch) => !known.has(batch.id)).map((batch) => ({ ...batch })))
    this.rebuild()
  }

  /** Makes the last batch longer, where it has not been sent. */
  extend(id: string, ops: readonly Op[], head: Project): void {
    const index = this.pending.findIndex((batch) => batch.id === id)
    const batch = this.pending[index]
    if (!batch) return
    this.pending[index] = { ...batch, ops: joined(batch.ops, ops) }
    this.shown = head
  }

  receive({ id, revision, ops }: ReceivedBatch): Received {
    if (revision <= this.confirmedRevision) {
      this.settle(id)
      return 'known'
    }
    if (revision > this.confirmedRevision + 1) return 'gap'
    const next = applied(this.confirmed, ops)
    if (!next) return 'gap'
    const own = this.pending.some((batch) => batch.id === id)
    const inOrder = this.pending[0]?.id === id
    this.confirmedRevision = revision
    // Applied to the same start it gives what is shown: keeping those objects, nothing is drawn again.
    this.confirmed = inOrder && this.pending.length === 1 ? this.shown : next
    this.settle(id, { rebuild: !inOrder })
    if (!own) this.rebuild()
    return own ? 'own' : 'applied'
  }

  /** The server has applied it. Where batches before it are still on their way here, it comes back behind them. */
  acknowledge(id: string, revision: number): void {
    const batch = this.pending.find((entry) => entry.id === id)
    if (!batch) return
    if (revision > this.confirmedRevision + 1) batch.acknowledged = revision
    else this.receive({ id, revision, ops: batch.ops })
  }

  /** The server refused it: it never happened. */
  drop(id: string): void {
    this.pending = this.pending.filter((batch) => batch.id !== id)
    this.rebuild()
  }

  private settle(id: string, { rebuild = true } = {}): void {
    const before = this.pending.length
    this.pending = this.pending.filter((batch) => batch.id !== id)
    if (rebuild && before !== this.pending.length) this.rebuild()
  }

  /** What cannot be applied any more (its node was deleted elsewhere) is not shown; the server says what becomes of it. */
  private rebuild(): void {
    this.shown = this.pending.reduce((head, batch) => applied(head, batch.ops) ?? head, this.confirmed)
  }
}

const applied = (project: Project, ops: readonly Op[]): Project | undefined => {
  try {
    return applyOps(project, ops).project
  } catch (thrown) {
    if (thrown instanceof ReelgraphError) return undefined
    throw thrown
  }
}

/** Of neighbouring sets of one path only the last is sent. */
function joined(before: readonly Op[], after: readonly Op[]): Op[] {
  const all = [...before, ...after]
  if (!all.every((op) => op.op === 'set')) return all
  const first = new Map<string, Op>()
  for (const op of all) {
    const path = op.path.join('/')
    const nested = [...first.keys()].some(
      (other) => other !== path && (other.startsWith(`${path}/`) || path.startsWith(`${other}/`)),
    )
    if (nested) return all
    first.set(path, op)
  }
  return [...first.values()]
}
