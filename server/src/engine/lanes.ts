import type { Clock, LaneChange, LaneRunFacts, LaneState, Priority } from '@reelgraph/shared'
import { Alarm } from './lanes/alarm.ts'
import type { LaneJob } from './lanes/lane-job.ts'
import { RecentStarts } from './lanes/recent-starts.ts'
import { WaitingRoom } from './lanes/waiting-room.ts'
import { isLongTurn } from './long-turn.ts'

export type { Priority } from '@reelgraph/shared'
export type { LaneJob } from './lanes/lane-job.ts'

/** A provider account's queue: so many at once, so many a minute, and fair between runs. */
export interface Lane {
  readonly id: string
  /** Starts the work as soon as there is room; the slot is free again when its promise settles. */
  enqueue(job: LaneJob): void
  /** For work that is under way already: it takes its place at once, however full the lane is, and is no new start. */
  occupy(job: LaneJob): void
  /** Takes out work that has not started. @returns whether it was still waiting. */
  remove(job: LaneJob): boolean
  /** Moves all waiting work of that owner to the end of the turns of its new priority. */
  reprioritise(owner: string, priority: Priority): void
  /**
   * Nothing starts before `until`, in milliseconds since 1970, as a provider has asked. What runs goes on. A later moment
   * extends it, an earlier one does not shorten it. `why`: the sentence that says so.
   */
  backOff(until: number, why?: string): void
  /** By a person: nothing starts until they resume. What runs goes on. */
  pause(): void
  /** By a person, who wants to go on now: also where a provider has asked to wait. */
  resume(): void
  /** May change while it works. What runs goes on even where it is more than is now allowed. */
  configure(limits: LaneLimits): void
  state(): LaneState
  /** Nothing starts any more, and no timer is left. */
  close(): void
}

export interface LaneLimits {
  readonly concurrency: number
  /** At most so many starts in any 60 s. */
  readonly perMinute?: number
}

export interface LaneParts {
  readonly id: string
  readonly title: string
  readonly provider: string
  readonly limits: LaneLimits
  readonly clock: Clock
  /** What is known of a run that has work here. */
  readonly runOf?: ((run: string) => LaneRunFacts | undefined) | undefined
  /** Called at once whenever anything of the state changed; whoever listens throttles. */
  readonly onChange?: () => void
}

/** What a person wants of a lane. What is left out is as the provider's definition has it. */
export interface LaneSettings extends LaneChange {
  readonly paused?: boolean
  /** What the provider says of this account. It holds where the person wants nothing else. */
  readonly told?: LaneChange
}

/** Where a person sees and changes the lanes. */
export interface LaneDesk {
  /** The lanes that have been used. */
  lanes(): readonly LaneState[]
  /** A lane that has been used, or the one of a provider there is. */
  lane(id: string): Lane | undefined
  /** What is left out stays as it is. */
  changeLane(id: string, change: LaneSettings): Lane | undefined
}

export const createLane = (parts: LaneParts): Lane => new FairLane(parts)

/** How much of a long queue is shown. */
const SHOWN = 100

/** Room for one running job. Used again and again, so that starting one makes nothing new. */
interface Slot {
  job: LaneJob | undefined
  /** Counts up with every start. */
  turn: number
  readonly free: () => void
}

class FairLane implements Lane {
  readonly id: string
  private readonly parts: LaneParts
  private limits: LaneLimits
  private readonly waiting = new WaitingRoom()
  private readonly recent = new RecentStarts()
  private readonly alarm: Alarm
  private readonly slots: Slot[] = []
  private readonly freeSlots: Slot[] = []
  private turns = 0
  private paused = false
  private pausedUntil = 0
  private pausedBecause: string | undefined
  private closed = false
  /** Others have their turn of the event loop. */
  private resting = false

  constructor(parts: LaneParts) {
    this.id = parts.id
    this.parts = parts
    this.limits = parts.limits
    this.alarm = new Alarm(parts.clock, () => this.proceed())
  }

