/** Seconds as a clock: `0:52`, `1:04:09`. With `tenths`, `0:52.3`. */
export function formatClock(seconds: number, { tenths = false }: { readonly tenths?: boolean } = {}): string {
  if (!Number.isFinite(seconds)) return '–:––'
  const unit = tenths ? 10 : 1
  // Floored like every player: 0:59.99 is still in its first minute. The hair guards 0.3 * 10 = 2.9999….
  const total = Math.floor(Math.max(0, seconds) * unit + 1e-6)
  const whole = Math.floor(total / unit)
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  const tail = `${String(rest).padStart(2, '0')}${tenths ? `.${total % 10}` : ''}`
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${tail}` : `${minutes}:${tail}`
}

/** Micro-dollars as money: `free`, `$0.003`, `$0.025`, `$0.42`, `$1,204.00`. Exact enough that what is shown adds up. */
export function formatMoney(micros: number): string {
  if (micros === 0) return 'free'
  if (micros > 0 && micros < 50) return '< $0.0001'
  const digits = { minimumFractionDigits: 2, maximumFractionDigits: decimalsOf(micros) }
  return `${micros < 0 ? '−' : ''}$${(Math.abs(micros) / DOLLAR).toLocaleString('en-US', digits)}`
}

const DOLLAR = 1_000_000

/** Behind the point: a picture may cost a tenth of a cent, and of a hundred dollars nobody counts those. */
const decimalsOf = (micros: number): number => {
  const dollars = Math.abs(micros) / DOLLAR
  return dollars < 1 ? 4 : dollars < 100 ? 3 : 2
}

/** The next amount in micro-dollars that reads as it is. */
export const roundedUp = (micros: number): number => {
  const step = DOLLAR / 10 ** decimalsOf(micros)
  return Math.ceil(micros / step) * step
}

/** A limit in micro-dollars, never said lower than it is, for after “up to”: `free`, `$0.0031`, `$0.43`. */
export const formatLimit = (micros: number): string => formatMoney(roundedUp(micros))

/** The same alone: `free`, `at most $0.0031`, `at most $0.43`. */
export const formatAtMost = (micros: number): string => (micros === 0 ? 'free' : `at most ${formatLimit(micros)}`)

const units = ['B', 'kB', 'MB', 'GB', 'TB']

/** Bytes in powers of 1000: `640 B`, `1.2 MB`. */
export function formatBytes(bytes: number): string {
  let size = bytes
  let unit = 0
  while (size >= 999.5 && unit < units.length - 1) {
    size /= 1000
    unit += 1
  }
  return `${unit > 0 && size < 9.95 ? size.toFixed(1) : Math.round(size)} ${units[unit]}`
}

const spans = [
  { unit: 'day', seconds: 86_400, below: 7 * 86_400 },
  { unit: 'hour', seconds: 3600, below: 86_400 },
  { unit: 'minute', seconds: 60, below: 3600 },
] as const

/** How long ago, in words: `just now`, `5 minutes ago`, `yesterday`; older than a week as a date. Times in ms. */
export function formatAgo(time: number, now: number): string {
  const seconds = Math.max(0, (now - time) / 1000)
  if (seconds < 45) return 'just now'
  if (seconds >= 7 * 86_400) {
    const sameYear = new Date(time).getFullYear() === new Date(now).getFullYear()
    const year = sameYear ? undefined : ('numeric' as const)
    return new Date(time).toLocaleDateString('en', { day: 'numeric', month: 'short', ...(year && { year }) })
  }
  const span = spans.toReversed().find(({ seconds: size, below }) => Math.round(seconds / size) * size < below)
  if (!span) return 'just now'
  const count = Math.max(1, Math.round(seconds / span.seconds))
  return new Intl.RelativeTimeFormat('en', { numeric: 'auto' }).format(-count, span.unit)
}
