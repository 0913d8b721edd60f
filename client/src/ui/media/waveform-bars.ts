/** As many bars as fit, each the loudest of its part of the peaks, from 0 to 1. Fewer peaks than bars are stretched. */
export function waveformBars(peaks: readonly number[], count: number): readonly number[] {
  if (peaks.length === 0 || count <= 0) return []
  return Array.from({ length: count }, (_, bar) => {
    const from = Math.floor((bar * peaks.length) / count)
    const to = Math.max(from + 1, Math.floor(((bar + 1) * peaks.length) / count))
    let loudest = 0
    for (let position = from; position < to; position += 1) loudest = Math.max(loudest, Math.abs(peaks[position] ?? 0))
    return Math.min(1, loudest)
  })
}
