import {
  contentOf,
  endStatusOf,
  errorBody,
  isFree,
  providerOf,
  taskKey,
  urgencyOf,
  type ErrorBody,
  type FlowTask,
  type Hash,
  type Outputs,
  type Planner,
  type Priority,
  type RunEndStatus,
  type RunEvent,
  type RunState,
} from '@reelgraph/shared'
import type { ApprovalStore, AttemptRow, ResultStore, RunJournal, TakeStore } from '../store/stores.ts'
import type { AttemptParts } from './attempts.ts'
import { LEFT, type Flights, type Leaving, type Left } from './flights.ts'
import type { Lane } from './lanes.ts'
import { ReadyQueue, type Settled } from './ready-queue.ts'
import { MOST_DEATHS, causeOf, processDied } from './task-causes.ts'
import type { ResultLookup } from './result-lookup.ts'
import type { RunRecord } from './run-record.ts'
import { RunWaits, type Decided } from './run-waits.ts'
import { TaskFlight, keyOf, placeOf, type Ground, type Landing, type OverPrice, type Runnable } from './task-flight.ts'
import type { TaskHost } from './task-host.ts'

export interface RunParts {
  readonly journal: RunJournal
  readonly results: ResultStore
  readonly takes: TakeStore
  readonly approvals: ApprovalStore
  readonly times: AttemptParts['times']
  readonly attempts: Pick<AttemptParts, 'attempts' | 'open'>
  readonly flights: Flights
  readonly host: TaskHost
  readonly hash: Hash
  laneOf(provider: string): Lane
  now(): number
  /** Whether another run is going on, which may make the very results this one needs. */
  hasCompany(): boolean
  onEnd(): void
}

interface Course {
  readonly record: RunRecord
  readonly planner: Planner
  readonly lookup: ResultLookup
}

/** One run under way: follows the flow, starts what is ready in its lane, and writes down every fact. */
export class RunProcess implements Ground {
  readonly record: RunRecord
  private readonly parts: RunParts
  private readonly planner: Planner
  private readonly lookup: ResultLookup
  /** Tasks in a lane, running or watched, with what takes them out again. */
  private readonly aloft = new Map<FlowTask, TaskFlight>()
  private readonly ready: ReadyQueue
  private readonly waits: RunWaits
  private readonly urgency: (task: FlowTask) => number
  private openTasks = 0
  private unexpanded = 0
  /** Tasks whose results are being looked for once more. */
  private asking = 0
  private lateTasks = 0
  private stopped = false

  constructor(parts: RunParts, run: Course) {
    this.parts = parts
    this.record = run.record
    this.planner = run.planner
    this.lookup = run.lookup
    const urgency = urgencyOf(run.planner.flow, (model) => run.lookup.duration(model))
    this.urgency = (task) => urgency.get(task.node) ?? 0
    this.ready = new ReadyQueue({
      planner: this.planner,
      lookup: this.lookup,
      settle: (task, appraisal) => this.settle(task, appraisal),
      fail: (task, error) => this.fail(task, error),
      idle: () => this.lookWaiting(),
    })
    this.waits = new RunWaits({
      record: this.record,
      attempts: parts.attempts,
      now: () => parts.now(),
      launch: (task, work) => this.launch(task, work),
      fail: (task, error) => this.fail(task, error),
      openGate: (task, decided) => this.openGate(task, decided),
    })
    for (const node of this.planner.flow.nodes) {
      if (!node.tasks) this.unexpanded += 1
      for (const task of node.tasks?.values() ?? []) if (isOpen(task)) this.openTasks += 1
    }
  }

  get state(): RunState {
    return this.record.state
  }

  /** Starts what the plan found ready. It may have been cancelled while its plan was on its way to the disk. */
  begin(): void {
    if (this.stopped) return
    for (const [task, appraisal] of this.planner.appraisals) {
      if (appraisal.verdict === 'run') this.launch(task, appraisal)
      else if (task.state === 'shown') this.closeGate(task)
    }
    this.finishIfDone()
  }

  /** Goes on after a restart: everything ready that has not ended is looked at anew. */
  continue(): void {
    this.record.write({ type: 'run-resumed', at: this.parts.now() })
    if (this.state.cancelling) return this.finishCancel()
    for (const node of this.planner.flow.nodes) {
      if (node.tasks && [...node.tasks.keys()].some((item) => !this.state.tasks.has(taskKey(node.flat.id, item)))) {
        this.record.write({ type: 'expanded', at: this.parts.now(), node: node.flat.id, items: [...node.tasks.keys()] })
      }
      for (const task of node.tasks?.values() ?? []) this.continueTask(task)
    }
    this.finishIfDone()
  }

