import { createStore, type StoreApi } from 'zustand/vanilla'
import {
  checkOps,
  errorBody,
  newRequestId,
  type Batch,
  type Catalog,
  type ErrorBody,
  type Op,
  type OpenedProject,
  type Project,
} from '@reelgraph/shared'
import { History, undoable, type HistoryEntry } from './history.ts'
import type { Outbox } from './outbox.ts'
import { Replica, type ReceivedBatch } from './replica.ts'
import type { SaveState } from './save-state.ts'
import { Sender } from './sender.ts'
import { ForeignWrites } from './written-paths.ts'

export interface DocumentState {
  /** What is shown: the server's document with what was done here on top. */
  readonly project: Project
  /** Of the server's document as far as it is known here. */
  readonly revision: number
  /** Nothing done here is still on its way. */
  readonly settled: boolean
  readonly save: SaveState
  /** What undo and redo would take back; nothing where there is nothing. */
  readonly undoLabel: string | undefined
  readonly redoLabel: string | undefined
}

export interface DocumentDoors {
  readonly catalog: Catalog
  readonly outbox: Outbox
  /** @throws what `errorBody` can read; anything but a refusal is tried again. */
  send(batch: Batch): Promise<{ readonly revision: number }>
  /** Batches are missing: subscribe again from `revision`. */
  resync(revision: number): void
  /** Told whenever something asked for here could not be done, or only in part. */
  tell(notice: { readonly text: string; readonly hint?: string; readonly bad: boolean }): void
  /** Waits before the next try, and for typing to pause; gives what cancels it. */
  after(milliseconds: number, then: () => void): () => void
}

export interface CommitOptions {
  /** Commits of one key in a row are one undo step and are sent together. */
  readonly coalesce?: string
}

/** One open project: every change goes through `commit`, everything that others do comes in through `receive`. */
export class DocumentStore {
  readonly state: StoreApi<DocumentState>
  private readonly doors: DocumentDoors
  private readonly replica: Replica
  private readonly history = new History()
  private readonly foreign = new ForeignWrites()
  private readonly sender: Sender
  private lastCommitted: { readonly batch: string; readonly coalesce: string | undefined } | undefined

  constructor(opened: Pick<OpenedProject, 'project' | 'revision'>, doors: DocumentDoors) {
    this.doors = doors
    this.replica = new Replica(opened.project, opened.revision)
    this.sender = new Sender({
      send: (batch) => doors.send(batch),
      next: () => this.replica.unsent,
      after: (milliseconds, then) => doors.after(milliseconds, then),
      acknowledged: (batch, revision) => this.acknowledged(batch, revision),
      refused: (batch, error) => this.refused(batch, error),
      changed: () => this.publish(),
    })
    this.state = createStore(() => this.snapshot())
  }

  /** Begins to send, with what earlier visits left unsent. */
  start(): void {
    this.replica.adopt(this.doors.outbox.takeOver())
    this.sender.start()
    this.publish()
  }

  get project(): Project {
    return this.replica.head
  }

  /** A snapshot of the server replaces what was known; what has not come back yet stays on top. */
  openDocument(opened: Pick<OpenedProject, 'project' | 'revision'>): void {
    this.foreign.note([
      { op: 'set', path: ['nodes'] },
      { op: 'set', path: ['edges'] },
    ])
    this.replica.open(opened.project, opened.revision)
    this.publish()
    this.sender.go()
  }

  /** A batch from the socket, by whomever. */
  receive(batch: ReceivedBatch): void {
    const received = this.replica.receive(batch)
    if (received === 'gap') return this.doors.resync(this.replica.revision)
    if (received === 'applied') this.foreign.note(batch.ops)
    this.publish()
  }

  /** The connection is back: whatever waits for its next try is tried now. */
  online(): void {
    this.sender.retryNow()
  }

  /**
   * One gesture. Applied at once and sent behind the others.
   * @returns false where it was refused; the person has been told why.
   */
  commit(label: string, ops: readonly Op[], options: CommitOptions = {}): boolean {
    if (ops.length === 0) return true
    try {
      this.perform({ label, ops, options })
      return true
    } catch (thrown) {
      this.tellError(errorBody(thrown))
      return false
    }
  }

  /** What `commit` would say, without doing it. */
  problemWith(ops: readonly Op[]): ErrorBody | undefined {
    try {
      checkOps(this.project, ops, this.doors.catalog)
      return undefined
    } catch (thrown) {
      return errorBody(thrown)
    }
  }

