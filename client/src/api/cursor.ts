import type {
  Batch,
  Fingerprint,
  OpenedProject,
  Op,
  ProjectId,
  Run,
  RunEvent,
  RunId,
  SequencedEvent,
  ServerFrame,
  VainTry,
  VolatileEvent,
} from '@reelgraph/shared'

/** A batch as it comes back from the server; `id` is its sender's. */
interface AppliedBatch {
  readonly id: Batch['id']
  readonly revision: number
  readonly ops: readonly Op[]
}

/** What one part of the page wants to hear of a project: everything in order, nothing twice. */
export interface ProjectListener {
  /** The document as a whole: at first, or after so long away that the log does not reach back. */
  onSnapshot?(opened: OpenedProject): void
  onBatch?(batch: AppliedBatch): void
  /** A run as a whole. It replaces what was known of it. */
  onRun?(run: Run): void
  onRunEvents?(run: RunId, events: readonly RunEvent[]): void
  /** All there is to know of the last tries of which nothing came, in runs that are not told of as a whole. */
  onVain?(tries: readonly VainTry[]): void
  onVolatile?(run: RunId, events: readonly VolatileEvent[]): void
  /** A stored result of a step was deleted for good, by whomever. */
  onForgotten?(node: string, result: Fingerprint): void
  /** The document has come to this revision, whoever follows it. May be heard twice. */
  onRevision?(revision: number): void
  /** After every (re)subscription, when all that was missed has been delivered. */
  onCaughtUp?(): void
  onDeleted?(): void
}

export type ProjectFrame = Extract<ServerFrame, { project: ProjectId }>
type Subscribed = Extract<ServerFrame, { type: 'subscribed' }>

/** How far one listener has come, and what of a frame is news to it. */
export class Cursor {
  private revisionSeen: number | undefined
  private readonly listener: ProjectListener
  private readonly seqs = new Map<RunId, number>()
  /** Runs that have ended: nothing of them can be missed. */
  private readonly over = new Set<RunId>()

  constructor(listener: ProjectListener, sinceRevision: number | undefined) {
    this.listener = listener
    this.revisionSeen = sinceRevision
  }

  /** Nothing where the listener follows no document. */
  get wantsDocument(): boolean {
    return this.listener.onSnapshot !== undefined || this.listener.onBatch !== undefined
  }

  get wantsRuns(): boolean {
    return this.listener.onRun !== undefined || this.listener.onRunEvents !== undefined
  }

  get revision(): number | undefined {
    return this.revisionSeen
  }

  /** The last number seen of each run that can still go on. */
  get runs(): ReadonlyMap<RunId, number> {
    return new Map([...this.seqs].filter(([run]) => !this.over.has(run)))
  }

  /** @returns false where something in between is missing: nothing of the gap was delivered, subscribe again. */
  take(frame: ProjectFrame): boolean {
    const revision = revisionOf(frame)
    if (revision !== undefined) this.listener.onRevision?.(revision)
    switch (frame.type) {
      case 'subscribed':
        return this.takeSubscribed(frame)
      case 'ops':
        return this.takeBatch(frame)
      case 'run-events':
        return this.takeEvents(frame.run, frame.events)
      case 'run-volatile':
        // of a run that has not been heard of yet it means nothing
        if (this.seqs.has(frame.run)) this.listener.onVolatile?.(frame.run, frame.events)
        return true
      case 'result-forgotten':
        this.listener.onForgotten?.(frame.node, frame.fingerprint)
        return true
      case 'project-deleted':
        this.listener.onDeleted?.()
        return true
    }
  }

  private takeSubscribed(frame: Subscribed): boolean {
    const { snapshot } = frame
    if (snapshot && this.wantsDocument && (this.revisionSeen === undefined || snapshot.revision > this.revisionSeen)) {
      this.revisionSeen = snapshot.revision
      this.listener.onSnapshot?.(snapshot)
    }
    let complete = frame.batches.every((batch) => this.takeBatch(batch))
    for (const { run, seq } of frame.runs) {
      if (!this.wantsRuns || seq < (this.seqs.get(run.id) ?? 0)) continue
      this.seqs.set(run.id, seq)
      if (run.endedAt !== undefined) this.over.add(run.id)
      this.listener.onRun?.(run)
    }
    for (const { run, events } of frame.missed) if (!this.takeEvents(run, events)) complete = false
    if (this.wantsRuns) this.listener.onVain?.(frame.vain)
    if (complete) this.listener.onCaughtUp?.()
    return complete
  }

  private takeBatch(batch: AppliedBatch): boolean {
    if (!this.wantsDocument) return true
    if (this.revisionSeen === undefined) return false
    if (batch.revision <= this.revisionSeen) return true
    if (batch.revision > this.revisionSeen + 1) return false
    this.revisionSeen = batch.revision
    this.listener.onBatch?.({ id: batch.id, revision: batch.revision, ops: batch.ops })
    return true
  }

  private takeEvents(run: RunId, events: readonly SequencedEvent[]): boolean {
    if (!this.wantsRuns) return true
    let seen = this.seqs.get(run) ?? 0
    const news: RunEvent[] = []
    let complete = true
    for (const { seq, event } of events) {
      if (seq <= seen) continue
      if (seq > seen + 1) {
        complete = false
        break
      }
      news.push(event)
      seen = seq
    }
    if (news.length === 0) return complete
    this.seqs.set(run, seen)
    if (news.some((event) => event.type === 'run-ended')) this.over.add(run)
    this.listener.onRunEvents?.(run, news)
    return complete
  }
}

const revisionOf = (frame: ProjectFrame): number | undefined => {
  if (frame.type === 'ops') return frame.revision
  return frame.type === 'subscribed' ? (frame.batches.at(-1)?.revision ?? frame.snapshot?.revision) : undefined
}
