import {
  endStatusOf,
  type FlowTask,
  type Planner,
  type Priority,
  type RunEndStatus,
  type RunState,
} from '@reelgraph/shared'
import { cancelAfterDeath, cancelTasks } from './cancel-tasks.ts'
import { RunCourse } from './run-course.ts'
import type { RunNotes } from './run-notes.ts'
import type { RunOwn, RunParts } from './run-parts.ts'
import type { RunRecord } from './run-record.ts'
import type { Decided } from './run-waits.ts'
import { beingStopped } from './task-causes.ts'

/** One run under way, from its beginning or its restart to its end: it goes on, waits for somebody, is stopped or cancelled. */
export class RunProcess {
  readonly record: RunRecord
  readonly state: RunState
  readonly planner: Planner
  private readonly parts: RunParts
  private readonly notes: RunNotes
  private readonly course: RunCourse
  private stopped = false
  /** Of a run that is cancelled: until everything has stopped. */
  private leaving: Promise<void> | undefined

  constructor(parts: RunParts, run: RunOwn) {
    this.parts = parts
    this.record = run.record
    this.state = run.record.state
    this.planner = run.planner
    this.course = new RunCourse(parts, run, {
      isStopped: () => this.stopped,
      finishIfDone: () => this.finishIfDone(),
      lookWaiting: () => this.lookWaiting(),
    })
    this.notes = this.course.notes
  }

  /** Starts what the plan found ready. It may have been cancelled while its plan was on its way to the disk. */
  begin(): void {
    if (this.stopped) return
    this.course.begin()
    this.finishIfDone()
  }

  /** Goes on after a restart: everything ready that has not ended is looked at anew. */
  continue(): void {
    const { state, notes, course } = this
    notes.resumed()
    if (state.cancelling) {
      cancelAfterDeath({ state, notes, attempts: this.parts.attempts.attempts })
      return this.end('cancelled')
    }
    course.continue()
    this.finishIfDone()
  }

  /** Resolves when the wish is on disk; the run ends as soon as what is running has stopped. */
  async cancel(): Promise<void> {
    if (this.state.endedAt !== undefined || this.state.cancelling) return
    this.notes.cancelRequested()
    this.stop()
    const leaving = this.course.dropAll('cancel')
    const left = cancelTasks({ flow: this.planner.flow, notes: this.notes, leaving })
    this.leaving = left.then(() => this.end('cancelled'))
    await this.parts.journal.settle()
  }

  /** Interrupts everything and leaves the run for the next start. */
  async suspend(): Promise<void> {
    if (this.stopped) return this.leaving
    this.stop()
    await Promise.all(this.course.dropAll('suspend').values())
    if (this.state.endedAt === undefined) this.notes.suspended()
    this.record.tell()
  }

  /** @throws `conflict` where the task does not wait for this. */
  decide(task: FlowTask, decided: Decided): void {
    if (this.stopped) throw beingStopped()
    this.course.decide(task, decided)
    this.lookWaiting()
  }

  /** Somebody has approved something in its project. */
  openApproved(): void {
    if (this.stopped) return
    this.course.openApproved()
    this.lookWaiting()
  }

  prioritise(priority: Priority): void {
    if (!this.stopped && this.state.priority !== priority) this.notes.prioritised(priority)
  }

  private stop(): void {
    this.stopped = true
    this.course.stop()
  }

  private finishIfDone(): void {
    if (!this.stopped && this.course.isDone) this.end(endStatusOf(this.state))
    else this.lookWaiting()
  }

  /** Only late, unknown and held tasks are left, or there is something to do again. */
  private lookWaiting(): void {
    const { course } = this
    const { status } = this.state
    if (!this.stopped) course.releaseFitting()
    if (this.stopped || (course.nobodyWaits && status !== 'waiting')) return
    const idle = course.isIdle
    if (idle === (status === 'waiting')) return
    this.record.turn({ type: idle ? 'run-waiting' : 'run-continued', at: this.parts.now() })
  }

  private end(status: RunEndStatus): void {
    if (this.state.endedAt !== undefined) return
    this.stop()
    if (status === 'cancelled') this.course.noteCancelled()
    this.record.turn({ type: 'run-ended', at: this.parts.now(), status })
    this.parts.onEnd()
  }
}
