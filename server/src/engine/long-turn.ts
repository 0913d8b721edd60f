/** How long steps that wait for nothing may keep the event loop to themselves, in milliseconds. */
const LONGEST_MS = 50

let isWatched = false
let since = 0

/**
 * Whether this turn of the event loop has lasted so long that others should have theirs: what was written is committed,
 * watchers are told and requests are heard between turns, and steps that are done at once would follow each other in one.
 */
export const isLongTurn = (): boolean => {
  const now = performance.now()
  if (isWatched) return now - since > LONGEST_MS
  isWatched = true
  since = now
  setImmediate(() => {
    isWatched = false
  })
  return false
}
