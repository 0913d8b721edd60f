import type { Duration } from '@reelgraph/shared'

/** A length of time in round words: `less than 1 s`, `12 s`, `3 min`, `1 h 20 min`. In milliseconds. */
export const spanText = (milliseconds: number): string => {
  const seconds = milliseconds / 1000
  if (seconds < 1) return 'less than 1 s'
  if (seconds < 9.5) return `${Number(seconds.toFixed(1))} s`
  if (seconds < 99.5) return `${Math.round(seconds)} s`
  const minutes = Math.round(seconds / 60)
  if (minutes < 60) return `${minutes} min`
  const rest = minutes % 60
  return rest === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${rest} min`
}

type Range = Pick<Duration, 'median' | 'p95'>

/** `about 12 s, up to 20 s`; without the second where it would say the same. */
export const rangeText = ({ median, p95 }: Range): string => {
  const [usual, most] = [spanText(median), spanText(p95)]
  const about = usual.startsWith('less') ? usual : `about ${usual}`
  return usual === most || p95 <= median ? about : `${about}, up to ${most}`
}

/** Of one model: `about 12 s, up to 20 s (8 runs)`. */
export const durationText = (duration: Duration): string =>
  `${rangeText(duration)} (${duration.runs === 1 ? '1 run' : `${duration.runs} runs`})`
