import { applyOps, ReelgraphError, type Op, type Project } from '@reelgraph/shared'
import { writtenPaths, type ForeignWrites } from './written-paths.ts'

/** One gesture, as it can be taken back. */
export interface HistoryEntry {
  readonly label: string
  /** Of the batch that made it. */
  readonly batch: string
  readonly inverse: readonly Op[]
  /** How many foreign batches had been seen by then. */
  readonly since: number
  /** Gestures of one key become one entry: typing into a field. */
  readonly coalesce?: string
}

const MOST = 500

/** What one editor has done and undone, newest last. */
export class History {
  private done: HistoryEntry[] = []
  private undone: HistoryEntry[] = []

  get undoLabel(): string | undefined {
    return this.done.at(-1)?.label
  }

  get redoLabel(): string | undefined {
    return this.undone.at(-1)?.label
  }

  /** @returns whether it became part of the entry before it. */
  add(entry: HistoryEntry): boolean {
    this.undone = []
    const before = this.done.at(-1)
    if (before && entry.coalesce !== undefined && before.coalesce === entry.coalesce) {
      this.done[this.done.length - 1] = { ...before, inverse: together(entry.inverse, before.inverse) }
      return true
    }
    this.done.push(entry)
    if (this.done.length > MOST) this.done.shift()
    return false
  }

  /** Ends coalescing: what comes next is an entry of its own. */
  seal(): void {
    const before = this.done.at(-1)
    if (before?.coalesce === undefined) return
    const { coalesce, ...sealed } = before
    void coalesce
    this.done[this.done.length - 1] = sealed
  }

  takeUndo(): HistoryEntry | undefined {
    return this.done.pop()
  }

  takeRedo(): HistoryEntry | undefined {
    return this.undone.pop()
  }

  addUndone(entry: HistoryEntry): void {
    this.undone.push(entry)
  }

  addRedone(entry: HistoryEntry): void {
    this.done.push(entry)
  }

  /** A batch that was refused never happened. */
  forget(batch: string): void {
    const kept = (entry: HistoryEntry) => entry.batch !== batch
    this.done = this.done.filter(kept)
    this.undone = this.undone.filter(kept)
  }

  clear(): void {
    this.done = []
    this.undone = []
  }
}

/** The later inverse first. Of several sets of one path only the oldest value counts. */
function together(later: readonly Op[], earlier: readonly Op[]): readonly Op[] {
  const all = [...later, ...earlier]
  if (!all.every((op) => op.op === 'set')) return all
  const last = new Map(all.map((op) => [op.path.join('/'), op]))
  const paths = [...last.keys()]
  const nested = paths.some((path) => paths.some((other) => other !== path && other.startsWith(`${path}/`)))
  return nested ? all : [...last.values()]
}

export interface Undoable {
  readonly ops: readonly Op[]
  /** How many ops were left out, because somebody else has written there since or the place is gone. */
  readonly skipped: number
}

/** The part of an entry that can still be taken back without touching what others have done since. */
export function undoable(project: Project, entry: HistoryEntry, foreign: ForeignWrites): Undoable {
  const free = entry.inverse.filter((op) => !ownPaths(op).some((path) => foreign.writtenSince(path, entry.since)))
  const ops = applies(project, free) ? free : onlyApplicable(project, free)
  return { ops, skipped: entry.inverse.length - ops.length }
}

/** Bringing back a wire is no clash with other wires of the same nodes. */
const ownPaths = (op: Op) => writtenPaths(op).filter((path) => !path.endsWith('/#wires'))

const applies = (project: Project, ops: readonly Op[]): boolean => {
  try {
    applyOps(project, ops)
    return true
  } catch (thrown) {
    if (thrown instanceof ReelgraphError) return false
    throw thrown
  }
}

function onlyApplicable(project: Project, ops: readonly Op[]): readonly Op[] {
  let head = project
  return ops.filter((op) => {
    try {
      head = applyOps(head, [op]).project
      return true
    } catch (thrown) {
      if (thrown instanceof ReelgraphError) return false
      throw thrown
    }
  })
}
