import {
  errorBody,
  taskKey,
  type Appraisal,
  type Charged,
  type Finding,
  type Fingerprint,
  type FlowTask,
  type Outputs,
  type Over,
  type RunState,
  type Step,
  type TaskState,
  type Unseen,
  type VolatileEvent,
} from '@reelgraph/shared'
import type { ResultStore } from '../store/stores.ts'
import { triesBefore } from './attempt-errors.ts'
import type { Lost } from './attempt-order.ts'
import type { Again, FlightHooks, FlightMember, FlightOrder, TrackedOrder } from './flight.ts'
import type { Lane, LaneJob } from './lanes.ts'
import type { ResultLookup } from './result-lookup.ts'
import type { RunNotes } from './run-notes.ts'
import type { Failure } from './task-causes.ts'
import type { TaskHost } from './task-host.ts'

export type Runnable = Extract<Appraisal, { verdict: 'run' }>

export interface Landing {
  readonly outputs: Outputs
  /** This run started the execution and is charged for it. */
  readonly ours: boolean
  readonly fingerprint: Fingerprint
  /** What is off with it. */
  readonly findings?: readonly Finding[]
}

/** The run that a flight reports to. */
export interface Ground {
  readonly state: RunState
  readonly record: { mention(event: VolatileEvent): void }
  readonly notes: Pick<RunNotes, 'started' | 'continued'>
  /** Whether another model may make it in the place of the one that is at work. */
  hasFallback(task: FlowTask, work: Runnable): boolean
  /** `own`: the attempt itself has told it. */
  late(task: FlowTask, own: boolean): void
  /** One that was late is tried again. */
  inTime(): void
  land(task: FlowTask, landing: Landing): void
  fail(task: FlowTask, failure: Failure): void
  unknown(task: FlowTask, lost: Lost): void
  hold(task: FlowTask, price: Over): void
}

export interface FlightParts {
  readonly host: TaskHost
  readonly results: ResultStore
  readonly times: { note(model: string, milliseconds: number): void }
  now(): number
}

interface Launch {
  readonly run: Ground
  readonly parts: FlightParts
  readonly lookup: ResultLookup
  readonly task: FlowTask
  readonly work: Runnable
  readonly take: number
  readonly lane: Lane
  readonly urgency: number
}

/** One task on its way through a lane: what it asks to be executed, and what it tells its run. */
export class TaskFlight implements FlightOrder, FlightMember {
  started = false
  isLate = false
  private readonly launch: Launch
  readonly queuedAt: number
  private startedAt = 0

  constructor(launch: Launch) {
    this.launch = launch
    this.queuedAt = launch.parts.now()
  }

  get work(): Runnable {
    return this.launch.work
  }

  get fingerprint(): Fingerprint {
    return this.launch.work.fingerprint
  }

  get owner(): string {
    return this.launch.run.state.id
  }

  get priority(): LaneJob['priority'] {
    return this.launch.run.state.priority
  }

