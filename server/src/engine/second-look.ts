import { errorBody, type ErrorBody, type FlowTask, type Planner } from '@reelgraph/shared'
import type { Settled } from './ready-queue.ts'
import type { ResultLookup } from './result-lookup.ts'
import type { Runnable } from './task-flight.ts'
import { appraiseUntilKnown } from './until-known.ts'

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

/**
 * Another run may have made a result since the plan was drawn: before the work begins, it is looked for once more, whoever of
 * those that may make it has.
 */
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
    let found: Settled | undefined
    let failure: ErrorBody | undefined
    this.looking += 1
    try {
      await lookup.fetch([work.fingerprint, ...planner.fingerprintsOf(task)])
      if (!isStopped()) found = await appraiseUntilKnown(this.parts, task)
    } catch (error) {
      failure = errorBody(error)
    }
    this.looking -= 1
    if (isStopped()) return
    if (failure) fail(task, failure)
    else if (found?.verdict === 'run') takeOff(task, found)
    else if (found) settle(task, found)
  }
}
