import type { Clock, Priority } from '@reelgraph/shared'

/** A provider account's queue: so many at once, and fair between runs. */
export interface Lane {
  /** Starts the work as soon as there is room; the place is free again when its promise settles. */
  enqueue(job: LaneJob): void
  /** Takes out work that has not started. @returns whether it was still there. */
  remove(job: LaneJob): boolean
}

export interface LaneJob {
  /** The run whose work it is: lanes take turns between owners of one priority. */
  readonly owner: string
  /** Read when it is enqueued. */
  readonly priority: Priority
  /** Within one owner the higher goes first: expected milliseconds from this step to the end of the film. */
  readonly urgency: number
  /** Only asked for to show the queue. */
  readonly place: { readonly run: string; readonly node: string; readonly item: string | null }
  /** Never rejects. */
  start(): Promise<void>
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
  /** Called at once whenever anything of the lane's state changed; whoever listens throttles. */
  onChange?(): void
}

export const createLane = ({ limits: { concurrency } }: LaneParts): Lane => {
  const queues = new Map<string, Set<LaneJob>>()
  let running = 0
  let waiting = 0

  /** The oldest job of the owner whose turn it is; the owner goes to the end of the line. */
  const next = (): LaneJob | undefined => {
    for (const [owner, jobs] of queues) {
      const [job] = jobs
      if (job) jobs.delete(job)
      if (jobs.size === 0 || queues.size > 1) queues.delete(owner)
      if (jobs.size > 0) queues.set(owner, jobs)
      if (job) return job
    }
    return undefined
  }

  const free = (): void => {
    running -= 1
    fill()
  }

  const fill = (): void => {
    while (running < concurrency && waiting > 0) {
      const job = next()
      if (!job) return
      waiting -= 1
      running += 1
      void job.start().then(free, free)
    }
  }

  return {
    enqueue(job) {
      const jobs = queues.get(job.owner)
      if (jobs) jobs.add(job)
      else queues.set(job.owner, new Set([job]))
      waiting += 1
      fill()
    },
    remove(job) {
      const removed = queues.get(job.owner)?.delete(job) ?? false
      if (removed) waiting -= 1
      return removed
    },
  }
}