  get urgency(): number {
    return this.launch.urgency
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

  /** The order of work whose attempts are written down one by one. */
  toTrackedOrder(): TrackedOrder {
    const { run, task, work, take, lane, urgency } = this.launch
    const { title } = task.node.flat
    const step = stepOf(task, work)
    const { state } = run
    const { fingerprint, subject, inputs, price, reason, insteadOf } = work
    return {
      ...{ fingerprint, subject, inputs, price, reason, step, title, take, urgency },
      ...{ run: state.id, project: state.project, node: task.node.flat.id, item: task.key },
      ...(insteadOf && { insteadOf }),
      account: lane.id,
      queuedAt: this.queuedAt,
      limits: () => state,
      attemptsSoFar: () => state.tasks.get(keyOf(task))?.attempts.at(-1)?.number ?? 0,
      triesBefore: (attempt, code) => triesBefore(state.tasks.get(keyOf(task))?.attempts ?? [], attempt, code),
      hasFallback: () => run.hasFallback(task, work),
      owner: state.id,
      get priority() {
        return state.priority
      },
      place: this.place,
      retry: () => retryOf(state.tasks.get(keyOf(task))),
      enqueue: (job) => lane.enqueue(job),
      occupy: (job) => lane.occupy(job),
      remove: (job) => lane.remove(job),
      backOff: (until, why) => lane.backOff(until, why),
    }
  }

  execute(hooks: FlightHooks): Promise<Outputs> {
    const { parts, task, work, take } = this.launch
    const { title } = task.node.flat
    this.startedAt = parts.now()
    return parts.host.run({ step: stepOf(task, work), title, inputs: work.inputs, take, hooks })
  }

  /** Under its fingerprint. */
  keep(outputs: Outputs): void {
    const { run, parts, lookup, task, work } = this.launch
    const { flat } = task.node
    const { fingerprint, subject, insteadOf } = work
    const at = parts.now()
    const milliseconds = at - this.startedAt
    const { project, id } = run.state
    const place = { project, run: id, node: flat.id, item: task.key }
    parts.results.put({
      fingerprint,
      outputs,
      subject,
      ...place,
      at,
      milliseconds,
      cost: 0,
      ...(insteadOf && { insteadOf }),
    })
    parts.times.note(modelIdOf(task, work) ?? flat.step.kind.id, milliseconds)
    lookup.learn({ fingerprint, outputs, subject, at, cost: 0, insteadOf })
  }

  get title(): string {
    return this.launch.task.node.flat.title
  }

  onStart(shared: boolean): void {
    const { run, task, work } = this.launch
    this.started = true
    run.notes.started(task, { work, queuedAt: this.queuedAt, shared })
  }

  onContinued(own: boolean): void {
    const { run, task } = this.launch
    this.started = true
    if (own) run.notes.continued(task)
    else this.onStart(true)
  }

  onLate(own: boolean): void {
    this.isLate = true
    this.launch.run.late(this.launch.task, own)
  }

  onAgain(): void {
    if (!this.isLate) return
    this.isLate = false
    this.launch.run.inTime()
  }

  onProgress(fraction: number, note?: string): void {
    this.launch.run.record.mention({
      type: 'task-progress',
      ...placeOf(this.launch.task),
      fraction,
      ...(note !== undefined && { note }),
    })
  }

  onUnseen(unseen: Unseen | undefined): void {
    const { run, task } = this.launch
    run.record.mention({ type: 'task-unseen', ...placeOf(task), ...(unseen && { unseen }) })
  }

  onPreview(image: string): void {
    this.launch.run.record.mention({ type: 'task-preview', ...placeOf(this.launch.task), image })
  }

  onDone(outputs: Outputs, own: boolean): void {
    this.launch.run.land(this.launch.task, { outputs, ours: own, fingerprint: this.fingerprint })
  }

  onFailed(error: unknown, charged?: Charged): void {
    this.launch.run.fail(this.launch.task, { error: errorBody(error), charged })
  }

  onUnknown(lost: Lost): void {
    this.launch.run.unknown(this.launch.task, lost)
  }

  onHeld(price: Over): void {
    this.launch.run.hold(this.launch.task, price)
  }
}

const retryOf = (task: TaskState | undefined): Again | undefined => {
  if (task?.retryAt === undefined) return undefined
  const error = task.attempts.at(-1)?.error
  return { at: task.retryAt, lane: error?.code === 'rate-limited', why: error?.message }
}

export const placeOf = (task: FlowTask): { readonly node: string; readonly item: string | null } => ({
  node: task.node.flat.id,
  item: task.key,
})

export const keyOf = (task: FlowTask): string => taskKey(task.node.flat.id, task.key)

/** Of its node, or of the fallback whose turn it is. */
export const stepOf = (task: FlowTask, work: Pick<Runnable, 'step'> | undefined): Step =>
  work?.step ?? task.node.flat.step

/** `provider/model`. */
export const modelIdOf = (task: FlowTask, work: Pick<Runnable, 'step'> | undefined): string | undefined =>
  stepOf(task, work).model?.id
