import type { Loudness } from '@reelgraph/shared'

const TARGET_LUFS = -16
/** Sample peak before AAC, which adds up to a decibel of its own. */
const CEILING_DBFS = -2
/** How much the limiter may take off the highest peaks before the whole is rather left quieter. */
const MOST_LIMITING = 8
const MOST_GAIN = 24

/** One gain for the whole film and a limiter that is only touched by peaks; followed by a comma, or empty for silence. */
export const masterFilters = ({ integrated, peak }: Loudness): string => {
  if (integrated <= -69) return ''
  const gain = Math.min(TARGET_LUFS - integrated, CEILING_DBFS + MOST_LIMITING - peak, MOST_GAIN)
  const ceiling = (10 ** (CEILING_DBFS / 20)).toFixed(4)
  // The limiter sees samples; four times as many of them show the peaks between.
  const limiter =
    peak + gain > CEILING_DBFS
      ? `aresample=192000,alimiter=limit=${ceiling}:attack=5:release=60:level=0,aresample=48000,`
      : ''
  return `volume=${gain.toFixed(3)}dB,${limiter}`
}
