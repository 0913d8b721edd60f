import { ReelgraphError, type Charged, type ErrorBody } from '@reelgraph/shared'
import type { AttemptRow } from '../store/stores.ts'
import type { AttemptCourse } from './attempt-course.ts'
import type { CourseHooks, Ending, Order } from './attempt-order.ts'
import { LEFT, type Again, type FlightMember, type Leaving, type Left, type TrackedOrder } from './flight.ts'
import type { LaneJob } from './lanes.ts'
import { Passengers, type Passenger } from './passengers.ts'

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

/**
 * One execution whose attempts are written down one by one, because they may be paid or because a provider works on them. It
 * tries again where surely nothing was paid, and a job that a provider has is watched on whoever leaves.
 */
export class TrackedFlight implements LaneJob {
  private readonly parts: TrackedParts
  private readonly passengers = new Passengers()
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
    return this.passengers.has(member)
  }

  add(order: TrackedOrder, member: FlightMember): void {
    this.passengers.add({ order, member })
    this.rank()
    if (this.phase !== 'aloft') return
    member.onStart(true)
    if (this.late) member.onLate(false)
    this.passengers.tellUnseen(member)
  }

  /** Waits for its place in the lane, or goes on at once with what a provider has already. */
  takeOff(): void {
    const { row } = this.parts
    const { order } = this.passengers.front
    if (!row) {
      const again = order.retry()
      return again && again.at > this.parts.clock.now() ? this.rests(again) : this.enqueue()
    }
    this.passengers.chargeFor(row)
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
    const { passengers } = this
    const { front } = passengers
    passengers.charged = front
    this.phase = 'aloft'
    this.landed = this.fly(front.order, (course) => course.begin())
    passengers.each((member) => {
      if (!passengers.isCharged(member)) member.onStart(true)
    })
    return slot
  }

  async drop(member: FlightMember, why: Leaving): Promise<Left> {
    if (!this.passengers.remove(member)) return LEFT
    if (!this.passengers.isEmpty) {
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
    this.passengers.takeOut(() => true)
    this.rest.abort()
    await this.course?.suspend()
    await this.landed
    this.finish()
  }

  /** Waits as whoever matters most now: somebody came, left, or was given another priority. */
  rank(): void {
    const { waitsAs } = this
    if (this.phase !== 'queued' || !waitsAs || this.passengers.front === waitsAs) return
    if (waitsAs.order.remove(this)) this.enqueue()
  }

  private enqueue(): void {
    this.phase = 'queued'
    this.waitsAs = this.passengers.front
    this.waitsAs.order.enqueue(this)
  }

  private finish(): Left {
    this.phase = 'over'
    this.parts.onOver()
    return LEFT
  }

  private async fly(order: TrackedOrder, go: (course: AttemptCourse) => Promise<Ending>): Promise<void> {
    const { passengers } = this
    const course = this.parts.makeCourse(order, {
      onProgress: (fraction, note) => passengers.each((member) => member.onProgress(fraction, note)),
      onPreview: (image) => passengers.each((member) => member.onPreview(image)),
      onLate: () => {
        this.late = true
        this.release()
        passengers.each((member) => member.onLate(passengers.isCharged(member)))
      },
      onUnseen: (unseen) => passengers.becomeUnseen(unseen),
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
    const { passengers } = this
    switch (ending.how) {
      case 'done':
        return this.close((member) => member.onDone(ending.outputs, passengers.isCharged(member)))
      case 'failed':
        if (ending.retry) return this.retry(ending, ending.retry)
        return this.close((member) => fail(member, ending.error, ending.charged))
      case 'unknown':
        return this.close((member) => member.onUnknown(ending))
      case 'held': {
        const { how, ...over } = ending
        void how
        return this.refuse((member) => member.onHeld(over))
      }
      case 'cancelled':
        if (!passengers.isEmpty) return this.again({ at: this.parts.clock.now(), lane: false })
        return this.close(() => undefined)
      case 'suspended':
        return
    }
  }

  /** Where its provider asks for a long wait, only those wait who have no other model for it. */
  private retry({ error, charged }: Failed, { at, lane, isLong }: NonNullable<Failed['retry']>): void {
    const { passengers } = this
    const leaving = isLong ? passengers.takeOut(({ order }) => order.hasFallback()) : []
    if (passengers.isEmpty) this.finish()
    else this.again({ at, lane, why: error.message })
    for (const { member } of leaving) fail(member, error, charged)
  }

  /** Whose order it was may not spend that much: the others go on with what they may spend. */
  private refuse(tell: (member: FlightMember) => void): void {
    const { passengers } = this
    const { charged } = passengers
    const refused = passengers.takeOut((passenger) => passenger === charged)
    if (!charged || passengers.isEmpty) this.close(tell)
    else this.again({ at: this.parts.clock.now(), lane: false })
    for (const { member } of refused) tell(member)
  }

  /** Surely nothing was paid: another attempt, in the lane's own time or after a rest of this one alone. */
  private again(again: Again): void {
    // the lane may start it anew this very moment
    this.release()
    this.late = false
    this.passengers.again()
    this.rests(again)
  }

  private rests({ at, lane, why }: Again): void {
    if (lane) {
      this.passengers.front.order.backOff(at, why)
      return this.enqueue()
    }
    this.phase = 'resting'
    void this.restUntil(at)
  }

  private async restUntil(at: number): Promise<void> {
    await this.parts.clock.sleep(Math.max(0, at - this.parts.clock.now()), this.rest.signal).catch(() => undefined)
    if (this.phase !== 'resting' || this.rest.signal.aborted || this.passengers.isEmpty) return
    this.enqueue()
  }

  private continued(): void {
    const { passengers } = this
    passengers.each((member) => member.onContinued(passengers.isCharged(member)))
  }

  private close(tell: (member: FlightMember) => void): void {
    const all = this.passengers.takeOut(() => true)
    this.finish()
    for (const { member } of all) tell(member)
  }

  private release(): void {
    const { freeSlot } = this
    this.freeSlot = undefined
    freeSlot?.()
  }

  private get whose(): TrackedOrder {
    const { passengers, begun } = this
    return passengers.isEmpty && !passengers.charged && begun ? begun : passengers.front.order
  }
}

const fail = (member: FlightMember, error: ErrorBody, charged: Charged): void =>
  member.onFailed(new ReelgraphError(error), charged)
