import type { Fingerprint, FlowTask } from '@reelgraph/shared'
import type { AttemptStore, ResultStore } from '../store/stores.ts'
import type { RunRecord } from './run-record.ts'
import { placeOf } from './task-flight.ts'

interface StoredResultsParts {
  readonly record: RunRecord
  readonly results: Pick<ResultStore, 'use'>
  readonly attempts: Pick<AttemptStore, 'row'>
  now(): number
}

/** What a run takes from the store instead of making it. */
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
}
