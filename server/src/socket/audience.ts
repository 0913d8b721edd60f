import type { ProjectId, RunId, SequencedEvent } from '@reelgraph/shared'
import { newsOf, type NewsFrame } from './news.ts'
import type { Subscription } from './subscription.ts'

/** A third of the time in which a screen is drawn anew, in milliseconds: nobody sees the difference. */
const GATHER_MS = 5

/**
 * Everybody who watches one project. The first event after a silence is told at once; in a storm of them they go out a few
 * milliseconds' worth to a frame, because every frame costs something for every subscriber, at both ends.
 */
export class Audience {
  private readonly project: ProjectId
  private readonly subscriptions = new Set<Subscription>()
  private gathered = new Map<RunId, SequencedEvent[]>()
  private pause: NodeJS.Timeout | undefined

  constructor(project: ProjectId) {
    this.project = project
  }

  get isEmpty(): boolean {
    return this.subscriptions.size === 0
  }

  /** What has happened before is for those who were there: the newcomer reads it. */
  join(subscription: Subscription): void {
    this.flush()
    this.subscriptions.add(subscription)
  }

  part(subscription: Subscription): void {
    this.subscriptions.delete(subscription)
    if (this.isEmpty) this.end()
  }

  tell(frame: NewsFrame): void {
    this.flush()
    this.send(frame)
  }

  tellEvents(run: RunId, events: readonly SequencedEvent[]): void {
    const gathered = this.gathered.get(run)
    if (gathered) for (const event of events) gathered.push(event)
    else this.gathered.set(run, [...events])
    if (!this.pause) this.flushAndPause()
  }

  /** Tells what has gathered. */
  flush(): void {
    if (this.gathered.size === 0) return
    const { gathered } = this
    this.gathered = new Map()
    for (const [run, events] of gathered) this.send({ type: 'run-events', project: this.project, run, events })
  }

  /** Tells what has gathered, and gathers no more. */
  end(): void {
    clearTimeout(this.pause)
    this.pause = undefined
    this.flush()
  }

  private flushAndPause(): void {
    this.pause = setTimeout(() => {
      this.pause = undefined
      if (this.gathered.size > 0) this.flushAndPause()
    }, GATHER_MS)
    this.flush()
  }

  private send(frame: NewsFrame): void {
    const news = newsOf(frame)
    for (const subscription of [...this.subscriptions]) subscription.accept(news)
  }
}
