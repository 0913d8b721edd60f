import {
  endStatusOf,
  type ErrorBody,
  type FlowTask,
  type Planner,
  type Priority,
  type RunEndStatus,
  type RunState,
} from '@reelgraph/shared'
import { cancelAfterDeath, cancelTasks } from './cancel-tasks.ts'
import { continueTasks } from './continue-tasks.ts'
import { ReadyQueue, type Settled } from './ready-queue.ts'
import type { ResultLookup } from './result-lookup.ts'
import { RunChecks } from './run-checks.ts'
import { RunFallbacks } from './run-fallbacks.ts'
import { RunGates, type GateDecision } from './run-gates.ts'
import { RunNotes, type Gate } from './run-notes.ts'
import type { RunOwn, RunParts } from './run-parts.ts'
import type { RunRecord } from './run-record.ts'
import { RunWaits, type Decided } from './run-waits.ts'
import { beingStopped, type Failure } from './task-causes.ts'
import type { Ground, Landing, Runnable } from './task-flight.ts'
import { SecondLook } from './second-look.ts'
import { StoredResults } from './stored-results.ts'
import { TasksAloft } from './tasks-aloft.ts'
import { WhatIsLeft } from './what-is-left.ts'

/** One run under way: follows the flow, starts what is ready in its lane, and notes every fact. */
export class RunProcess implements Ground {
  readonly record: RunRecord
  readonly state: RunState
  private readonly parts: RunParts
  readonly planner: Planner
  private readonly lookup: ResultLookup
  readonly notes: RunNotes
  private readonly aloft: TasksAloft
  private readonly ready: ReadyQueue
  private readonly waits: RunWaits
  private readonly gates: RunGates
  private readonly stored: StoredResults
  private readonly secondLook: SecondLook
  private readonly checks: RunChecks
  private readonly fallbacks: RunFallbacks
  private readonly left: WhatIsLeft
  private stopped = false
  /** Of a run that is cancelled: until everything has stopped. */
  private leaving: Promise<void> | undefined

  constructor(parts: RunParts, run: RunOwn) {
    const { record, planner, lookup } = run
    const now = (): number => parts.now()
    this.parts = parts
    this.record = record
    this.state = record.state
    this.planner = planner
    this.lookup = lookup
    this.notes = new RunNotes({ record, planner, now })
    this.stored = new StoredResults({ ...parts, ...run, now, attempts: parts.attempts.attempts })
    this.aloft = new TasksAloft(parts, { run: this, planner, lookup })
    this.gates = new RunGates({ record, planner, notes: this.notes, approvals: parts.approvals, hash: parts.hash, now })
    const common = {
      ...{ planner, lookup },
      fail: (task: FlowTask, error: ErrorBody): void => this.fail(task, { error }),
      settle: (task: FlowTask, appraisal: Settled): void => this.settle(task, appraisal),
      isStopped: () => this.stopped,
      idle: () => this.lookWaiting(),
    }
    this.secondLook = new SecondLook({
      ...common,
      hasCompany: () => parts.hasCompany(),
      takeOff: (task, work) => this.takeOff(task, work),
    })
    this.checks = new RunChecks(parts, {
      ...common,
      ...{ state: record.state, notes: this.notes },
      landed: (task, landing) => this.landed(task, landing),
    })
    this.ready = new ReadyQueue(common)
    this.waits = new RunWaits({
      ...{ record, now, fail: common.fail, attempts: parts.attempts },
      launch: (task, work) => this.secondLook.launch(task, work),
      openGate: (task, decided) => this.openGate(task, decided),
      fallBack: (task, offer) => this.fallbacks.agreed(task, offer),
      goOn: (task) => this.ready.add([task]),
    })
    this.fallbacks = new RunFallbacks({ ...{ record, planner, notes: this.notes, ready: this.ready }, run: this })
    this.left = new WhatIsLeft(planner.flow)
  }

  /** Starts what the plan found ready. It may have been cancelled while its plan was on its way to the disk. */
  begin(): void {
    if (this.stopped) return
    for (const [task, appraisal] of this.planner.appraisals) {
      if (appraisal.verdict === 'run') this.secondLook.launch(task, appraisal)
      else if (task.state === 'shown') this.gates.close(task)
    }
    this.finishIfDone()
  }

  /** Goes on after a restart: everything ready that has not ended is looked at anew. */
  continue(): void {
    this.notes.resumed()
    const { state, record, notes, gates, ready } = this
    if (state.cancelling) {
      cancelAfterDeath({ state, notes, attempts: this.parts.attempts.attempts })
      return this.end('cancelled')
    }
    continueTasks({ planner: this.planner, record, notes, gates, ready, run: this })
    this.finishIfDone()
  }

  /** Resolves when the wish is on disk; the run ends as soon as what is running has stopped. */
  async cancel(): Promise<void> {
    if (this.state.endedAt !== undefined || this.state.cancelling) return
    this.notes.cancelRequested()
    this.stop()
    const leaving = this.aloft.dropAll('cancel')
    const left = cancelTasks({ flow: this.planner.flow, notes: this.notes, leaving })
    this.leaving = left.then(() => this.end('cancelled'))
    await this.parts.journal.settle()
  }

  /** Interrupts everything and leaves the run for the next start. */
  async suspend(): Promise<void> {
    if (this.stopped) return this.leaving
    this.stop()
    await Promise.all(this.aloft.dropAll('suspend').values())
    if (this.state.endedAt === undefined) this.notes.suspended()
    this.record.tell()
  }

  /** @throws `conflict` where the task does not wait for this. */
  decide(task: FlowTask, decided: Decided): void {
    if (this.stopped) throw beingStopped()
    this.waits.decide(task, decided)
    this.lookWaiting()
  }

