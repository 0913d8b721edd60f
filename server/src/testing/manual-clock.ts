import { setImmediate } from 'node:timers/promises'
import type { Clock } from '@reelgraph/shared'

export interface ManualClock extends Clock {
  /** Moves time on; what is due wakes in its order, and all that follows from it happens. */
  advance(ms: number): Promise<void>
  /** Puts the clock to another time, as a person or a time server does: nobody wakes sooner or later for it. */
  put(at: number): void
  /** How many are asleep. */
  readonly sleeping: number
}

/** A clock that stands still until it is told to go on. */
export const createManualClock = (start = 1_700_000_000_000): ManualClock => {
  let shift = start
  let elapsed = 0
  const sleepers = new Map<() => void, number>()
  const wakeDue = async (until: number): Promise<void> => {
    for (;;) {
      const [next] = [...sleepers].filter(([, at]) => at <= until).toSorted(([, a], [, b]) => a - b)
      if (!next) return
      const [wake, at] = next
      elapsed = Math.max(elapsed, at)
      sleepers.delete(wake)
      wake()
      await setImmediate()
    }
  }
  return {
    now: () => shift + elapsed,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason)
        sleepers.set(resolve, elapsed + ms)
        signal?.addEventListener('abort', () => {
          sleepers.delete(resolve)
          reject(signal.reason)
        })
      }),
    async advance(ms) {
      const until = elapsed + ms
      await wakeDue(until)
      elapsed = until
      await setImmediate()
    },
    put: (at) => {
      shift = at - elapsed
    },
    get sleeping() {
      return sleepers.size
    },
  }
}
