import { socket } from '../api/live.ts'

/**
 * Loads at once, and again whenever the page is looked at after a while elsewhere or the server is back.
 * @returns a function that ends it.
 */
export const refreshing = (load: () => Promise<void>): (() => void) => {
  void load()
  const looked = () => {
    if (document.visibilityState === 'visible') void load()
  }
  let wasAway = false
  const unwatch = socket.watchState(() => {
    if (socket.state === 'away') wasAway = true
    if (socket.state !== 'open' || !wasAway) return
    wasAway = false
    void load()
  })
  document.addEventListener('visibilitychange', looked)
  return () => {
    unwatch()
    document.removeEventListener('visibilitychange', looked)
  }
}
