import { fail, type Outputs } from '@reelgraph/shared'
import { LEFT, type FlightHooks, type FlightMember, type FlightOrder, type Left } from './flight.ts'
import type { LaneJob } from './lanes.ts'

const NOBODY: readonly FlightMember[] = []

/** One execution that is free and over when its promise settles. */
export class QuickFlight implements LaneJob, FlightHooks {
  /** Seldom more than one. */
  private members: readonly FlightMember[] = NOBODY
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
    this.members = this.members.length === 0 ? [member] : [...this.members, member]
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
      if (this.aborted) throw fail('cancelled', `“${this.order.title}” was stopped.`)
      this.order.keep(outputs)
    } catch (error) {
      this.onEnd()
      for (const member of this.members) member.onFailed(error)
      return
    }
    this.onEnd()
    for (const member of this.members) member.onDone(outputs, member === this.first)
  }
}
