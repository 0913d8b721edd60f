import { taskKey, type VolatileEvent } from '@reelgraph/shared'

/** Progress and previews reach watchers at most this often, in milliseconds. */
const EVERY_MS = 50

/** Keeps of each task and kind of news only the latest, and sends what has gathered every 50 ms. */
export const createVolatileNews = (send: (events: readonly VolatileEvent[]) => void) => {
  let latest = new Map<string, VolatileEvent>()
  let timer: NodeJS.Timeout | undefined
  const flush = (): void => {
    timer = undefined
    const events = [...latest.values()]
    latest = new Map()
    send(events)
  }
  return {
    add(event: VolatileEvent): void {
      latest.set(`${event.type} ${taskKey(event.node, event.item)}`, event)
      timer ??= setTimeout(flush, EVERY_MS)
    },
    stop(): void {
      clearTimeout(timer)
      timer = undefined
      latest.clear()
    },
  }
}
