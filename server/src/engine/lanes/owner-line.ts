import type { Priority } from '@reelgraph/shared'
import { Chain, type Link } from './chain.ts'
import type { LaneJob } from './lane-job.ts'

/** A job that waits. */
export class Waiter implements Link<Waiter> {
  readonly job: LaneJob
  /** Counts up: who came first. */
  readonly arrival: number
  level: Level | undefined
  before: Waiter | undefined
  after: Waiter | undefined

  constructor(job: LaneJob, arrival: number) {
    this.job = job
    this.arrival = arrival
  }
}

/** The waiting jobs of one owner and one urgency, first come first served. */
class Level extends Chain<Waiter> {
  readonly line: OwnerLine
  readonly urgency: number
  /** Its index in the heap. */
  at: number

  constructor(line: OwnerLine, urgency: number, at: number) {
    super()
    this.line = line
    this.urgency = urgency
    this.at = at
  }
}

/**
 * What waits of one owner: the more urgent first, then first come first served. A binary heap of levels, not of jobs:
 * the items of a node are equally urgent, so most come and go without moving anything in it.
 */
export class OwnerLine implements Link<OwnerLine> {
  readonly owner: string
  priority: Priority
  before: OwnerLine | undefined
  after: OwnerLine | undefined
  private readonly heap: Level[] = []
  private readonly levels = new Map<number, Level>()

  constructor(owner: string, priority: Priority) {
    this.owner = owner
    this.priority = priority
  }

  get first(): Waiter | undefined {
    return this.heap[0]?.first
  }

  add(waiter: Waiter): void {
    const { urgency } = waiter.job
    const level = this.levels.get(urgency) ?? this.open(urgency)
    level.append(waiter)
    waiter.level = level
  }

  remove(waiter: Waiter): void {
    const { level } = waiter
    if (!level) return
    level.remove(waiter)
    waiter.level = undefined
    if (!level.first) this.close(level)
  }

  /** In the order in which they would start. Costs only as much as is taken of it. */
  *inOrder(): Generator<Waiter, void> {
    /** Levels whose parents have been given. */
    const nearest = this.heap.slice(0, 1)
    for (let level = takeMostUrgent(nearest); level; level = takeMostUrgent(nearest)) {
      for (let waiter = level.first; waiter; waiter = waiter.after) yield waiter
      nearest.push(...this.heap.slice(2 * level.at + 1, 2 * level.at + 3))
    }
  }

  private open(urgency: number): Level {
    const level = new Level(this, urgency, this.heap.length)
    this.levels.set(urgency, level)
    this.heap.push(level)
    this.rise(level)
    return level
  }

  private close(level: Level): void {
    this.levels.delete(level.urgency)
    const last = this.heap.pop()
    if (!last || last === level) return
    this.put(last, level.at)
    this.rise(last)
    this.sink(last)
  }

  private rise(level: Level): void {
    while (level.at > 0) {
      const parent = this.heap[(level.at - 1) >> 1]
      if (!parent || parent.urgency >= level.urgency) return
      this.swap(parent, level)
    }
  }

  private sink(level: Level): void {
    for (;;) {
      const left = this.heap[2 * level.at + 1]
      const right = this.heap[2 * level.at + 2]
      const child = left && right && right.urgency > left.urgency ? right : left
      if (!child || child.urgency <= level.urgency) return
      this.swap(level, child)
    }
  }

  private swap(upper: Level, lower: Level): void {
    const { at } = upper
    this.put(upper, lower.at)
    this.put(lower, at)
  }

  private put(level: Level, at: number): void {
    this.heap[at] = level
    level.at = at
  }
}

const takeMostUrgent = (levels: Level[]): Level | undefined => {
  let best = 0
  for (let at = 1; at < levels.length; at += 1) {
    if ((levels[at]?.urgency ?? 0) > (levels[best]?.urgency ?? 0)) best = at
  }
  return levels.splice(best, 1)[0]
}
