import {
  errorBody,
  type Appraisal,
  type ErrorBody,
  type Fingerprint,
  type FlowTask,
  type Planner,
} from '@reelgraph/shared'
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
    while (this.tasks.length > 0 && !this.stopped) await this.appraiseAll()
    this.busy = false
    if (!this.stopped) this.parts.idle()
  }

  private async appraiseAll(): Promise<void> {
    const { planner, lookup } = this.parts
    const batch = this.tasks
    this.tasks = []
    const missing: Fingerprint[] = []
    const parked: FlowTask[] = []
    for (const task of batch) {
      const appraisal = planner.appraise(task, lookup)
      if (appraisal.verdict === 'unknown') {
        missing.push(appraisal.fingerprint)
        parked.push(task)
      } else this.parts.settle(task, appraisal)
    }
    if (missing.length === 0) return
    try {
      await lookup.fetch(missing)
      for (const task of parked) this.tasks.push(task)
    } catch (error) {
      if (this.stopped) return
      for (const task of parked) this.parts.fail(task, errorBody(error))
    }
  }
}
