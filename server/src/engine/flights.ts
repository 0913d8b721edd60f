import type { ErrorBody, Fingerprint, Micros, Outputs } from '@reelgraph/shared'
import type { AttemptRow } from '../store/stores.ts'
import { AttemptCourse, type Order } from './attempt-course.ts'
import type { AttemptParts } from './attempts.ts'
import type { LaneJob } from './lanes.ts'
import { TrackedFlight } from './tracked-flight.ts'

/** One execution of one fingerprint, shared by every task that asks for it, in one run or in several. */
export interface Flights {
  /** Joins the execution of this fingerprint, or makes one that is performed in its lane. */
  join(order: FlightOrder, member: FlightMember): void
  /** The same for work whose attempts are written down one by one; goes on with one that an earlier process began. */
  joinTracked(order: TrackedOrder, member: FlightMember): void
  /** Watches a job that no run waits for any more, and stops it at the provider where its run was cancelled. */
  watch(order: TrackedOrder, row: AttemptRow, wish: 'keep' | 'cancel'): void
  /** Leaves; the last one out ends the execution. Resolves when nothing of it is left, or at once where others stay. */
  leave(fingerprint: Fingerprint, member: FlightMember, why: Leaving): Promise<Left>
  /** Stops watching everything, for the end of this process. */
  close(): Promise<void>
}

export type Leaving = 'cancel' | 'suspend'

export interface Left {
  /** The provider could not be stopped. */
  readonly mayBeBilled: boolean
}

export const LEFT: Left = { mayBeBilled: false }

interface LanePlace extends Omit<LaneJob, 'start'> {
  readonly fingerprint: Fingerprint
  enqueue(job: LaneJob): void
  /** Takes the job out of its lane. @returns whether it had not started. */
  remove(job: LaneJob): boolean
}

export interface FlightOrder extends LanePlace {
  execute(hooks: FlightHooks): Promise<Outputs>
}

export interface TrackedOrder extends LanePlace, Order {
  /** Nothing starts in its lane before then, in milliseconds since 1970. */
  backOff(until: number): void
}

export interface FlightHooks {
  /** Made when somebody first asks for it: most steps are over before anybody does. */
  readonly signal: AbortSignal
  readonly aborted: boolean
  onProgress(fraction: number, note?: string): void
  onPreview(image: string): void
}

export interface FlightMember {
  /** `shared`: another member is charged for it. Not called where the attempt itself has told the run. */
  onStart(shared: boolean): void
  onProgress(fraction: number, note?: string): void
  onPreview(image: string): void
  /** `own`: this member's run started the execution and is charged for it. */
  onDone(outputs: Outputs, own: boolean): void
  onFailed(error: unknown): void
  /** A job of an earlier process is watched on. `own`: it was asked for by this very task. */
  onContinued(own: boolean): void
  /** `own`: the attempt itself has told its run. */
  onLate(own: boolean): void
  /** A paid request left, and nobody knows what became of it. */
  onUnknown(error: ErrorBody, row: AttemptRow): void
  /** It would cost more than its run may spend. */
  onHeld(price: { readonly needs: Micros | null; readonly left: Micros }): void
}

class Flight implements LaneJob, FlightHooks {
  /** Seldom more than one. */
  private members: readonly FlightMember[] = []
  private readonly order: FlightOrder
  private controller: AbortController | undefined
  private readonly first: FlightMember
  private readonly onEnd: () => void
  aborted = false
  private started = false
  private ended: Promise<void> | undefined

  constructor(order: FlightOrder, first: FlightMember, onEnd: () => void) {
    this.order = order
    this.first = first
    this.onEnd = onEnd
  }

  get owner(): LaneJob['owner'] {
    return this.order.owner
  }

  get priority(): LaneJob['priority'] {
    return this.order.priority
  }

  get urgency(): LaneJob['urgency'] {
    return this.order.urgency
  }

  get place(): LaneJob['place'] {
    return this.order.place
  }

  add(member: FlightMember): void {
    this.members = [...this.members, member]
    if (this.started) member.onStart(true)
  }

  start(): Promise<void> {
    this.started = true
    this.ended = this.perform()
    return this.ended
  }

  async drop(member: FlightMember): Promise<Left> {
    this.members = this.members.filter((other) => other !== member)
    if (this.members.length > 0) return LEFT
    this.onEnd()
    if (this.order.remove(this)) return LEFT
    this.aborted = true
    this.controller?.abort()
    await this.ended
    return LEFT
  }

  get signal(): AbortSignal {
    this.controller ??= new AbortController()
    if (this.aborted) this.controller.abort()
    return this.controller.signal
  }

  onProgress(fraction: number, note?: string): void {
    for (const member of this.members) member.onProgress(fraction, note)
  }

  onPreview(image: string): void {
    for (const member of this.members) member.onPreview(image)
  }

  private async perform(): Promise<void> {
    let outputs: Outputs
    try {
      for (const member of this.members) member.onStart(member !== this.first)
      outputs = await this.order.execute(this)
    } catch (error) {
      this.onEnd()
      for (const member of this.members) member.onFailed(error)
      return
    }
    this.onEnd()
    for (const member of this.members) member.onDone(outputs, member === this.first)
  }
}

export const createFlights = (attempts: AttemptParts): Flights => {
  const flights = new Map<Fingerprint, Flight>()
  const tracked = new Map<Fingerprint, TrackedFlight>()
  /** Also those that nobody can join any more. */
  const aloft = new Set<TrackedFlight>()
  const track = (fingerprint: Fingerprint, row?: AttemptRow): TrackedFlight => {
    const flight = new TrackedFlight({
      makeCourse: (order, hooks) => new AttemptCourse(attempts, order, hooks),
      clock: attempts.clock,
      ...(row && { row }),
      onClosed: () => {
        if (tracked.get(fingerprint) === flight) tracked.delete(fingerprint)
      },
      onOver: () => {
        if (tracked.get(fingerprint) === flight) tracked.delete(fingerprint)
        aloft.delete(flight)
      },
    })
    tracked.set(fingerprint, flight)
    aloft.add(flight)
    return flight
  }
  return {
    join(order, member) {
      const present = flights.get(order.fingerprint)
      if (present) return present.add(member)
      const flight = new Flight(order, member, () => {
        if (flights.get(order.fingerprint) === flight) flights.delete(order.fingerprint)
      })
      flights.set(order.fingerprint, flight)
      flight.add(member)
      order.enqueue(flight)
    },
    joinTracked(order, member) {
      const present = tracked.get(order.fingerprint)
      if (present) return present.add(order, member)
      const row = attempts.open.of(order.fingerprint)
      const flight = track(order.fingerprint, row)
      flight.add(order, member)
      flight.takeOff()
    },
    watch(order, row, wish) {
      if (tracked.has(order.fingerprint)) return
      track(order.fingerprint, row).resumeAlone(order, wish)
    },
    async leave(fingerprint, member, why) {
      const flight = flights.get(fingerprint)
      if (flight) return flight.drop(member)
      for (const one of aloft) if (one.has(member)) return one.drop(member, why)
      return LEFT
    },
    async close() {
      await Promise.all([...aloft].map((flight) => flight.suspend()))
    },
  }
}
