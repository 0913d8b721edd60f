import type { Clock } from '@reelgraph/shared'

/** A timer of the machine takes no more than 24 days; whoever set it looks at the clock again anyway. */
const LONGEST_MS = 3_600_000

/** One timer at most. It may ring early. */
export class Alarm {
  private readonly clock: Clock
  private readonly ring: () => void
  private at = 0
  private sleeping: AbortController | undefined

  constructor(clock: Clock, ring: () => void) {
    this.clock = clock
    this.ring = ring
  }

  get isSet(): boolean {
    return this.sleeping !== undefined
  }

  /** In milliseconds since 1970. */
  set(at: number): void {
    if (this.sleeping && this.at === at) return
    this.clear()
    const sleeping = new AbortController()
    this.sleeping = sleeping
    this.at = at
    const wake = (): void => {
      if (this.sleeping !== sleeping) return
      this.sleeping = undefined
      this.ring()
    }
    const ms = Math.min(Math.max(at - this.clock.now(), 0), LONGEST_MS)
    this.clock.sleep(ms, sleeping.signal).then(wake, () => undefined)
  }

  clear(): void {
    this.sleeping?.abort()
    this.sleeping = undefined
  }
}
