import type { Priority } from '@reelgraph/shared'
import { Chain } from './chain.ts'
import type { LaneJob } from './lane-job.ts'
import { OwnerLine, Waiter } from './owner-line.ts'

/** The owners of one priority, the one whose turn it is first. */
class Circle extends Chain<OwnerLine> {
  readonly byOwner = new Map<string, OwnerLine>()

  join(line: OwnerLine): void {
    this.byOwner.set(line.owner, line)
    this.append(line)
  }

  leave(line: OwnerLine): void {
    this.byOwner.delete(line.owner)
    this.remove(line)
  }

  passTurn(line: OwnerLine): void {
    if (line === this.last) return
    this.remove(line)
    this.append(line)
  }
}

/** Who waits, and who is next: the highest priority, there the owner whose turn it is, of it the most urgent. */
export class WaitingRoom {
  private readonly waiters = new Map<LaneJob, Waiter>()
  private readonly circles = { high: new Circle(), normal: new Circle(), low: new Circle() }
  private readonly highestFirst = [this.circles.high, this.circles.normal, this.circles.low] as const
  private arrivals = 0

  get size(): number {
    return this.waiters.size
  }

  /** What waits already keeps its place. */
  add(job: LaneJob): void {
    if (this.waiters.has(job)) return
    const waiter = new Waiter(job, (this.arrivals += 1))
    this.waiters.set(job, waiter)
    this.lineOf(job.owner, job.priority).add(waiter)
  }

  remove(job: LaneJob): boolean {
    const waiter = this.waiters.get(job)
    const line = waiter?.level?.line
    if (!waiter || !line) return false
    this.waiters.delete(job)
    line.remove(waiter)
    if (!line.first) this.circles[line.priority].leave(line)
    return true
  }

  /** The next one, which waits no longer; its owner goes to the end of the circle. */
  take(): LaneJob | undefined {
    for (const circle of this.highestFirst) {
      const line = circle.first
      const waiter = line?.first
      if (!line || !waiter) continue
      this.waiters.delete(waiter.job)
      line.remove(waiter)
      if (line.first) circle.passTurn(line)
      else circle.leave(line)
      return waiter.job
    }
    return undefined
  }

  /** @returns whether anything of this owner waited with another priority. */
  reprioritise(owner: string, priority: Priority): boolean {
    const moving: OwnerLine[] = []
    for (const circle of this.highestFirst) {
      const line = circle.byOwner.get(owner)
      if (!line || line.priority === priority) continue
      circle.leave(line)
      moving.push(line)
    }
    const [line] = moving
    if (!line) return false
    const circle = this.circles[priority]
    const present = circle.byOwner.get(owner)
    if (present || moving.length > 1) this.merge(moving, this.lineOf(owner, priority))
    else {
      line.priority = priority
      circle.join(line)
    }
    return true
  }

  /** The first so many, in the order in which they would start. */
  first(most: number): readonly { readonly job: LaneJob; readonly priority: Priority }[] {
    const found: { readonly job: LaneJob; readonly priority: Priority }[] = []
    for (const circle of this.highestFirst) {
      let turns: Generator<Waiter, void>[] = []
      for (let line = circle.first; line && turns.length < most; line = line.after) turns.push(line.inOrder())
      while (turns.length > 0 && found.length < most) {
        turns = turns.filter((turn) => {
          const { value } = turn.next()
          const line = value?.level?.line
          if (value && line && found.length < most) found.push({ job: value.job, priority: line.priority })
          return line !== undefined
        })
      }
    }
    return found
  }

  private lineOf(owner: string, priority: Priority): OwnerLine {
    const circle = this.circles[priority]
    const known = circle.byOwner.get(owner)
    if (known) return known
    const line = new OwnerLine(owner, priority)
    circle.join(line)
    return line
  }

  /** Who came first stays first, whatever line they stood in. */
  private merge(moving: readonly OwnerLine[], target: OwnerLine): void {
    const waiters = [target, ...moving].flatMap((line) => [...line.inOrder()])
    for (const waiter of waiters) waiter.level?.line.remove(waiter)
    for (const waiter of waiters.toSorted((a, b) => a.arrival - b.arrival)) target.add(waiter)
  }
}