  private continueTask(task: FlowTask): void {
    const state = this.record.stateOf(task)
    if (task.state === 'shown') this.closeGate(task)
    if (task.state === 'blocked' && state?.status === 'waiting')
      this.record.write({ type: 'task-blocked', at: this.parts.now(), ...placeOf(task), error: causeOf(task) })
    if (task.state !== 'ready') return
    if ((state?.deaths ?? 0) >= MOST_DEATHS) this.fail(task, processDied(task))
    else this.ready.add([task])
  }

  /** The process died between the wish to cancel and the end: nothing is running here any more. */
  private finishCancel(): void {
    for (const { node, item, endedAt, attempts } of [...this.state.tasks.values()]) {
      if (endedAt !== undefined) continue
      const key = attempts.at(-1)?.key
      const mayBeBilled = key !== undefined && this.parts.attempts.attempts.row(key)?.endedAt === undefined
      const news = { type: 'task-cancelled', at: this.parts.now(), node, item } as const
      this.record.write(mayBeBilled ? { ...news, mayBeBilled } : news)
    }
    this.end('cancelled')
  }

  /** Resolves when the wish is on disk; the run ends as soon as what is running has stopped. */
  async cancel(): Promise<void> {
    if (this.state.endedAt !== undefined || this.state.cancelling) return
    this.record.write({ type: 'cancel-requested', at: this.parts.now() })
    void this.cancelTasks()
    await this.parts.journal.settle()
  }

  /** Interrupts everything and leaves the run for the next start. */
  async suspend(): Promise<void> {
    if (this.stopped) return
    this.stop()
    await Promise.all(this.dropAll('suspend').values())
    if (this.state.endedAt === undefined) this.record.write({ type: 'run-suspended', at: this.parts.now() })
    this.record.tell()
  }

  /** @throws `not-found`, or `conflict` where the task does not wait for this. */
  decide(task: FlowTask, decided: Decided): void {
    this.waits.decide(task, decided)
    this.lookWaiting()
  }

  task(node: string, item: string | null): FlowTask | undefined {
    return this.planner.flow.task(node, item)
  }

  prioritise(priority: Priority): void {
    if (this.stopped || this.state.priority === priority) return
    this.record.write({ type: 'priority-set', at: this.parts.now(), priority })
  }

  private stop(): void {
    this.stopped = true
    this.ready.stop()
  }

  private async cancelTasks(): Promise<void> {
    this.stop()
    const running = this.dropAll('cancel')
    const cancelled = (task: FlowTask, { mayBeBilled }: Left): void => {
      const news = { type: 'task-cancelled', at: this.parts.now(), ...placeOf(task) } as const
      this.record.write(mayBeBilled ? { ...news, mayBeBilled } : news)
    }
    for (const node of this.planner.flow.nodes) {
      for (const task of node.tasks?.values() ?? [])
        if (isOpen(task) && task.state !== 'shown' && !running.has(task)) cancelled(task, LEFT)
      if (!node.tasks)
        this.record.write({ type: 'task-cancelled', at: this.parts.now(), node: node.flat.id, item: null })
    }
    const left = await Promise.all([...running].map(async ([task, leaving]) => ({ task, left: await leaving })))
    for (const one of left) cancelled(one.task, one.left)
    this.end('cancelled')
  }

  private dropAll(why: Leaving): ReadonlyMap<FlowTask, Promise<Left>> {
    const aloft = [...this.aloft]
    this.aloft.clear()
    return new Map(
      aloft.map(([task, flight]) => [task, this.parts.flights.leave(flight.fingerprint, flight, why)] as const),
    )
  }

  /** Takes in what followed from the last end of a task. */
  private advance(): void {
    const { ready, blocked, expanded } = this.planner.flow.takeNews()
    for (const node of expanded) {
      this.unexpanded -= 1
      this.openTasks += node.tasks?.size ?? 0
      this.record.write({
        type: 'expanded',
        at: this.parts.now(),
        node: node.flat.id,
        items: [...(node.tasks?.keys() ?? [])],
      })
    }
    for (const task of blocked) {
      this.openTasks -= 1
      this.record.write({ type: 'task-blocked', at: this.parts.now(), ...placeOf(task), error: causeOf(task) })
    }
    this.ready.add(ready)
    this.finishIfDone()
  }

