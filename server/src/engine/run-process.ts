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
import { ReadyQueue, type Settled } from './ready-queue.ts'
import type { ResultLookup } from './result-lookup.ts'
import { RunGates, type GateDecision } from './run-gates.ts'
import { RunNotes, type Gate } from './run-notes.ts'
import type { RunOwn, RunParts } from './run-parts.ts'
import type { RunRecord } from './run-record.ts'
import { RunWaits, type Decided } from './run-waits.ts'
import { afterDeath, beingStopped } from './task-causes.ts'
import type { Ground, Landing, Runnable } from './task-flight.ts'
import { SecondLook } from './second-look.ts'
import { StoredResults } from './stored-results.ts'
import { TasksAloft } from './tasks-aloft.ts'
import { whatIsLeft } from './what-is-left.ts'

/** One run under way: follows the flow, starts what is ready in its lane, and notes every fact. */
export class RunProcess implements Ground {
  readonly record: RunRecord
  readonly state: RunState
  private readonly parts: RunParts
  readonly planner: Planner
  private readonly lookup: ResultLookup
  private readonly notes: RunNotes
  private readonly aloft: TasksAloft
  private readonly ready: ReadyQueue
  private readonly waits: RunWaits
  private readonly gates: RunGates
  private readonly stored: StoredResults
  private readonly secondLook: SecondLook
  private openTasks: number
  private unexpanded: number
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
    this.notes = new RunNotes(record, now)
    this.stored = new StoredResults({ ...parts, record, now, attempts: parts.attempts.attempts })
    this.aloft = new TasksAloft(parts, { run: this, planner, lookup })
    this.gates = new RunGates({ record, planner, notes: this.notes, approvals: parts.approvals, hash: parts.hash, now })
    const fail = (task: FlowTask, error: ErrorBody): void => this.fail(task, error)
    const settle = (task: FlowTask, appraisal: Settled): void => this.settle(task, appraisal)
    this.secondLook = new SecondLook({
      ...{ planner, lookup, fail, settle },
      hasCompany: () => parts.hasCompany(),
      isStopped: () => this.stopped,
      takeOff: (task, work) => this.takeOff(task, work),
    })
    this.ready = new ReadyQueue({
      ...{ planner, lookup, fail, settle },
      idle: () => this.lookWaiting(),
    })
    this.waits = new RunWaits({
      ...{ record, now, fail, attempts: parts.attempts },
      launch: (task, work) => this.secondLook.launch(task, work),
      openGate: (task, decided) => this.openGate(task, decided),
    })
    const left = whatIsLeft(planner.flow)
    this.openTasks = left.openTasks
    this.unexpanded = left.unexpanded
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
    if (this.state.cancelling) {
      cancelAfterDeath({ state: this.state, notes: this.notes, attempts: this.parts.attempts.attempts })
      return this.end('cancelled')
    }
    for (const node of this.planner.flow.nodes) {
      if (node.tasks && !this.notes.hasExpanded(node)) this.notes.expanded(node)
      for (const task of node.tasks?.values() ?? []) this.continueTask(task)
    }
    this.gates.holdExpanded()
    this.finishIfDone()
  }

  private continueTask(task: FlowTask): void {
    const state = this.record.stateOf(task)
    if (task.state === 'shown') this.gates.close(task)
    if (task.state === 'blocked' && state?.status === 'waiting') this.notes.blocked(task)
    if (task.state !== 'ready') return
    const failure = afterDeath(task, state)
    return failure ? this.fail(task, failure) : this.ready.add([task])
  }

  /** Resolves when the wish is on disk; the run ends as soon as what is running has stopped. */
  async cancel(): Promise<void> {
    if (this.state.endedAt !== undefined || this.state.cancelling) return
    this.notes.cancelRequested()
    this.stop()
    const leaving = this.aloft.dropAll('cancel')
    this.leaving = cancelTasks({ flow: this.planner.flow, notes: this.notes, leaving }).then(() =>
      this.end('cancelled'),
    )
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
    this.waits.stop()
  }

  /** Takes in what followed from the last end of a task. */
  private advance(): void {
    const { ready, blocked, expanded } = this.planner.flow.takeNews()
    for (const node of expanded) {
      this.unexpanded -= 1
      this.openTasks += node.tasks?.size ?? 0
      this.notes.expanded(node)
    }
    if (expanded.length > 0) {
      this.gates.holdExpanded()
      this.aloft.expanded()
    }
    for (const task of blocked) {
      this.openTasks -= 1
      this.notes.blocked(task)
    }
    this.ready.add(ready)
    this.finishIfDone()
  }

  private settle(task: FlowTask, appraisal: Settled): void {
    switch (appraisal.verdict) {
      case 'run':
        return this.secondLook.launch(task, appraisal)
      case 'blocked':
        this.notes.blocked(task, appraisal.error)
        this.openTasks -= 1
        this.planner.flow.stop(task, appraisal.error)
        return this.advance()
      case 'reuse': {
        const { outputs, fingerprint } = appraisal
        if (fingerprint && this.stored.isOurs(task, fingerprint))
          return this.land(task, { outputs, ours: true, fingerprint })
        if (fingerprint) this.stored.use(task, fingerprint)
        const gate = this.planner.settle(task, outputs, this.lookup)
        this.notes.reused(task, appraisal, gate)
        return this.settled(task, gate)
      }
    }
  }

  private takeOff(task: FlowTask, work: Runnable): void {
    const queued = this.aloft.takeOff(task, work)
    if (queued) this.notes.queued(task, queued.queuedAt)
    this.lookWaiting()
  }

  started(task: FlowTask, start: Parameters<RunNotes['started']>[1]): void {
    this.notes.started(task, start)
  }

  continued(task: FlowTask): void {
    this.notes.continued(task)
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
    this.aloft.forget(task)
    const gate = this.planner.settle(task, landing.outputs, this.lookup)
    this.notes.succeeded(task, landing, gate)
    if (!landing.ours) this.stored.use(task, landing.fingerprint)
    this.settled(task, gate)
  }

  fail(task: FlowTask, error: ErrorBody): void {
    this.aloft.forget(task)
    const named = { ...error, node: error.node ?? task.node.flat.id }
    this.notes.failed(task, named)
    this.openTasks -= 1
    this.planner.flow.stop(task, named)
    this.advance()
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

  private settled(task: FlowTask, gate: Gate): void {
    if (gate === 'closed') {
      this.gates.close(task)
      return this.lookWaiting()
    }
    this.openTasks -= 1
    this.advance()
  }

  private openGate(task: FlowTask, decided: GateDecision): void {
    if (this.gates.open(task, decided)) this.openTasks -= 1
    else this.ready.add([task])
    this.advance()
  }

  private finishIfDone(): void {
    if (this.stopped) return
    if (this.openTasks > 0 || this.unexpanded > 0) this.lookWaiting()
    else this.end(endStatusOf(this.state))
  }

  /** Only late, unknown and held tasks are left, or there is something to do again. */
  private lookWaiting(): void {
    const { status } = this.state
    if (!this.stopped) this.waits.releaseFitting()
    const nobodyWaits = this.waits.isEmpty && this.gates.areOpen && !this.aloft.hasLate
    if (this.stopped || (nobodyWaits && status !== 'waiting')) return
    const idle = this.aloft.isIdle && !this.secondLook.isBusy && !this.ready.isBusy
    if (idle === (status === 'waiting')) return
    this.record.turn({ type: idle ? 'run-waiting' : 'run-continued', at: this.parts.now() })
  }

  private end(status: RunEndStatus): void {
    if (this.state.endedAt !== undefined) return
    this.stopped = true
    this.record.turn({ type: 'run-ended', at: this.parts.now(), status })
    this.parts.onEnd()
  }
}
