import { setTimeout as delay } from 'node:timers/promises'
import type { Clock } from '@reelgraph/shared'

/**
 * Time that stands still while anything is under way, and then goes straight on to whoever sleeps next. So nothing is waited
 * for that does not happen, and no machine is too slow for a deadline.
 */
export interface QuietClock extends Clock {
  /** It is under way until that settles. */
  during<T>(work: Promise<T>): Promise<T>
  /** How many of what is under way are known never to end. */
  except(hanging: () => number): void
  /** Something happened just now. */
  touch(): void
}

/** Of silence, in real milliseconds, before time goes on: the next step of what just happened comes sooner. */
const QUIET_MS = 3
/** Whatever is under way so long without a sign never ends. */
const STUCK_MS = 15_000

export const createQuietClock = (): QuietClock => {
  let hanging = (): number => 0
  const start = Date.now()
  const sleepers = new Map<() => void, number>()
  let elapsed = 0
  let busy = 0
  let touchedAt = performance.now()
  let pumping = false
  const touch = (): void => void (touchedAt = performance.now())

  const pump = async (): Promise<void> => {
    while (sleepers.size > 0) {
      await delay(1)
      const patience = busy > hanging() ? STUCK_MS : QUIET_MS
      if (performance.now() - touchedAt < patience) continue
      const [next] = [...sleepers].toSorted(([, a], [, b]) => a - b)
      if (!next) continue
      const [wake, at] = next
      elapsed = Math.max(elapsed, at)
      sleepers.delete(wake)
      touch()
      wake()
    }
    pumping = false
  }

  return {
    touch,
    except: (count) => void (hanging = count),
    now: () => Math.round(start + elapsed),
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason as Error)
        sleepers.set(resolve, elapsed + ms)
        signal?.addEventListener('abort', () => {
          if (sleepers.delete(resolve)) reject(signal.reason as Error)
        })
        if (!pumping) {
          pumping = true
          void pump()
        }
      }),
    async during(work) {
      busy += 1
      touch()
      try {
        return await work
      } finally {
        busy -= 1
        touch()
      }
    },
  }
}
