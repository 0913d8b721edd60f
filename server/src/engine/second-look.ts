import { errorBody, type ErrorBody, type FlowTask, type Planner } from '@reelgraph/shared'
import type { Settled } from './ready-queue.ts'
import type { ResultLookup } from './result-lookup.ts'
import type { Runnable } from './task-flight.ts'

interface SecondLookParts {
  readonly planner: Planner
  readonly lookup: ResultLookup
  /** Whether another run is going on, or has ended since, which may have made the very result that this one needs. */
  hasCompany(): boolean
  isStopped(): boolean
  takeOff(task: FlowTask, work: Runnable): void
  settle(task: FlowTask, appraisal: Settled): void
  fail(task: FlowTask, error: ErrorBody): void
}

/** Another run may have made a result since the plan was drawn: it is looked for once more before the work begins. */
export class SecondLook {
  private readonly parts: SecondLookParts
  private looking = 0

  constructor(parts: SecondLookParts) {
    this.parts = parts
  }

  get isBusy(): boolean {
    return this.looking > 0
  }

  launch(task: FlowTask, work: Runnable): void {
    const { hasCompany, lookup, takeOff } = this.parts
    if (hasCompany() && lookup.result(work.fingerprint) === null) void this.look(task, work)
    else takeOff(task, work)
  }

  private async look(task: FlowTask, work: Runnable): Promise<void> {
    const { planner, lookup, isStopped, takeOff, settle, fail } = this.parts
    this.looking += 1
    const failure = await lookup.fetch([work.fingerprint]).catch(errorBody)
    this.looking -= 1
    if (isStopped()) return
    if (failure) return fail(task, failure)
    const appraisal = planner.appraise(task, lookup)
    if (appraisal.verdict === 'run') takeOff(task, appraisal)
    else if (appraisal.verdict !== 'unknown') settle(task, appraisal)
  }
}
