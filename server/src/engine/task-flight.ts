import {
  errorBody,
  fail,
  taskKey,
  type Appraisal,
  type ErrorBody,
  type Fingerprint,
  type FlowTask,
  type Outputs,
  type RunState,
  type VolatileEvent,
} from '@reelgraph/shared'
import type { FlightHooks, FlightMember, FlightOrder } from './flights.ts'
import type { Lane, LaneJob } from './lanes.ts'
import type { ResultLookup } from './result-lookup.ts'
import type { ResultStore } from '../store/stores.ts'
import type { TaskHost } from './task-host.ts'

export type Runnable = Extract<Appraisal, { verdict: 'run' }>

export interface Landing {
  readonly outputs: Outputs
  /** This run started the execution and is charged for it. */
  readonly ours: boolean
  readonly fingerprint: Fingerprint
}

/** The run that a flight reports to. */
export interface Ground {
  readonly state: Pick<RunState, 'id' | 'project'>
  readonly record: { mention(event: VolatileEvent): void }
  started(task: FlowTask, work: Runnable): void
  land(task: FlowTask, landing: Landing): void
  fail(task: FlowTask, error: ErrorBody): void
}

interface Launch {
  readonly run: Ground
  readonly parts: { readonly host: TaskHost; readonly results: ResultStore; now(): number }
  readonly lookup: ResultLookup
  readonly task: FlowTask
  readonly work: Runnable
  readonly take: number
  readonly lane: Lane
}

/** One task on its way through a lane: what it asks to be executed, and what it tells its run. */
export class TaskFlight implements FlightOrder, FlightMember {
  started = false
  readonly priority = 'normal'
  readonly urgency = 0
  private readonly launch: Launch

  constructor(launch: Launch) {
    this.launch = launch
  }

  get fingerprint(): Fingerprint {
    return this.launch.work.fingerprint
  }

  get owner(): string {
    return this.launch.run.state.id
  }

  get place(): LaneJob['place'] {
    return { run: this.owner, ...placeOf(this.launch.task) }
  }

  enqueue(job: LaneJob): void {
    this.launch.lane.enqueue(job)
  }

  remove(job: LaneJob): boolean {
    return this.launch.lane.remove(job)
  }

  /** Stores the result under its fingerprint before anybody hears of it. */
  async execute(hooks: FlightHooks): Promise<Outputs> {
    const { run, parts, lookup, task, work, take } = this.launch
    const { step, title } = task.node.flat
    const { fingerprint, subject } = work
    const startedAt = parts.now()
    const outputs = await parts.host.run({ step, title, inputs: work.inputs, take, hooks })
    if (hooks.aborted) throw fail('cancelled', `“${title}” was stopped.`)
    const at = parts.now()
    const { project, id } = run.state
    parts.results.put({
      fingerprint,
      outputs,
      subject,
      project,
      run: id,
      node: task.node.flat.id,
      item: task.key,
      at,
      milliseconds: at - startedAt,
      cost: 0,
    })
    lookup.learn({ fingerprint, outputs, subject, at, cost: 0 })
    return outputs
  }

  onStart(): void {
    this.started = true
    this.launch.run.started(this.launch.task, this.launch.work)
  }

  onProgress(fraction: number, note?: string): void {
    this.launch.run.record.mention({
      type: 'task-progress',
      ...placeOf(this.launch.task),
      fraction,
      ...(note !== undefined && { note }),
    })
  }

  onPreview(image: string): void {
    this.launch.run.record.mention({ type: 'task-preview', ...placeOf(this.launch.task), image })
  }

  onDone(outputs: Outputs, own: boolean): void {
    this.launch.run.land(this.launch.task, { outputs, ours: own, fingerprint: this.fingerprint })
  }

  onFailed(error: unknown): void {
    this.launch.run.fail(this.launch.task, errorBody(error))
  }
}

export const placeOf = (task: FlowTask): { readonly node: string; readonly item: string | null } => ({
  node: task.node.flat.id,
  item: task.key,
})

export const keyOf = (task: FlowTask): string => taskKey(task.node.flat.id, task.key)
