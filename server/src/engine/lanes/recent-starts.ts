import { MOST_STARTS_PER_MINUTE } from '@reelgraph/shared'

const WINDOW_MS = 60_000

/**
 * When the last starts were. They are noted without a limit too, so that one which is set later counts the minute before.
 * A clock that is put back takes the noted times with it.
 */
export class RecentStarts {
  private readonly times = new Float64Array(MOST_STARTS_PER_MINUTE)
  private count = 0
  private next = 0
  private latest = 0

  note(now: number): void {
    this.follow(now)
    this.times[this.next] = now
    this.latest = now
    this.next = this.next + 1 === MOST_STARTS_PER_MINUTE ? 0 : this.next + 1
    if (this.count < MOST_STARTS_PER_MINUTE) this.count += 1
  }

  /** The first moment at which one more is not more than `limit` in 60 s; it may have passed. */
  opensAt(limit: number, now: number): number {
    this.follow(now)
    if (this.count < limit) return now
    const at = (this.next - limit + MOST_STARTS_PER_MINUTE) % MOST_STARTS_PER_MINUTE
    return (this.times[at] ?? 0) + WINDOW_MS
  }

  private follow(now: number): void {
    if (now >= this.latest) return
    const back = this.latest - now
    for (let at = 0; at < this.count; at += 1) this.times[at] = (this.times[at] ?? 0) - back
    this.latest = now
  }
}