  /** Ends an edit that coalesces: a field lost the focus. */
  seal(): void {
    this.history.seal()
    this.lastCommitted = undefined
    this.sender.release()
  }

  undo(): void {
    this.seal()
    const entry = this.history.takeUndo()
    if (entry) this.takeBack(entry, 'undo')
  }

  redo(): void {
    this.seal()
    const entry = this.history.takeRedo()
    if (entry) this.takeBack(entry, 'redo')
  }

  /** Waits until the server has everything done here. Returns at once where it has. */
  async flush(): Promise<void> {
    this.seal()
    if (this.state.getState().settled) return
    await new Promise<void>((resolve) => {
      const leave = this.state.subscribe(({ settled }) => {
        if (!settled) return
        leave()
        resolve()
      })
    })
  }

  /** Sends what typing held back; what the server has not acknowledged by then stays in the outbox. */
  stop(): void {
    this.seal()
    this.sender.stop()
  }

  private perform({
    label,
    ops,
    options,
  }: {
    readonly label: string
    readonly ops: readonly Op[]
    readonly options: CommitOptions
  }): void {
    const { project, inverse } = checkOps(this.project, ops, this.doors.catalog)
    const { coalesce } = options
    const last = this.lastCommitted
    const joins = coalesce !== undefined && last?.coalesce === coalesce && this.sender.holds(last.batch)
    const batch = joins ? last.batch : newRequestId()
    if (joins) this.replica.extend(batch, ops, project)
    else this.replica.push({ id: batch, base: this.replica.revision, ops: [...ops] }, project)
    this.history.add({ label, batch, inverse, since: this.foreign.now, ...(coalesce !== undefined && { coalesce }) })
    this.lastCommitted = { batch, coalesce }
    // What is held back must not keep what comes behind it waiting.
    if (coalesce === undefined) this.sender.release()
    else this.sender.hold(batch)
    this.publish()
  }

  private takeBack(entry: HistoryEntry, way: 'undo' | 'redo'): void {
    const { ops, skipped } = undoable(this.project, entry, this.foreign)
    if (skipped > 0)
      this.doors.tell({ text: skippedText({ way, label: entry.label, all: ops.length === 0 }), bad: false })
    if (ops.length === 0) return this.publish()
    try {
      const { project, inverse } = checkOps(this.project, ops, this.doors.catalog, { restoring: true })
      const batch: Batch = { id: newRequestId(), base: this.replica.revision, ops: [...ops], restoring: true }
      this.replica.push(batch, project)
      const opposite: HistoryEntry = { label: entry.label, batch: batch.id, inverse, since: this.foreign.now }
      if (way === 'undo') this.history.addUndone(opposite)
      else this.history.addRedone(opposite)
      this.sender.go()
    } catch (thrown) {
      this.tellError(errorBody(thrown))
    }
    this.publish()
  }

  private acknowledged(batch: Batch, revision: number): void {
    this.replica.acknowledge(batch.id, revision)
    this.publish()
  }

  private refused(batch: Batch, error: ErrorBody): void {
    this.replica.drop(batch.id)
    this.history.forget(batch.id)
    this.tellError({ ...error, message: `A change could not be saved and was taken back: ${error.message}` })
    this.publish()
  }

  private tellError({ message, hint }: ErrorBody): void {
    this.doors.tell({ text: message, ...(hint !== undefined && { hint }), bad: true })
  }

  private publish(): void {
    this.doors.outbox.keep(this.replica.unconfirmed)
    this.state.setState(this.snapshot(), true)
  }

  private snapshot(): DocumentState {
    const settled = this.replica.unconfirmed.length === 0
    return {
      project: this.replica.head,
      revision: this.replica.revision,
      settled,
      save: this.sender.stateWhen(settled),
      undoLabel: this.history.undoLabel,
      redoLabel: this.history.redoLabel,
    }
  }
}

const skippedText = ({
  way,
  label,
  all,
}: {
  readonly way: 'undo' | 'redo'
  readonly label: string
  readonly all: boolean
}) =>
  all
    ? `Cannot ${way} “${label}”: it has been changed elsewhere since.`
    : `${way === 'undo' ? 'Undid' : 'Redid'} “${label}” except for what has been changed elsewhere since.`
