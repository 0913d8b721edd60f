import {
  endStatusOf,
  errorBody,
  own,
  providerOf,
  taskKey,
  type ErrorBody,
  type FlowTask,
  type Planner,
  type RunEndStatus,
  type RunState,
} from '@reelgraph/shared'
import type { ResultStore, RunJournal, TakeStore } from '../store/stores.ts'
import type { Flights } from './flights.ts'
import type { Lane } from './lanes.ts'
import { ReadyQueue, type Settled } from './ready-queue.ts'
import { MOST_DEATHS, causeOf, processDied } from './task-causes.ts'
import type { ResultLookup } from './result-lookup.ts'
import type { RunRecord } from './run-record.ts'
import { TaskFlight, keyOf, placeOf, type Ground, type Landing, type Runnable } from './task-flight.ts'
import type { TaskHost } from './task-host.ts'

export interface RunParts {
  readonly journal: RunJournal
  readonly results: ResultStore
  readonly takes: TakeStore
  readonly flights: Flights
  readonly host: TaskHost
  laneOf(provider: string): Lane
  now(): number
  /** Whether another run is going on, which may make the very results this one needs. */
  hasCompany(): boolean
  onEnd(): void
}

/** One run under way: follows the flow, starts what is ready in its lane, and writes down every fact. */
export class RunProcess implements Ground {
  readonly record: RunRecord
  private readonly parts: RunParts
  private readonly planner: Planner
  private readonly lookup: ResultLookup
  /** Tasks in a lane or running, with what takes them out again. */
  private readonly aloft = new Map<FlowTask, TaskFlight>()
  private readonly ready: ReadyQueue
  private openTasks = 0
  private unexpanded = 0
  private stopped = false

  constructor(
    parts: RunParts,
    run: { readonly record: RunRecord; readonly planner: Planner; readonly lookup: ResultLookup },
  ) {
    this.parts = parts
    this.record = run.record
    this.planner = run.planner
    this.lookup = run.lookup
    this.ready = new ReadyQueue({
      planner: this.planner,
      lookup: this.lookup,
      settle: (task, appraisal) => this.settle(task, appraisal),
      fail: (task, error) => this.fail(task, error),
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
    for (const [task, appraisal] of this.planner.appraisals)
      if (appraisal.verdict === 'run') this.launch(task, appraisal)
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
      for (const task of node.tasks?.values() ?? []) {
        const state = this.state.tasks.get(keyOf(task))
        if (task.state === 'blocked' && state?.status === 'waiting')
          this.record.write({ type: 'task-blocked', at: this.parts.now(), ...placeOf(task), error: causeOf(task) })
        if (task.state !== 'ready') continue
        if ((state?.deaths ?? 0) >= MOST_DEATHS) this.fail(task, processDied(task))
        else this.ready.add([task])
      }
    }
    this.finishIfDone()
  }

  /** The process died between the wish to cancel and the end: nothing is running any more. */
  private finishCancel(): void {
    for (const { node, item, status } of [...this.state.tasks.values()]) {
      if (status === 'waiting') this.record.write({ type: 'task-cancelled', at: this.parts.now(), node, item })
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
    await this.dropAll()
    if (this.state.endedAt === undefined) this.record.write({ type: 'run-suspended', at: this.parts.now() })
    this.record.tell()
  }

  private stop(): void {
    this.stopped = true
    this.ready.stop()
  }

  private async cancelTasks(): Promise<void> {
    this.stop()
    const aloft = new Set(this.aloft.keys())
    const running = this.dropAll()
    const cancelled = (task: FlowTask): void => {
      this.record.write({ type: 'task-cancelled', at: this.parts.now(), ...placeOf(task) })
    }
    for (const node of this.planner.flow.nodes) {
      for (const task of node.tasks?.values() ?? []) if (isOpen(task) && !aloft.has(task)) cancelled(task)
      if (!node.tasks)
        this.record.write({ type: 'task-cancelled', at: this.parts.now(), node: node.flat.id, item: null })
    }
    await running
    aloft.forEach(cancelled)
    this.end('cancelled')
  }

  private async dropAll(): Promise<void> {
    const aloft = [...this.aloft.values()]
    this.aloft.clear()
    await Promise.all(aloft.map((flight) => this.parts.flights.leave(flight.fingerprint, flight)))
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
        this.record.write({
          type: 'task-reused',
          at,
          ...placeOf(task),
          reason,
          outputs,
          ...(fingerprint && { fingerprint }),
          ...(saved > 0 && { saved }),
        })
        this.openTasks -= 1
        this.planner.flow.succeed(task, outputs)
        return this.advance()
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
    const failure = await this.lookup.fetch([work.fingerprint]).catch(errorBody)
    if (this.stopped) return
    if (failure) return this.fail(task, failure)
    const appraisal = this.planner.appraise(task, this.lookup)
    if (appraisal.verdict === 'run' || appraisal.verdict === 'unknown') this.takeOff(task, work)
    else this.settle(task, appraisal)
  }

  private takeOff(task: FlowTask, work: Runnable): void {
    const { node, step } = task.node.flat
    const take = own(node.takes, task.key ?? '') ?? 0
    const lane = this.parts.laneOf(step.model ? providerOf(step.model.id) : 'local')
    const flight = new TaskFlight({ run: this, parts: this.parts, lookup: this.lookup, task, work, take, lane })
    this.aloft.set(task, flight)
    if (take > 0) this.parts.takes.note({ project: this.state.project, node: node.id, item: task.key ?? '', take })
    this.parts.flights.join(flight, flight)
    if (!flight.started) this.record.mention({ type: 'task-queued', node: node.id, item: task.key })
  }

  started(task: FlowTask, work: Runnable): void {
    const attempt = (this.state.tasks.get(keyOf(task))?.attempt ?? 0) + 1
    this.record.write({
      type: 'task-started',
      at: this.parts.now(),
      node: task.node.flat.id,
      item: task.key,
      attempt,
      reason: work.reason,
    })
  }

  land(task: FlowTask, { outputs, ours, fingerprint }: Landing): void {
    this.aloft.delete(task)
    const at = this.parts.now()
    const node = task.node.flat.id
    const item = task.key
    const news = { type: 'task-succeeded', at, node, item, outputs, fingerprint } as const
    this.record.write(ours ? news : { ...news, shared: true })
    if (!ours) this.parts.results.use({ project: this.state.project, node, item, fingerprint, at })
    this.openTasks -= 1
    this.planner.flow.succeed(task, outputs)
    this.advance()
  }

  fail(task: FlowTask, error: ErrorBody): void {
    this.aloft.delete(task)
    const named = { ...error, node: error.node ?? task.node.flat.id }
    this.record.write({ type: 'task-failed', at: this.parts.now(), ...placeOf(task), error: named })
    this.openTasks -= 1
    this.planner.flow.stop(task, named)
    this.advance()
  }

  private finishIfDone(): void {
    if (this.stopped || this.openTasks > 0 || this.unexpanded > 0) return
    this.end(endStatusOf(this.state))
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

const isOpen = (task: FlowTask): boolean => task.state === 'waiting' || task.state === 'ready'
