import type { RunId, SequencedEvent } from '@reelgraph/shared'
import type { Message, News } from './news.ts'

/** How far the answer to a subscription reaches: what comes after it has to be sent, what does not must not. */
export interface Reach {
  readonly revision: number
  /** Of each run the number of the last event that was part of the answer. */
  readonly runs: ReadonlyMap<RunId, number>
}

/**
 * One subscriber of one project. From the moment it is made it keeps all news, so that nothing is lost while its answer is
 * gathered; after the answer it passes on exactly what the answer did not hold.
 */
export class Subscription {
  private readonly send: (message: Message) => void
  private held: News[] | undefined = []
  private revision = 0
  private readonly seqs = new Map<RunId, number>()

  constructor(send: (message: Message) => void) {
    this.send = send
  }

  accept(news: News): void {
    if (this.held) this.held.push(news)
    else this.pass(news)
  }

  /** A run has been read just now: what was held of its progress is part of what was read. */
  hasRead(run: RunId): void {
    this.held = this.held?.filter(({ frame }) => frame.type !== 'run-volatile' || frame.run !== run)
  }

  begin(answer: readonly string[], { revision, runs }: Reach): void {
    this.revision = revision
    for (const [run, seq] of runs) this.seqs.set(run, seq)
    for (const text of answer) this.send(text)
    const held = this.held ?? []
    this.held = undefined
    const begun = new Set(runs.keys())
    for (const news of held) if (isWhole(news, begun)) this.pass(news)
  }

  private pass(news: News): void {
    const { frame } = news
    switch (frame.type) {
      case 'ops':
        if (frame.revision <= this.revision) return
        this.revision = frame.revision
        return this.send(news.message())
      case 'run-events':
        return this.passEvents(news, frame.run, frame.events)
      case 'run-volatile':
      case 'result-forgotten':
      case 'project-deleted':
        return this.send(news.message())
    }
  }

  private passEvents(news: News, run: RunId, events: readonly SequencedEvent[]): void {
    const seen = this.seqs.get(run)
    if (seen === undefined) return this.send(news.message())
    const fresh = events.filter(({ seq }) => seq > seen)
    if (fresh.length === 0) return
    this.seqs.delete(run)
    this.send(fresh.length === events.length ? news.message() : JSON.stringify({ ...news.frame, events: fresh }))
  }
}

/** The last events of a run that ended before the answer was gathered, and is not part of it, say nothing to who knows no others. */
const isWhole = ({ frame }: News, begun: Set<RunId>): boolean => {
  if (frame.type !== 'run-events') return true
  if (frame.events[0]?.seq === 1) begun.add(frame.run)
  return begun.has(frame.run)
}