  private settle(task: FlowTask, appraisal: Settled): void {
    const at = this.parts.now()
    switch (appraisal.verdict) {
      case 'run':
        return this.launch(task, appraisal)
      case 'blocked':
        this.record.write({ type: 'task-blocked', at, ...placeOf(task), error: appraisal.error })
        this.openTasks -= 1
        this.planner.flow.stop(task, appraisal.error)
        return this.advance()
      case 'reuse': {
        const { reason, outputs, saved, fingerprint } = appraisal
        if (fingerprint) this.parts.results.use({ project: this.state.project, ...placeOf(task), fingerprint, at })
        const gate = this.planner.settle(task, outputs, this.lookup)
        this.record.write({
          type: 'task-reused',
          at,
          ...placeOf(task),
          reason,
          outputs,
          ...(fingerprint && { fingerprint }),
          ...(saved > 0 && { saved }),
          ...(gate === 'closed' && { gated: true }),
        })
        return this.settled(task, gate)
      }
    }
  }

  private launch(task: FlowTask, work: Runnable): void {
    if (this.parts.hasCompany() && this.lookup.result(work.fingerprint) === null) {
      void this.launchInCompany(task, work)
      return
    }
    this.takeOff(task, work)
  }

  /** Another run may have made this result since the plan was drawn. */
  private async launchInCompany(task: FlowTask, work: Runnable): Promise<void> {
    this.asking += 1
    const failure = await this.lookup.fetch([work.fingerprint]).catch(errorBody)
    this.asking -= 1
    if (this.stopped) return
    if (failure) return this.fail(task, failure)
    const appraisal = this.planner.appraise(task, this.lookup)
    if (appraisal.verdict === 'run') this.takeOff(task, appraisal)
    else if (appraisal.verdict !== 'unknown') this.settle(task, appraisal)
  }

  private takeOff(task: FlowTask, work: Runnable): void {
    const { node, step } = task.node.flat
    const take = work.subject.take
    const { parts, lookup } = this
    const lane = parts.laneOf(step.model ? providerOf(step.model.id) : 'local')
    const tracked = !isFree(work.price) || parts.host.isJob(step)
    const flight = new TaskFlight(
      { run: this, parts, lookup, task, work, take, lane, urgency: this.urgency(task) },
      tracked,
    )
    this.aloft.set(task, flight)
    if (take > 0) parts.takes.note({ project: this.state.project, node: node.id, item: task.key ?? '', take })
    if (tracked) parts.flights.joinTracked(flight.toTrackedOrder(), flight)
    else parts.flights.join(flight, flight)
    if (!flight.started)
      this.record.mention({ type: 'task-queued', node: node.id, item: task.key, at: flight.queuedAt })
    this.lookWaiting()
  }

  started(
    task: FlowTask,
    start: { readonly work: Runnable; readonly queuedAt: number; readonly shared: boolean },
  ): void {
    const attempts = this.record.stateOf(task)?.attempts
    const { work, queuedAt, shared } = start
    const news = {
      type: 'task-started',
      at: this.parts.now(),
      node: task.node.flat.id,
      item: task.key,
      attempt: (attempts?.at(-1)?.number ?? 0) + 1,
      reason: work.reason,
      queuedAt,
    } as const
    if (shared) return this.record.write({ ...news, shared })
    const model = task.node.flat.step.model?.id
    this.record.write(model === undefined ? news : { ...news, model })
  }

  continued(task: FlowTask): void {
    this.record.write({ type: 'task-continued', at: this.parts.now(), ...placeOf(task) })
    this.lookWaiting()
  }

  /** What its own run does not hear from the attempt itself. */
  late(task: FlowTask, own: boolean): void {
    if (!own) this.record.write({ type: 'task-late', at: this.parts.now(), ...placeOf(task) })
    this.lateTasks += 1
    this.lookWaiting()
  }

  land(task: FlowTask, { outputs, ours, fingerprint }: Landing): void {
    this.forget(task)
    const at = this.parts.now()
    const node = task.node.flat.id
    const item = task.key
    const gate = this.planner.settle(task, outputs, this.lookup)
    this.record.write({
      type: 'task-succeeded',
      at,
      node,
      item,
      outputs,
      fingerprint,
      ...(!ours && { shared: true }),
      ...(gate === 'closed' && { gated: true }),
    })
    if (!ours) this.parts.results.use({ project: this.state.project, node, item, fingerprint, at })
    this.settled(task, gate)
  }

