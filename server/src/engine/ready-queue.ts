import { setImmediate as nextTurn } from 'node:timers/promises'
import {
  errorBody,
  type Appraisal,
  type ErrorBody,
  type Fingerprint,
  type FlowTask,
  type Planner,
} from '@reelgraph/shared'
import { isLongTurn } from './long-turn.ts'
import type { ResultLookup } from './result-lookup.ts'

export type Settled = Exclude<Appraisal, { verdict: 'unknown' }>

interface ReadyQueueParts {
  readonly planner: Planner
  readonly lookup: ResultLookup
  settle(task: FlowTask, appraisal: Settled): void
  fail(task: FlowTask, error: ErrorBody): void
  /** Nothing is being looked up any more. */
  idle(): void
}

/** How many are looked up in one piece. */
const MOST_AT_ONCE = 2000

/** Tasks that have become ready: asks, for as many at once as there are, whether their results exist. */
export class ReadyQueue {
  private readonly parts: ReadyQueueParts
  private tasks: FlowTask[] = []
  private busy = false
  private stopped = false

  constructor(parts: ReadyQueueParts) {
    this.parts = parts
  }

  add(tasks: readonly FlowTask[]): void {
    for (const task of tasks) this.tasks.push(task)
    if (this.tasks.length > 0) this.wake()
  }

  /** Whether anything is being looked up. */
  get isBusy(): boolean {
    return this.busy
  }

  stop(): void {
    this.stopped = true
  }

  private wake(): void {
    if (this.busy || this.stopped) return
    this.busy = true
    queueMicrotask(() => void this.work())
  }

  private async work(): Promise<void> {
    while (this.tasks.length > 0 && !this.stopped) {
      await this.appraiseSome()
      if (isLongTurn()) await nextTurn()
    }
    this.busy = false
    if (!this.stopped) this.parts.idle()
  }

  private async appraiseSome(): Promise<void> {
    const parked: FlowTask[] = []
    const missing = this.appraise(this.tasks.splice(0, MOST_AT_ONCE), parked)
    if (missing.length === 0) return
    try {
      await this.parts.lookup.fetch(missing)
    } catch (error) {
      if (this.stopped) return
      for (const task of parked) this.parts.fail(task, errorBody(error))
      return
    }
    if (!this.stopped) this.appraise(parked, this.tasks)
  }

  /** Settles what is known. @returns the fingerprints that have to be looked up for the others, which are parked. */
  private appraise(tasks: readonly FlowTask[], parked: FlowTask[]): readonly Fingerprint[] {
    const { planner, lookup } = this.parts
    const missing: Fingerprint[] = []
    for (const task of tasks) {
      const appraisal = planner.appraise(task, lookup)
      if (appraisal.verdict === 'unknown') {
        missing.push(appraisal.fingerprint)
        parked.push(task)
      } else this.parts.settle(task, appraisal)
    }
    return missing
  }
}
