import { ReelgraphError, type Charged, type ErrorBody } from '@reelgraph/shared'
import type { AttemptRow } from '../store/stores.ts'
import type { AttemptCourse } from './attempt-course.ts'
import type { CourseHooks, Ending, Order } from './attempt-order.ts'
import { LEFT, type Again, type FlightMember, type Leaving, type Left, type TrackedOrder } from './flight.ts'
import { foremost } from './lanes/foremost.ts'
import type { LaneJob } from './lanes.ts'

interface TrackedParts {
  makeCourse(order: Order, hooks: CourseHooks): AttemptCourse
  readonly clock: { now(): number; sleep(ms: number, signal?: AbortSignal): Promise<void> }
  /** An attempt of an earlier process, or of a run that is over, to go on with. */
  readonly row?: AttemptRow
  /** Nobody may join it any more. */
  onClosed(): void
  /** Nothing of it is left. */
  onOver(): void
}

type Failed = Extract<Ending, { how: 'failed' }>

interface Passenger {
  readonly order: TrackedOrder
  readonly member: FlightMember
}

/**
 * One execution whose attempts are written down one by one, because they may be paid or because a provider works on them. It
 * tries again where surely nothing was paid, and a job that a provider has is watched on whoever leaves.
 */
export class TrackedFlight implements LaneJob {
  private readonly parts: TrackedParts
  private passengers: readonly Passenger[] = []
  /** Whose order it is and who is charged; until it starts, whoever matters most, and of those the first. */
  private charged: Passenger | undefined
  /** As whose it waits in its lane. */
  private waitsAs: Passenger | undefined
  /** The order that was begun last: whose it is where nobody waits for it any more. */
  private begun: TrackedOrder | undefined
  /** How it goes on where an earlier process began it. */
  private begin: (() => Promise<void>) | undefined
  private course: AttemptCourse | undefined
  private phase: 'queued' | 'aloft' | 'resting' | 'over' = 'queued'
  private late = false
  private readonly rest = new AbortController()
  private landed: Promise<void> | undefined
  private freeSlot: (() => void) | undefined

  constructor(parts: TrackedParts) {
    this.parts = parts
  }

  get owner(): LaneJob['owner'] {
    return this.whose.owner
  }

  get priority(): LaneJob['priority'] {
    return this.whose.priority
  }

  get urgency(): LaneJob['urgency'] {
    return this.whose.urgency
  }

  get place(): LaneJob['place'] {
    return this.whose.place
  }

  has(member: FlightMember): boolean {
    return this.passengers.some((passenger) => passenger.member === member)
  }

  add(order: TrackedOrder, member: FlightMember): void {
    this.passengers = [...this.passengers, { order, member }]
    this.rank()
    if (this.phase !== 'aloft') return
    member.onStart(true)
    if (this.late) member.onLate(false)
  }

  /** Waits for its place in the lane, or goes on at once with what a provider has already. */
  takeOff(): void {
    const { row } = this.parts
    const { order } = this.front
    if (!row) {
      const again = order.retry()
      return again && again.at > this.parts.clock.now() ? this.rests(again) : this.enqueue()
    }
    this.charged = this.passengers.find((passenger) => isOf(passenger.order, row))
    this.goOn(order, row)
    if (row.ticket !== undefined) this.continued()
  }

  /** For a job that no run waits for. */
  resumeAlone(order: TrackedOrder, wish: 'keep' | 'cancel'): void {
    const { row } = this.parts
    if (!row) return
    this.goOn(order, row)
    if (wish === 'cancel') void this.course?.cancel()
  }

  /** A provider is at work on it, so it has a place in its lane. */
  private goOn(order: TrackedOrder, row: AttemptRow): void {
    this.phase = 'aloft'
    this.begin = () => this.fly(order, (course) => course.resume(row))
    order.occupy(this)
  }

  /** In its lane. The slot is free again when the attempt is over, or late. */
  start(): Promise<void> {
    const slot = new Promise<void>((resolve) => {
      this.freeSlot = resolve
    })
    const { begin } = this
    this.begin = undefined
    if (begin) {
      this.landed = begin()
      return slot
    }
    this.charged = this.front
    this.phase = 'aloft'
    this.landed = this.fly(this.charged.order, (course) => course.begin())
    for (const passenger of this.passengers) if (passenger !== this.charged) passenger.member.onStart(true)
    return slot
  }

  async drop(member: FlightMember, why: Leaving): Promise<Left> {
    const leaving = this.passengers.find((passenger) => passenger.member === member)
    this.passengers = this.passengers.filter((passenger) => passenger !== leaving)
    if (!leaving) return LEFT
    if (this.passengers.length > 0) {
      this.rank()
      return LEFT
    }
    if (this.phase === 'queued' && this.waitsAs?.order.remove(this)) return this.finish()
    if (this.phase === 'resting') {
      this.rest.abort()
      return this.finish()
    }
    if (why === 'suspend') {
      await this.suspend()
      return LEFT
    }
    const left = (await this.course?.cancel()) ?? LEFT
    if (this.course?.isWatched && !left.mayBeBilled) this.parts.onClosed()
    return left
  }