  fail(task: FlowTask, error: ErrorBody): void {
    this.forget(task)
    const named = { ...error, node: error.node ?? task.node.flat.id }
    this.record.write({ type: 'task-failed', at: this.parts.now(), ...placeOf(task), error: named })
    this.openTasks -= 1
    this.planner.flow.stop(task, named)
    this.advance()
  }

  unknown(task: FlowTask, lost: { readonly error: ErrorBody; readonly row: AttemptRow }): void {
    const work = this.forget(task)
    if (work) this.waits.unknown(task, { ...lost, work })
    this.lookWaiting()
  }

  hold(task: FlowTask, price: OverPrice): void {
    const work = this.forget(task)
    if (work) this.waits.hold(task, { ...price, work })
    this.lookWaiting()
  }

  private forget(task: FlowTask): Runnable | undefined {
    const flight = this.aloft.get(task)
    this.aloft.delete(task)
    if (flight?.isLate) this.lateTasks -= 1
    return flight?.work
  }

  private settled(task: FlowTask, gate: 'open' | 'closed'): void {
    if (gate === 'closed') {
      this.closeGate(task)
      return this.lookWaiting()
    }
    this.openTasks -= 1
    this.advance()
  }

  /** What comes after it is held until a person has looked. */
  private closeGate(task: FlowTask): void {
    const holds = [...this.planner.flow.heldBy(task)]
    this.waits.gateClosed()
    if (this.record.stateOf(task)?.gate === 'closed') return
    this.record.write({ type: 'gate-closed', at: this.parts.now(), ...placeOf(task), holds })
  }

  private openGate(task: FlowTask, decided: Extract<Decided, { decision: 'approve' | 'edit' | 'reroll' }>): void {
    const { planner, parts } = this
    const at = parts.now()
    const place = placeOf(task)
    const holds = [...planner.flow.heldBy(task)]
    const news = { type: 'gate-opened', at, ...place, holds } as const
    if (decided.decision === 'reroll') {
      this.record.write({ ...news, decision: 'reroll', take: decided.take })
      planner.retake(task, decided.take)
      planner.flow.reopen(task)
      return this.advance()
    }
    const edited = decided.decision === 'edit' ? decided : undefined
    const outputs: Outputs = edited?.outputs ?? task.outputs ?? {}
    const content = contentOf(outputs, parts.hash)
    parts.approvals.approve({ project: this.state.project, node: place.node, item: place.item, content, at })
    this.record.write({
      ...news,
      decision: decided.decision,
      ...(edited && { outputs: edited.outputs, fingerprint: edited.fingerprint }),
    })
    planner.flow.open(task, edited?.outputs)
    this.openTasks -= 1
    this.advance()
  }

  private finishIfDone(): void {
    if (this.stopped) return
    if (this.openTasks > 0 || this.unexpanded > 0) return this.lookWaiting()
    this.end(endStatusOf(this.state))
  }

  /** Only late, unknown and held tasks are left, or there is something to do again. */
  private lookWaiting(): void {
    if (this.stopped) return
    const { status } = this.state
    if (this.waits.isEmpty && this.lateTasks === 0 && status !== 'waiting') return
    const idle = this.aloft.size === this.lateTasks && this.asking === 0 && !this.ready.isBusy
    if (idle && status === 'running') this.change({ type: 'run-waiting', at: this.parts.now() })
    if (!idle && status === 'waiting') this.change({ type: 'run-continued', at: this.parts.now() })
  }

  private change(event: RunEvent): void {
    this.record.write(event)
    const { id, status, cost } = this.state
    this.parts.journal.update(id, { status, cost })
  }

  private end(status: RunEndStatus): void {
    if (this.state.endedAt !== undefined) return
    this.stopped = true
    const endedAt = this.parts.now()
    this.record.write({ type: 'run-ended', at: endedAt, status })
    this.parts.journal.update(this.state.id, { status, endedAt, cost: this.state.cost })
    this.parts.onEnd()
  }
}

const isOpen = (task: FlowTask): boolean => task.state === 'waiting' || task.state === 'ready' || task.state === 'shown'