  enqueue(job: LaneJob): void {
    if (this.waiting.size === 0 && this.hasRoom() && this.opensIn() <= 0) this.start(job)
    else {
      this.waiting.add(job)
      this.fill()
    }
    this.parts.onChange?.()
  }

  occupy(job: LaneJob): void {
    this.seat(job)
    this.parts.onChange?.()
  }

  remove(job: LaneJob): boolean {
    if (!this.waiting.remove(job)) return false
    this.proceed()
    return true
  }

  reprioritise(owner: string, priority: Priority): void {
    if (this.waiting.reprioritise(owner, priority)) this.parts.onChange?.()
  }

  backOff(until: number, why?: string): void {
    if (!(until > this.pausedUntil)) return
    this.pausedUntil = until
    this.pausedBecause = why
    this.proceed()
  }

  pause(): void {
    this.paused = true
    this.proceed()
  }

  resume(): void {
    this.paused = false
    this.pausedUntil = 0
    this.pausedBecause = undefined
    this.proceed()
  }

  configure(limits: LaneLimits): void {
    this.limits = limits
    this.proceed()
  }

  state(): LaneState {
    const { id, title, provider, clock, runOf } = this.parts
    const running = this.slots.filter(isTaken).toSorted((a, b) => a.turn - b.turn)
    const waiting = this.waiting.first(SHOWN)
    const runs = new Set([...running, ...waiting].map(({ job }) => job.place.run))
    return {
      id,
      title,
      provider,
      ...this.limits,
      running: running.map(({ job }) => job.place),
      queued: waiting.map(({ job, priority }) => ({ ...job.place, priority })),
      runs: [...runs].flatMap((run) => runOf?.(run) ?? []),
      waiting: this.waiting.size,
      paused: this.paused,
      ...(this.pausedUntil > clock.now() && {
        pausedUntil: this.pausedUntil,
        ...(this.pausedBecause !== undefined && { pausedBecause: this.pausedBecause }),
      }),
    }
  }

  close(): void {
    this.closed = true
    this.alarm.clear()
  }

  private proceed(): void {
    this.fill()
    this.parts.onChange?.()
  }

  private fill(): void {
    while (this.waiting.size > 0 && this.hasRoom()) {
      const ms = this.opensIn()
      if (ms > 0) return this.alarm.set(this.parts.clock.now() + ms)
      const job = this.waiting.take()
      if (job) this.start(job)
    }
    this.alarm.clear()
  }

  private rest(): void {
    if (this.resting) return
    this.resting = true
    setImmediate(() => {
      this.resting = false
      this.proceed()
    })
  }

  private hasRoom(): boolean {
    const taken = this.slots.length - this.freeSlots.length
    return taken < this.limits.concurrency && !this.paused && !this.closed && !this.resting
  }

  /** How long the provider or the limit a minute lets nothing start, in milliseconds. */
  private opensIn(): number {
    const { perMinute } = this.limits
    if (perMinute === undefined && this.pausedUntil === 0) return 0
    const now = this.parts.clock.now()
    const opensAt = perMinute === undefined ? now : this.recent.opensAt(perMinute, now)
    return Math.max(opensAt, this.pausedUntil) - now
  }

  private start(job: LaneJob): void {
    this.recent.note(this.parts.clock.now())
    this.seat(job)
  }

  private seat(job: LaneJob): void {
    const slot = this.freeSlots.pop() ?? this.addSlot()
    slot.job = job
    slot.turn = this.turns += 1
    void job.start().then(slot.free, slot.free)
  }

  private addSlot(): Slot {
    const slot: Slot = {
      job: undefined,
      turn: 0,
      free: () => {
        slot.job = undefined
        this.freeSlots.push(slot)
        if (isLongTurn()) this.rest()
        else this.proceed()
      },
    }
    this.slots.push(slot)
    return slot
  }
}

const isTaken = (slot: Slot): slot is Slot & { readonly job: LaneJob } => slot.job !== undefined
