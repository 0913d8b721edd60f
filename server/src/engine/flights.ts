import type { Fingerprint, Outputs, Priority } from '@reelgraph/shared'
import type { LaneJob } from './lanes.ts'

/** One execution of one fingerprint, shared by every task that asks for it, in one run or in several. */
export interface Flights {
  /** Joins the execution of this fingerprint, or makes one that `launch` performs in its lane. */
  join(order: FlightOrder, member: FlightMember): void
  /** Leaves; the last one out ends the execution. Resolves when nothing of it is left, or at once where others stay. */
  leave(fingerprint: Fingerprint, member: FlightMember): Promise<void>
}

export interface FlightOrder extends Omit<LaneJob, 'start'> {
  readonly fingerprint: Fingerprint
  enqueue(job: LaneJob): void
  /** Takes the job out of its lane. @returns whether it had not started. */
  remove(job: LaneJob): boolean
  execute(hooks: FlightHooks): Promise<Outputs>
}

export interface FlightHooks {
  /** Made when somebody first asks for it: most steps are over before anybody does. */
  readonly signal: AbortSignal
  readonly aborted: boolean
  onProgress(fraction: number, note?: string): void
  onPreview(image: string): void
}

export interface FlightMember {
  onStart(): void
  onProgress(fraction: number, note?: string): void
  onPreview(image: string): void
  /** `own`: this member's run started the execution and is charged for it. */
  onDone(outputs: Outputs, own: boolean): void
  onFailed(error: unknown): void
}

class Flight implements LaneJob, FlightHooks {
  readonly owner: string
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
    this.owner = order.owner
    this.first = first
    this.onEnd = onEnd
  }

  add(member: FlightMember): void {
    this.members = [...this.members, member]
    if (this.started) member.onStart()
  }

  get priority(): Priority {
    return this.order.priority
  }

  get urgency(): number {
    return this.order.urgency
  }

  get place(): LaneJob['place'] {
    return this.order.place
  }

  start(): Promise<void> {
    this.started = true
    this.ended = this.perform()
    return this.ended
  }

  async drop(member: FlightMember): Promise<void> {
    this.members = this.members.filter((other) => other !== member)
    if (this.members.length > 0) return
    this.onEnd()
    if (this.order.remove(this)) return
    this.aborted = true
    this.controller?.abort()
    await this.ended
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
      for (const member of this.members) member.onStart()
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

export const createFlights = (): Flights => {
  const flights = new Map<Fingerprint, Flight>()
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
    async leave(fingerprint, member) {
      await flights.get(fingerprint)?.drop(member)
    },
  }
}
