import { taskKey, type VolatileEvent } from '@reelgraph/shared'

/** Progress and previews reach watchers at most this often, in milliseconds: the first at once, for a short run has no second. */
const EVERY_MS = 50

/** Keeps of each task and kind of news only the latest, and sends what has gathered at most every 50 ms. */
export const createVolatileNews = (send: (events: readonly VolatileEvent[]) => void) => {
  let latest = new Map<string, VolatileEvent>()
  /** A task is queued once, so nothing of it is out of date. */
  let queued: VolatileEvent[] = []
  let timer: NodeJS.Timeout | undefined
  let sentAt = -Infinity
  const flush = (): void => {
    timer = undefined
    sentAt = performance.now()
    const events = [...queued, ...latest.values()]
    queued = []
    latest = new Map()
    send(events)
  }
  return {
    add(event: VolatileEvent): void {
      if (event.type === 'task-queued') queued.push(event)
      else latest.set(`${event.type} ${taskKey(event.node, event.item)}`, event)
      timer ??= setTimeout(flush, Math.max(0, sentAt + EVERY_MS - performance.now()))
    },
    stop(): void {
      clearTimeout(timer)
      timer = undefined
      queued = []
      latest.clear()
    },
  }
}
