import { isDeepStrictEqual } from 'node:util'
import type { Priority } from '@reelgraph/shared'
import type { LaneJob, LaneLimits } from '../lanes.ts'
import { openLane } from './lane-workbench.ts'

export const PRIORITIES = ['low', 'normal', 'high'] as const

export type Wish = Pick<LaneJob, 'owner' | 'priority' | 'urgency'>

interface Known {
  readonly owner: string
  readonly urgency: number
  readonly job: LaneJob
  readonly name: string
  priority: Priority
  status: 'waiting' | 'running' | 'ended' | 'removed'
}

/** Works a lane, keeps its own slow book of what waits and runs, and objects to whatever breaks a rule. */
export class LaneReferee {
  readonly bench: ReturnType<typeof openLane>
  readonly known: Known[] = []
  /** In the order in which they started. */
  running: readonly Known[] = []
  readonly objections: string[] = []
  private limits: LaneLimits
  private readonly starts: { readonly at: number; readonly turn: string }[] = []
  /** Owners that wait at a priority without a gap, with how many starts there had been when they came. */
  private readonly present = new Map<string, number>()
  private paused = false
  private until = 0

  constructor(limits: LaneLimits) {
    this.limits = limits
    this.bench = openLane(limits)
  }

  get waiting(): readonly Known[] {
    return this.known.filter(({ status }) => status === 'waiting')
  }

  add(wish: Wish): void {
    const name = `${wish.owner}${this.known.length}`
    const made = this.bench.job(name, wish)
    const start = (): Promise<void> => {
      this.judge(entry)
      return made.start()
    }
    const entry: Known = { ...wish, name, job: { ...made, start }, status: 'waiting' }
    this.known.push(entry)
    this.notePresent()
    this.bench.lane.enqueue(entry.job)
  }

  async end(which: number): Promise<void> {
    const entry = this.running[which % Math.max(1, this.running.length)]
    if (!entry) return
    entry.status = 'ended'
    this.running = this.running.filter((other) => other !== entry)
    await this.bench.end(entry.name)
  }

  remove(which: number): void {
    const entry = this.known[which % Math.max(1, this.known.length)]
    if (!entry) return
    const waits = entry.status === 'waiting'
    if (waits) entry.status = 'removed'
    this.notePresent()
    this.demand(this.bench.lane.remove(entry.job) === waits, 'exactly what waits can be taken out')
  }

  reprioritise(owner: string, priority: Priority): void {
    for (const entry of this.waiting) if (entry.owner === owner) entry.priority = priority
    this.notePresent()
    this.bench.lane.reprioritise(owner, priority)
  }

  backOff(ms: number): void {
    const until = this.bench.clock.now() + ms
    this.until = Math.max(this.until, until)
    this.bench.lane.backOff(until)
  }

  pause(paused: boolean): void {
    this.paused = paused
    if (paused) return this.bench.lane.pause()
    // whoever says “go on now” means it
    this.until = 0
    this.bench.lane.resume()
  }

  configure(limits: LaneLimits): void {
    this.limits = limits
    this.bench.lane.configure(limits)
  }

  /** Between two steps: nothing waits that could run, and a timer is there only where time is what is waited for. */
  checkRest(): void {
    const { lane, clock } = this.bench
    const hasRoom = !this.paused && this.running.length < this.limits.concurrency
    const mustWait = clock.now() < this.until || this.inLastMinute() >= (this.limits.perMinute ?? Infinity)
    const { waiting, running } = lane.state()
    this.demand(this.waiting.length === 0 || !hasRoom || mustWait, 'no place stays empty')
    this.demand(clock.sleeping === (this.waiting.length > 0 && hasRoom ? 1 : 0), 'a timer while only time is missing')
    this.demand(waiting === this.waiting.length, 'the number of those that wait is right')
    const places = this.running.map(({ job }) => job.place)
    this.demand(isDeepStrictEqual(running, places), 'what runs is shown in the order of its start')
  }

  private judge(entry: Known): void {
    const { clock } = this.bench
    this.demand(entry.status === 'waiting', 'only what waits starts, and once')
    this.demand(!this.paused, 'nothing starts in a pause')
    this.demand(clock.now() >= this.until, 'nothing starts before the provider wants it')
    this.demand(this.running.length < this.limits.concurrency, 'never more at once than allowed')
    this.demand(this.inLastMinute() < (this.limits.perMinute ?? Infinity), 'never more in any minute than allowed')
    const rank = Math.max(...this.waiting.map(({ priority }) => PRIORITIES.indexOf(priority)))
    this.demand(PRIORITIES.indexOf(entry.priority) === rank, 'no higher priority waits')
    const ofOwner = this.waiting.filter((other) => turnOf(other) === turnOf(entry))
    const most = Math.max(...ofOwner.map(({ urgency }) => urgency))
    this.demand(entry === ofOwner.find(({ urgency }) => urgency === most), 'the most urgent first, then who came first')
    entry.status = 'running'
    this.running = [...this.running, entry]
    this.starts.push({ at: clock.now(), turn: turnOf(entry) })
    this.checkTurns(entry)
    this.notePresent()
  }

  /** While two owners of one priority both wait, neither starts two more than the other. */
  private checkTurns(entry: Known): void {
    const since = this.present.get(turnOf(entry)) ?? 0
    for (const [turn, otherSince] of this.present) {
      if (!turn.endsWith(entry.priority)) continue
      const both = this.starts.slice(Math.max(since, otherSince)).map((start) => start.turn)
      const lead = both.filter((one) => one === turnOf(entry)).length - both.filter((one) => one === turn).length
      this.demand(lead <= 1, 'owners that both wait take turns')
    }
  }

  private notePresent(): void {
    const now = new Set(this.waiting.map(turnOf))
    for (const turn of this.present.keys()) if (!now.has(turn)) this.present.delete(turn)
    for (const turn of now) if (!this.present.has(turn)) this.present.set(turn, this.starts.length)
  }

  private demand(holds: boolean, rule: string): void {
    if (!holds) this.objections.push(rule)
  }

  private inLastMinute(): number {
    return this.starts.filter(({ at }) => at > this.bench.clock.now() - 60_000).length
  }
}

const turnOf = ({ owner, priority }: Pick<Known, 'owner' | 'priority'>): string => `${owner} ${priority}`
