import { fail, type Fingerprint, type Outputs } from '@reelgraph/shared'
import { LEFT, type FlightHooks, type FlightMember, type FlightOrder, type Left } from './flight.ts'
import { foremost } from './lanes/foremost.ts'
import type { LaneJob } from './lanes.ts'

const NOBODY: readonly FlightMember[] = []
const ALONE: readonly Joined[] = []

interface Joined {
  readonly order: FlightOrder
  readonly member: FlightMember
}

/** One execution that is free and over when its promise settles. */
export class QuickFlight implements LaneJob, FlightHooks {
  /** Seldom more than one. */
  private members: readonly FlightMember[] = NOBODY
  private readonly order: FlightOrder
  /** As whose it waits in its lane. */
  private waitsAs: FlightOrder
  /** Who came after the first. */
  private joined = ALONE
  private controller: AbortController | undefined
  private readonly first: FlightMember
  /** Where others find it, to join. */
  private readonly flights: Map<Fingerprint, QuickFlight>
  aborted = false
  private started = false
  private ended: Promise<void> | undefined

  constructor(order: FlightOrder, first: FlightMember, flights: Map<Fingerprint, QuickFlight>) {
    this.order = order
    this.waitsAs = order
    this.first = first
    this.flights = flights
    flights.set(order.fingerprint, this)
  }

  get owner(): LaneJob['owner'] {
    return this.waitsAs.owner
  }

  get priority(): LaneJob['priority'] {
    return this.waitsAs.priority
  }

  get urgency(): LaneJob['urgency'] {
    return this.waitsAs.urgency
  }

  get place(): LaneJob['place'] {
    return this.waitsAs.place
  }

  add(member: FlightMember): void {
    this.members = this.members.length === 0 ? [member] : [...this.members, member]
    if (this.started) member.onStart(true)
  }

  /** Another task wants the same. */
  join(order: FlightOrder, member: FlightMember): void {
    this.joined = [...this.joined, { order, member }]
    this.add(member)
    this.rank()
  }

  /** Waits as whoever matters most now: somebody came, left, or was given another priority. */
  rank(): void {
    if (this.started || this.joined === ALONE) return
    const own = this.members.includes(this.first) ? [this.order] : []
    const order = foremost([...own, ...this.joined.map((one) => one.order)], (one) => one)
    if (!order || order === this.waitsAs || !this.waitsAs.remove(this)) return
    this.waitsAs = order
    order.enqueue(this)
  }

  start(): Promise<void> {
    this.started = true
    this.ended = this.perform()
    return this.ended
  }

  async drop(member: FlightMember): Promise<Left> {
    this.members = this.members.filter((other) => other !== member)
    if (this.members.length > 0) {
      this.joined = this.joined.filter((one) => one.member !== member)
      this.rank()
      return LEFT
    }
    this.close()
    if (this.waitsAs.remove(this)) return LEFT
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

  /** Nobody joins it any more. */
  private close(): void {
    const { fingerprint } = this.order
    if (this.flights.get(fingerprint) === this) this.flights.delete(fingerprint)
  }

  private async perform(): Promise<void> {
    let outputs: Outputs
    try {
      for (const member of this.members) member.onStart(member !== this.first)
      outputs = await this.order.execute(this)
      if (this.aborted) throw fail('cancelled', `“${this.order.title}” was stopped.`)
      this.order.keep(outputs)
    } catch (error) {
      this.close()
      for (const member of this.members) member.onFailed(error, false)
      return
    }
    this.close()
    for (const member of this.members) member.onDone(outputs, member === this.first)
  }
}
