import {
  countsItems,
  isFree,
  providerOf,
  urgencyOf,
  type Urgency,
  type FlowTask,
  type Planner,
  type ProjectId,
  type Step,
} from '@reelgraph/shared'
import type { TakeStore } from '../store/stores.ts'
import type { Leaving, Left } from './flight.ts'
import type { Flights } from './flights.ts'
import type { Lane } from './lanes.ts'
import type { ResultLookup } from './result-lookup.ts'
import { stepOf, TaskFlight, type FlightParts, type Ground, type Runnable } from './task-flight.ts'

export interface AloftParts extends FlightParts {
  readonly flights: Flights
  readonly takes: TakeStore
  /** The lane of the account that a project uses. */
  laneOf(provider: string, project: ProjectId): Lane
}

interface Start {
  readonly run: Ground
  readonly planner: Planner
  readonly lookup: ResultLookup
}

/** The tasks of one run that are in a lane, running or watched. */
export class TasksAloft {
  private readonly parts: AloftParts
  private readonly start: Start
  /** Made when it is first asked for, and anew when it is known how many items a step has. */
  private urgency: Urgency | undefined
  private readonly flights = new Map<FlowTask, TaskFlight>()
  private late = 0

  constructor(parts: AloftParts, start: Start) {
    this.parts = parts
    this.start = start
  }

  get hasLate(): boolean {
    return this.late > 0
  }

  /** Nothing but what is late. */
  get isIdle(): boolean {
    return this.flights.size === this.late
  }

  /** @returns what the task waits with in its lane, where it has not started at once. */
  takeOff(task: FlowTask, work: Runnable): TaskFlight | undefined {
    const { parts, start } = this
    const { node } = task.node.flat
    const step = stepOf(task, work)
    const { take } = work.subject
    const { run, lookup } = start
    const lane = parts.laneOf(step.model ? providerOf(step.model.id) : 'local', run.state.project)
    const urgency = this.urgencyOf(task)
    const flight = new TaskFlight({ run, parts, lookup, task, work, take, lane, urgency })
    this.flights.set(task, flight)
    if (take > 0) parts.takes.note({ project: run.state.project, node: node.id, item: task.key ?? '', take })
    if (this.isTracked(step, work)) parts.flights.joinTracked(flight.toTrackedOrder(), flight)
    else parts.flights.join(flight, flight)
    return flight.started ? undefined : flight
  }

  /** What leaves this machine, or may be paid, is written down attempt by attempt. */
  private isTracked(step: Step, { price }: Runnable): boolean {
    return !isFree(price) || this.parts.host.isJob(step) || step.provider?.account !== undefined
  }

  /** There are more tasks than were known. */
  expanded(): void {
    if (countsItems(this.start.planner.flow)) this.urgency = undefined
  }

  private urgencyOf(task: FlowTask): number {
    const { run, planner, lookup } = this.start
    this.urgency ??= urgencyOf({
      flow: planner.flow,
      duration: (model) => lookup.duration(model),
      lanes: (provider) => this.parts.laneOf(provider, run.state.project).state().concurrency,
    })
    return this.urgency(task)
  }

  becameLate(): void {
    this.late += 1
  }

  inTime(): void {
    this.late -= 1
  }

  /** It has landed, one way or another. @returns what it was to do. */
  forget(task: FlowTask): Runnable | undefined {
    const flight = this.flights.get(task)
    this.flights.delete(task)
    if (flight?.isLate) this.late -= 1
    return flight?.work
  }

  /** Takes all of them out of their lanes and executions. */
  dropAll(why: Leaving): ReadonlyMap<FlowTask, Promise<Left>> {
    const all = [...this.flights]
    this.flights.clear()
    this.late = 0
    const { flights } = this.parts
    return new Map(all.map(([task, flight]) => [task, flights.leave(flight.fingerprint, flight, why)] as const))
  }
}
