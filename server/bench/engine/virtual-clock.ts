import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Clock } from '@reelgraph/shared'

interface Sleeper {
  readonly at: number
  wake(): void
}

/** A clock on which nothing is waited for: time moves only when a step is at work and nothing else can happen before it ends. */
export interface VirtualClock extends Clock {
  /** A step at work. */
  work(milliseconds: number, signal: AbortSignal): Promise<void>
  /** Lets time go on until the promise settles. */
  until<T>(over: Promise<T>): Promise<T>
}

/** So many turns of the event loop without news mean that everything has happened: a rest of the engine takes one. */
const QUIET_TURNS = 3

export const createVirtualClock = (): VirtualClock => {
  let now = 1_700_000_000_000
  let working = 0
  /** Counts up with everything that begins to wait. */
  let news = 0
  const sleepers = new Set<Sleeper>()

  const sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      signal?.throwIfAborted()
      const sleeper = { at: now + ms, wake: resolve }
      sleepers.add(sleeper)
      news += 1
      signal?.addEventListener('abort', () => {
        sleepers.delete(sleeper)
        reject(new Error('stopped', { cause: signal.reason }))
      })
    })

  const quiet = async (): Promise<void> => {
    for (let turns = 0, seen = news; turns < QUIET_TURNS; turns += 1) {
      await nextTurn()
      if (news === seen) continue
      seen = news
      turns = -1
    }
  }

  const wakeNext = (): void => {
    let next: Sleeper | undefined
    for (const sleeper of sleepers) if (!next || sleeper.at < next.at) next = sleeper
    if (!next) return
    now = Math.max(now, next.at)
    sleepers.delete(next)
    next.wake()
  }

  return {
    now: () => now,
    sleep,
    async work(milliseconds, signal) {
      working += 1
      await sleep(milliseconds, signal).finally(() => {
        working -= 1
      })
    },
    async until(over) {
      const open = new Set([over])
      const close = (): boolean => open.delete(over)
      over.then(close, close)
      while (open.size > 0) {
        await quiet()
        if (working > 0) wakeNext()
      }
      return over
    },
  }
}