  prioritise(priority: Priority): void {
    if (!this.stopped && this.state.priority !== priority) this.notes.prioritised(priority)
  }

  private stop(): void {
    this.stopped = true
    this.ready.stop()
    this.checks.stop()
    this.waits.stop()
  }

  /** Takes in what followed from the last end of a task. */
  private advance(): void {
    const { ready, blocked, expanded } = this.planner.flow.takeNews()
    this.left.expanded(expanded)
    for (const node of expanded) this.notes.expanded(node)
    if (expanded.length > 0) {
      this.gates.holdExpanded()
      this.aloft.expanded()
    }
    this.left.ended(blocked.length)
    for (const task of blocked) this.notes.blocked(task)
    this.ready.add(ready)
    this.finishIfDone()
  }

  private settle(task: FlowTask, appraisal: Settled): void {
    switch (appraisal.verdict) {
      case 'run':
        return this.secondLook.launch(task, appraisal)
      case 'blocked':
        if (task.node.flat.fallbacks && this.fallbacks.withoutKey(task, appraisal.error)) return
        this.notes.blocked(task, appraisal.error)
        return this.stopTask(task, appraisal.error)
      case 'reuse': {
        const { outputs, fingerprint, findings } = appraisal
        if (fingerprint && this.stored.isOurs(task, fingerprint))
          return this.landed(task, { outputs, ours: true, fingerprint, ...(findings && { findings }) })
        if (fingerprint) this.stored.use(task, fingerprint)
        const gate = this.planner.settle(task, appraisal, this.lookup)
        this.notes.reused(task, appraisal, gate)
        return this.settled(task, gate)
      }
    }
  }

  private takeOff(task: FlowTask, work: Runnable): void {
    if (work.step) this.fallbacks.announce(task, work)
    if (work.made) return this.checks.begin(task, work, work.made.outputs)
    const queued = this.aloft.takeOff(task, work)
    if (queued) this.notes.queued(task, queued.queuedAt)
    this.lookWaiting()
  }

  hasFallback(task: FlowTask, work: Runnable): boolean {
    // what is there already goes on, and nobody takes its place
    return this.fallbacks.hasNext(task, work) && !this.bestOf(task)
  }

  late(task: FlowTask, own: boolean): void {
    if (!own) this.notes.late(task)
    this.aloft.becameLate()
    this.lookWaiting()
  }

  inTime(): void {
    this.aloft.inTime()
    this.lookWaiting()
  }

  land(task: FlowTask, landing: Landing): void {
    const work = this.aloft.forget(task)
    if (!task.node.flat.node.checks || !this.checks.land(task, landing, work)) this.landed(task, landing)
  }

  private landed(task: FlowTask, landing: Landing): void {
    const gate = this.planner.settle(task, landing, this.lookup)
    this.notes.succeeded(task, landing, gate)
    if (!landing.ours) this.stored.use(task, landing.fingerprint)
    this.settled(task, gate)
  }

  fail(task: FlowTask, failure: Failure): void {
    const work = this.aloft.forget(task)
    const best = this.bestOf(task)
    if (best) return this.settle(task, best)
    if (task.node.flat.fallbacks && this.fallbacks.takeOver(task, failure, work)) return
    const error = { ...failure.error, node: failure.error.node ?? task.node.flat.id }
    this.notes.failed(task, error)
    this.stored.noteVain(task)
    this.stopTask(task, error)
  }

  private bestOf(task: FlowTask): Settled | undefined {
    return task.node.flat.node.checks && this.planner.bestOf(task, this.lookup)
  }

  offered(task: FlowTask, offer: Parameters<RunWaits['offer']>[1]): void {
    this.waits.offer(task, offer)
    this.lookWaiting()
  }

  unknown(task: FlowTask, lost: Parameters<Ground['unknown']>[1]): void {
    const work = this.aloft.forget(task)
    if (work) this.waits.unknown(task, { ...lost, work })
    this.lookWaiting()
  }

  hold(task: FlowTask, price: Parameters<Ground['hold']>[1]): void {
    const work = this.aloft.forget(task)
    if (work) this.waits.hold(task, { ...price, work })
    this.lookWaiting()
  }

  private stopTask(task: FlowTask, why: ErrorBody): void {
    this.left.ended(1)
    this.planner.flow.stop(task, why)
    this.advance()
  }

  private settled(task: FlowTask, gate: Gate): void {
    if (gate === 'open') this.left.ended(1)
    else this.gates.close(task)
    this.advance()
  }

  private openGate(task: FlowTask, decided: GateDecision): void {
    if (this.gates.open(task, decided)) this.left.ended(1)
    else this.ready.add([task])
    this.advance()
  }

  private finishIfDone(): void {
    if (!this.stopped && this.left.isNothing) this.end(endStatusOf(this.state))
    else this.lookWaiting()
  }

  /** Only late, unknown and held tasks are left, or there is something to do again. */
  private lookWaiting(): void {
    const { status } = this.state
    if (!this.stopped) this.waits.releaseFitting()
    const nobodyWaits = this.waits.isEmpty && this.gates.areOpen && !this.aloft.hasLate
    if (this.stopped || (nobodyWaits && status !== 'waiting')) return
    const idle = this.aloft.isIdle && !this.secondLook.isBusy && !this.ready.isBusy && !this.checks.isBusy
    if (idle === (status === 'waiting')) return
    this.record.turn({ type: idle ? 'run-waiting' : 'run-continued', at: this.parts.now() })
  }

  private end(status: RunEndStatus): void {
    if (this.state.endedAt !== undefined) return
    this.stopped = true
    if (status === 'cancelled') this.stored.noteCancelled()
    this.record.turn({ type: 'run-ended', at: this.parts.now(), status })
    this.parts.onEnd()
  }
}
