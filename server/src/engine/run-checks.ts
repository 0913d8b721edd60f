import {
  errorBody,
  type ErrorBody,
  type Finding,
  type FlowTask,
  type Outputs,
  type Planner,
  type ProjectId,
} from '@reelgraph/shared'
import type { ResultStore } from '../store/stores.ts'
import { CheckJob } from './check-job.ts'
import type { Lane } from './lanes.ts'
import type { Settled } from './ready-queue.ts'
import type { ResultLookup } from './result-lookup.ts'
import type { RunNotes } from './run-notes.ts'
import type { TaskHost } from './task-host.ts'
import { stepOf, type Ground, type Landing, type Runnable } from './task-flight.ts'
import { appraiseUntilKnown } from './until-known.ts'

export interface CheckParts {
  readonly host: Pick<TaskHost, 'look'>
  readonly results: Pick<ResultStore, 'found'>
  readonly log: { warn(message: string): void }
  laneOf(provider: string, project: ProjectId): Lane
}

interface CheckedRun {
  readonly state: Ground['state']
  readonly planner: Planner
  readonly lookup: ResultLookup
  readonly notes: RunNotes
  isStopped(): boolean
  /** It goes on with what has just been made. */
  landed(task: FlowTask, landing: Landing): void
  /** It goes on with something else, or is made again. */
  settle(task: FlowTask, appraisal: Settled): void
  fail(task: FlowTask, error: ErrorBody): void
  /** Nothing is being looked at any more. */
  idle(): void
}

interface Made {
  readonly task: FlowTask
  readonly work: Runnable
  readonly outputs: Outputs
  /** Of what has just been made. */
  readonly landing?: Landing
}

/** What the steps of one run made is looked at, in the lane of this machine, before anybody goes on with it. */
export class RunChecks {
  private readonly parts: CheckParts
  private readonly run: CheckedRun
  private readonly jobs = new Set<CheckJob>()
  private open = 0

  constructor(parts: CheckParts, run: CheckedRun) {
    this.parts = parts
    this.run = run
  }

  get isBusy(): boolean {
    return this.open > 0
  }

  /** Looks at what has just been made. @returns whether there is anything to wait for. */
  land(task: FlowTask, landing: Landing, work: Runnable | undefined): boolean {
    if (!work || this.run.lookup.result(landing.fingerprint)?.findings) return false
    void this.check({ task, work, landing, outputs: landing.outputs })
    return true
  }

  /** Looks at what was made before, and nobody has looked at. */
  begin(task: FlowTask, work: Runnable, outputs: Outputs): void {
    void this.check({ task, work, outputs })
  }

  stop(): void {
    for (const job of this.jobs) job.stop()
  }

  private async check(made: Made): Promise<void> {
    const { run } = this
    this.open += 1
    let next: Settled | undefined
    let failure: ErrorBody | undefined
    try {
      await this.keep(made, await this.look(made))
      if (!run.isStopped()) next = await appraiseUntilKnown(run, made.task)
    } catch (error) {
      failure = errorBody(error)
    }
    this.open -= 1
    if (run.isStopped()) return
    if (failure) run.fail(made.task, failure)
    else if (next) this.goOn(made, next)
    run.idle()
  }

  /** `undefined` where it could not be looked at. That is no fault of what was made: it goes on, and is looked at another time. */
  private async look({ task, work, outputs }: Made): Promise<readonly Finding[] | undefined> {
    const { parts, run } = this
    const { title } = task.node.flat
    const { inputs } = work
    const step = stepOf(task, work)
    const job = new CheckJob({
      lane: parts.laneOf('local', run.state.project),
      ...{ state: run.state, task },
      look: (signal) => parts.host.look({ step, inputs }, outputs, signal),
    })
    this.jobs.add(job)
    try {
      return await job.enqueue()
    } catch (error) {
      if (!run.isStopped()) parts.log.warn(`What “${title}” made could not be looked at: ${errorBody(error).message}`)
      return undefined
    } finally {
      this.jobs.delete(job)
    }
  }

  private async keep({ work, outputs }: Made, findings: readonly Finding[] | undefined): Promise<void> {
    const { parts, run } = this
    const { fingerprint, subject, insteadOf } = work
    if (run.isStopped()) return
    if (findings) parts.results.found(fingerprint, findings)
    if (!run.lookup.result(fingerprint)) await run.lookup.fetch([fingerprint])
    const { at, cost } = run.lookup.result(fingerprint) ?? { at: run.state.updatedAt, cost: 0 }
    run.lookup.learn({ fingerprint, outputs, subject, at, cost, findings: findings ?? [], insteadOf })
  }

  private goOn({ task, work, landing }: Made, next: Settled): void {
    const { run } = this
    const { fingerprint } = work
    const findings = run.lookup.result(fingerprint)?.findings ?? []
    if (next.verdict === 'run' && findings.length > 0)
      run.notes.off(task, { findings, fingerprint, take: next.subject.take })
    if (landing && next.verdict === 'reuse' && next.fingerprint === fingerprint)
      return run.landed(task, { ...landing, ...(findings.length > 0 && { findings }) })
    run.settle(task, next)
  }
}
