import type { Fingerprint, FlowTask, Planner, SetbackEnd, TaskState } from '@reelgraph/shared'
import type { AttemptStore, ResultStore, SetbackStore } from '../store/stores.ts'
import type { ResultLookup } from './result-lookup.ts'
import type { RunRecord } from './run-record.ts'
import { placeOf } from './task-flight.ts'

interface StoredResultsParts {
  readonly record: RunRecord
  readonly planner: Planner
  readonly lookup: ResultLookup
  readonly setbacks: Pick<SetbackStore, 'note'>
  readonly results: Pick<ResultStore, 'use'>
  readonly attempts: Pick<AttemptStore, 'row'>
  now(): number
}

/** What a run takes from the store instead of making it, and what it leaves there of what it tried in vain. */
export class StoredResults {
  private readonly parts: StoredResultsParts

  constructor(parts: StoredResultsParts) {
    this.parts = parts
  }

  /** Notes that a node took a result that was made elsewhere. */
  use(task: FlowTask, fingerprint: Fingerprint): void {
    const { results, record, now } = this.parts
    results.use({ project: record.state.project, ...placeOf(task), fingerprint, at: now() })
  }

  /**
   * Whether this very task paid for it: the process stopped between the result and the end of the task, or it was
   * made again because something was off, and is the best all the same.
   */
  isOurs(task: FlowTask, fingerprint: Fingerprint): boolean {
    const { record, attempts } = this.parts
    for (const { key, status } of record.stateOf(task)?.attempts ?? [])
      if (key !== undefined && status === 'succeeded' && attempts.row(key)?.fingerprint === fingerprint) return true
    return false
  }

  /** For later plans, of a task that has failed or was cancelled; nothing is kept of one that never began. */
  noteVain(task: FlowTask): void {
    const { setbacks, record } = this.parts
    const state = record.stateOf(task)
    const ended = state && endOf(state)
    if (!ended) return
    const fingerprint = this.fingerprintOf(task)
    const { id: run, project, updatedAt: at } = record.state
    const tried = state.fingerprint ?? fingerprint
    const told = { run, task: { ...state, ...(tried && { fingerprint: tried }) } }
    setbacks.note({ project, ...placeOf(task), ended, at, fingerprint, told })
  }

  noteCancelled(): void {
    const { record, planner } = this.parts
    for (const state of record.state.tasks.values()) {
      const task = state.status === 'cancelled' && endOf(state) && planner.flow.task(state.node, state.item)
      if (task) this.noteVain(task)
    }
  }

  private fingerprintOf(task: FlowTask): Fingerprint | undefined {
    const { planner, lookup } = this.parts
    const appraisal = planner.appraise(task, lookup)
    return appraisal.verdict === 'blocked' ? undefined : appraisal.fingerprint
  }
}

const endOf = (task: TaskState): SetbackEnd | undefined => {
  const { status, attempts, shared } = task
  if (status !== 'failed' && status !== 'cancelled') return undefined
  if (isUnknown(task)) return 'unknown'
  return attempts.length === 0 && !shared ? undefined : status
}

/** Its own try, or that of another run which it has waited for: that may have been paid. */
const isUnknown = ({ status, attempts, error, lost }: TaskState): boolean =>
  attempts.at(-1)?.status === 'unknown' ||
  (status === 'failed' ? error?.code === 'unknown-outcome' : lost !== undefined)
