import type { Finding, FlowTask } from '@reelgraph/shared'
import type { Lane, LaneJob } from './lanes.ts'
import { placeOf, type Ground } from './task-flight.ts'

interface CheckParts {
  readonly lane: Lane
  readonly state: Ground['state']
  readonly task: FlowTask
  look(signal: AbortSignal): Promise<readonly Finding[]>
}

/** One look at what a task gave, in its lane. */
export class CheckJob implements LaneJob {
  private readonly parts: CheckParts
  private readonly call = new AbortController()
  private readonly seen = Promise.withResolvers<readonly Finding[]>()

  constructor(parts: CheckParts) {
    this.parts = parts
  }

  get owner(): string {
    return this.parts.state.id
  }

  get priority(): LaneJob['priority'] {
    return this.parts.state.priority
  }

  /** What is made already goes before what is still to be made. */
  get urgency(): number {
    return Number.MAX_SAFE_INTEGER
  }

  get place(): LaneJob['place'] {
    return { run: this.owner, ...placeOf(this.parts.task) }
  }

  /** Rejects where it could not be looked at, or was stopped. */
  enqueue(): Promise<readonly Finding[]> {
    this.parts.lane.enqueue(this)
    return this.seen.promise
  }

  async start(): Promise<void> {
    const { signal } = this.call
    await this.parts.look(signal).then(this.seen.resolve, this.seen.reject)
  }

  stop(): void {
    this.call.abort()
    if (this.parts.lane.remove(this)) this.seen.reject(this.call.signal.reason)
  }
}
