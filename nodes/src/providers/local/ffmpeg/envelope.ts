/** Seconds during which somebody speaks. */
export interface Window {
  readonly start: number
  readonly end: number
}

/** Values a second: fine enough for ramps, a thousandth of the sound itself. */
export const ENVELOPE_RATE = 1000

/** Down before the first word, up slowly after the last, and not up at all in a pause that is soon over. */
const RAMP_DOWN_SECONDS = 0.3
const RAMP_UP_SECONDS = 0.7
const SHORT_PAUSE_SECONDS = 1.2

const joined = (windows: readonly Window[]): readonly Window[] => {
  const merged: Window[] = []
  for (const window of windows.toSorted((a, b) => a.start - b.start)) {
    const last = merged.at(-1)
    if (last && window.start - last.end < SHORT_PAUSE_SECONDS)
      merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, window.end) }
    else merged.push(window)
  }
  return merged
}

const smooth = (share: number): number => {
  const inside = Math.min(1, Math.max(0, share))
  return inside * inside * (3 - 2 * inside)
}

/**
 * How loud the music is over time, as factors at `ENVELOPE_RATE`. It is drawn from where the voices are known to be, instead of
 * listening to them: it is down before the first word, and it does not pump between words.
 */
export const duckingEnvelope = (
  windows: readonly Window[],
  { seconds, decibels }: { seconds: number; decibels: number },
): Float32Array => {
  const depth = new Float32Array(Math.ceil(seconds * ENVELOPE_RATE))
  for (const { start, end } of joined(windows)) {
    const from = Math.max(0, Math.floor((start - RAMP_DOWN_SECONDS) * ENVELOPE_RATE))
    const to = Math.min(depth.length, Math.ceil((end + RAMP_UP_SECONDS) * ENVELOPE_RATE))
    for (let at = from; at < to; at++) {
      const time = at / ENVELOPE_RATE
      const down = smooth((time - start + RAMP_DOWN_SECONDS) / RAMP_DOWN_SECONDS)
      const up = smooth((time - end) / RAMP_UP_SECONDS)
      depth[at] = Math.max(depth[at] ?? 0, Math.min(down, 1 - up))
    }
  }
  return depth.map((share) => 10 ** ((-decibels * share) / 20))
}
