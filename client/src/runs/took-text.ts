import { formatClock } from '../lib/format.ts'

/** How long something took: `620 ms`, `3.2 s`, `1:04`. */
export const tookText = (milliseconds: number): string => {
  if (milliseconds < 1000) return `${Math.max(1, Math.round(milliseconds))} ms`
  const seconds = milliseconds / 1000
  return seconds < 59.95 ? `${seconds.toFixed(1)} s` : formatClock(seconds)
}
