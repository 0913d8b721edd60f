import type { ErrorBody, FlowTask, Planner, RunState } from '@reelgraph/shared'
import { continueTasks } from './continue-tasks.ts'
import type { Leaving, Left } from './flight.ts'
import { ReadyQueue, type Settled } from './ready-queue.ts'
import type { ResultLookup } from './result-lookup.ts'
import { RunChecks } from './run-checks.ts'
import { RunFallbacks } from './run-fallbacks.ts'
import { RunGates, type GateDecision } from './run-gates.ts'
import { RunNotes, type Gate } from './run-notes.ts'
import type { RunOwn, RunParts } from './run-parts.ts'
import type { RunRecord } from './run-record.ts'
import { RunWaits, type Decided } from './run-waits.ts'
import type { Failure } from './task-causes.ts'
import type { Ground, Landing, Runnable } from './task-flight.ts'
import { SecondLook } from './second-look.ts'
import { StoredResults } from './stored-results.ts'
import { TasksAloft } from './tasks-aloft.ts'
import { WhatIsLeft } from './what-is-left.ts'

/** The run that the tasks are of. */
interface Life {
  /** Nothing begins any more. */
  isStopped(): boolean
  /** A task has ended: perhaps it was the last. */
  finishIfDone(): void
  /** A task waits for somebody, or goes on. */
  lookWaiting(): void
}

/** What becomes of each task of one run, and what follows from it: it begins, is reused, fails, waits, falls back, is made again. */
export class RunCourse implements Ground {
  readonly record: RunRecord
  readonly state: RunState
  readonly notes: RunNotes
  private readonly planner: Planner
  private readonly lookup: ResultLookup
  private readonly life: Life
  private readonly aloft: TasksAloft
  private readonly ready: ReadyQueue
  private readonly waits: RunWaits
  private readonly gates: RunGates
  private readonly stored: StoredResults
  private readonly secondLook: SecondLook
  private readonly checks: RunChecks
  private readonly fallbacks: RunFallbacks
  private readonly left: WhatIsLeft

  constructor(parts: RunParts, run: RunOwn, life: Life) {
    const { record, planner, lookup } = run
    const now = (): number => parts.now()
    const hasCompany = (): boolean => parts.hasCompany()
    this.life = life
    this.record = record
    this.state = record.state
    this.planner = planner
    this.lookup = lookup
    this.notes = new RunNotes({ record, planner, now })
    this.stored = new StoredResults({ ...parts, ...run, now, attempts: parts.attempts.attempts })
    this.aloft = new TasksAloft(parts, { run: this, planner, lookup })
    this.gates = new RunGates({
      ...{ record, planner, lookup, now },
      notes: this.notes,
      approvals: parts.approvals,
      hash: parts.hash,
    })
    const common = {
      ...{ planner, lookup },
      fail: (task: FlowTask, error: ErrorBody): void => this.fail(task, { error }),
      settle: (task: FlowTask, appraisal: Settled): void => this.settle(task, appraisal),
      isStopped: () => life.isStopped(),
      idle: () => life.lookWaiting(),
    }
    this.secondLook = new SecondLook({
      ...common,
      hasCompany,
      takeOff: (task, work) => this.takeOff(task, work),
    })
    this.checks = new RunChecks(parts, {
      ...common,
      ...{ state: record.state, notes: this.notes },
      landed: (task, landing) => this.landed(task, landing),
    })
    this.ready = new ReadyQueue(common)
    this.waits = new RunWaits({
      ...{ ...common, record, now, attempts: parts.attempts, awaited: parts.awaited, log: parts.log, hasCompany },
      launch: (task, work) => this.secondLook.launch(task, work),
      openGate: (task, decided) => this.openGate(task, decided),
      fallBack: (task, offer) => this.fallbacks.agreed(task, offer),
      goOn: (task) => this.ready.add([task]),
    })
    this.fallbacks = new RunFallbacks({ ...{ record, planner, notes: this.notes, ready: this.ready }, run: this })
    this.left = new WhatIsLeft(planner.flow)
  }

  /** Whether every task has ended. */
  get isDone(): boolean {
    return this.left.isNothing
  }

  /** Whether no task waits for a person, or is late. */
  get nobodyWaits(): boolean {
    return this.waits.isEmpty && this.gates.areOpen && !this.aloft.hasLate
  }

  /** Whether nothing is under way that comes to an end by itself. */
  get isIdle(): boolean {
    return this.aloft.isIdle && !this.secondLook.isBusy && !this.ready.isBusy && !this.checks.isBusy
  }

  /** Starts what the plan found ready. */
  begin(): void {
    for (const [task, appraisal] of this.planner.appraisals) {
      if (appraisal.verdict === 'run') this.secondLook.launch(task, appraisal)
      else if (task.state === 'shown') this.gates.close(task)
    }
    this.openApproved()
  }

  /** After a restart everything ready that has not ended is looked at anew. */
  continue(): void {
    const { planner, record, notes, gates, ready } = this
    continueTasks({ ...{ planner, record, notes, gates, ready }, run: this })
    this.openApproved()
  }

  /** Nothing begins any more. */
  stop(): void {
    this.ready.stop()
    this.checks.stop()
    this.waits.stop()
  }

  /** Takes all tasks out of their lanes and executions. */
  dropAll(why: Leaving): ReadonlyMap<FlowTask, Promise<Left>> {
    return this.aloft.dropAll(why)
  }

  /** @throws `conflict` where the task does not wait for this. */
  decide(task: FlowTask, decided: Decided): void {
    this.waits.decide(task, decided)
  }

  /** What people have approved elsewhere, in another run or in none, is not asked about again. */
  openApproved(): void {
    for (const task of this.gates.approvedElsewhere()) this.openGate(task, { decision: 'approve' })
  }

  /** What was held for its price goes on as far as there is room for it. */
  releaseFitting(): void {
    this.waits.releaseFitting()
  }

  /** For later plans: what was tried in vain. */
  noteCancelled(): void {
    this.stored.noteCancelled()
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
    this.life.finishIfDone()
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
    this.life.lookWaiting()
  }

  hasFallback(task: FlowTask, work: Runnable): boolean {
    // what is there already goes on, and nobody takes its place
    return this.fallbacks.hasNext(task, work) && !this.bestOf(task)
  }

  late(task: FlowTask, own: boolean): void {
    if (!own) this.notes.late(task)
    this.aloft.becameLate()
    this.life.lookWaiting()
  }

  inTime(): void {
    this.aloft.inTime()
    this.life.lookWaiting()
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
    this.life.lookWaiting()
  }

  unknown(task: FlowTask, lost: Parameters<Ground['unknown']>[1]): void {
    const work = this.aloft.forget(task)
    if (work) this.waits.unknown(task, { ...lost, work })
    this.life.lookWaiting()
  }

  hold(task: FlowTask, price: Parameters<Ground['hold']>[1]): void {
    const work = this.aloft.forget(task)
    if (work) this.waits.hold(task, { ...price, work })
    this.life.lookWaiting()
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
}