  async suspend(): Promise<void> {
    this.passengers = []
    this.rest.abort()
    await this.course?.suspend()
    await this.landed
    this.finish()
  }

  /** Waits as whoever matters most now: somebody came, left, or was given another priority. */
  rank(): void {
    const { waitsAs } = this
    if (this.phase !== 'queued' || !waitsAs || this.front === waitsAs) return
    if (waitsAs.order.remove(this)) this.enqueue()
  }

  private enqueue(): void {
    this.phase = 'queued'
    this.waitsAs = this.front
    this.front.order.enqueue(this)
  }

  private finish(): Left {
    this.phase = 'over'
    this.parts.onOver()
    return LEFT
  }

  private async fly(order: TrackedOrder, go: (course: AttemptCourse) => Promise<Ending>): Promise<void> {
    const course = this.parts.makeCourse(order, {
      onProgress: (fraction, note) => this.each((member) => member.onProgress(fraction, note)),
      onPreview: (image) => this.each((member) => member.onPreview(image)),
      onLate: () => {
        this.late = true
        this.release()
        this.each((member) => member.onLate(member === this.charged?.member))
      },
      onFound: () => this.continued(),
    })
    this.course = course
    this.begun = order
    try {
      this.land(await go(course))
    } catch (error) {
      this.close((member) => member.onFailed(error))
    } finally {
      this.release()
    }
  }

  private land(ending: Ending): void {
    const { charged } = this
    switch (ending.how) {
      case 'done':
        return this.close((member) => member.onDone(ending.outputs, member === charged?.member))
      case 'failed':
        return ending.retry ? this.retry(ending, ending.retry) : this.failed(ending)
      case 'unknown':
        return this.close((member) => member.onUnknown(ending))
      case 'held': {
        const { how, ...over } = ending
        void how
        return this.refuse((member) => member.onHeld(over))
      }
      case 'cancelled':
        if (this.passengers.length > 0) return this.again({ at: this.parts.clock.now(), lane: false })
        return this.close(() => undefined)
      case 'suspended':
        return
    }
  }

  private failed({ error, charged }: Failed): void {
    this.close((member) => fail(member, error, charged))
  }

  /** Where its provider asks for a long wait, only those wait who have no other model for it. */
  private retry(failure: Failed, { at, lane, isLong }: NonNullable<Failed['retry']>): void {
    const leaving = isLong ? this.passengers.filter(({ order }) => order.hasFallback()) : []
    const staying = this.passengers.filter((passenger) => !leaving.includes(passenger))
    if (staying.length === 0) return this.failed(failure)
    this.passengers = staying
    this.again({ at, lane, why: failure.error.message })
    for (const { member } of leaving) fail(member, failure.error, failure.charged)
  }

  /** Whose order it was may not spend that much: the others go on with what they may spend. */
  private refuse(tell: (member: FlightMember) => void): void {
    const refused = this.charged
    const others = this.passengers.filter((passenger) => passenger !== refused)
    if (!refused || others.length === 0) return this.close(tell)
    this.passengers = others
    this.again({ at: this.parts.clock.now(), lane: false })
    tell(refused.member)
  }

  /** Surely nothing was paid: another attempt, in the lane's own time or after a rest of this one alone. */
  private again(again: Again): void {
    // the lane may start it anew this very moment
    this.release()
    this.late = false
    this.charged = undefined
    this.each((member) => member.onAgain())
    this.rests(again)
  }

  private rests({ at, lane, why }: Again): void {
    if (lane) {
      this.front.order.backOff(at, why)
      return this.enqueue()
    }
    this.phase = 'resting'
    void this.restUntil(at)
  }

  private async restUntil(at: number): Promise<void> {
    await this.parts.clock.sleep(Math.max(0, at - this.parts.clock.now()), this.rest.signal).catch(() => undefined)
    if (this.phase !== 'resting' || this.rest.signal.aborted || this.passengers.length === 0) return
    this.enqueue()
  }

  private continued(): void {
    this.each((member) => member.onContinued(member === this.charged?.member))
  }

  private close(tell: (member: FlightMember) => void): void {
    const { passengers } = this
    this.passengers = []
    this.finish()
    for (const { member } of passengers) tell(member)
  }

  private each(tell: (member: FlightMember) => void): void {
    for (const { member } of this.passengers) tell(member)
  }

  private release(): void {
    const { freeSlot } = this
    this.freeSlot = undefined
    freeSlot?.()
  }

  private get whose(): TrackedOrder {
    return this.passengers.length === 0 && !this.charged && this.begun ? this.begun : this.front.order
  }

  private get front(): Passenger {
    const passenger = this.charged ?? foremost(this.passengers, ({ order }) => order)
    if (!passenger) throw new Error('a flight without passengers has no place in a lane')
    return passenger
  }
}

const isOf = (order: TrackedOrder, row: AttemptRow): boolean =>
  order.run === row.run && order.node === row.node && order.item === row.item

const fail = (member: FlightMember, error: ErrorBody, charged: Charged): void =>
  member.onFailed(new ReelgraphError(error), charged)
