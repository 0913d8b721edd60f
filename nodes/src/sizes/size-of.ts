import type { Problem } from '@reelgraph/shared'
import { RATIOS, RESOLUTIONS, type Ratio, type Resolution, type Size } from './ratio.ts'

/** What sizes a model takes, in pixels a side. */
export interface SizeRule {
  readonly least: number
  readonly most: number
  /** Every side is a multiple of it. */
  readonly step: number
}

/** The parameters of `anySizeParams`. */
export interface SizeWish {
  readonly ratio: Ratio
  readonly resolution: Resolution
  readonly width?: number
  readonly height?: number
}

/**
 * The size that is asked for, and that really comes: exactly what was typed, rounded to what the model takes; else the ratio
 * with the resolution as its shorter side, made smaller as a whole where the longer side would be too long.
 */
export const sizeOf = (wish: SizeWish, rule: SizeRule): Size => {
  if (wish.width !== undefined && wish.height !== undefined)
    return { width: fit(wish.width, rule), height: fit(wish.height, rule) }
  const ratio = RATIOS[wish.ratio]
  const short = RESOLUTIONS[wish.resolution]
  const long = Math.min(short * Math.max(ratio, 1 / ratio), rule.most)
  return ratio >= 1
    ? { width: fit(long, rule), height: fit(long / ratio, rule) }
    : { width: fit(long * ratio, rule), height: fit(long, rule) }
}

const fit = (pixels: number, { least, most, step }: SizeRule): number => {
  const lowest = Math.ceil(least / step) * step
  const highest = Math.floor(most / step) * step
  return Math.min(highest, Math.max(lowest, Math.round(pixels / step) * step))
}

/** An exact size is given whole or not at all. */
export const sizeProblems = ({ width, height }: Pick<SizeWish, 'width' | 'height'>): readonly Problem[] => {
  if ((width === undefined) === (height === undefined)) return []
  const [missing, given] = width === undefined ? (['width', 'height'] as const) : (['height', 'width'] as const)
  return [
    {
      message: `an exact size needs a ${missing} too.`,
      hint: `Type a ${missing}, or clear the ${given}.`,
      field: missing,
    },
  ]
}

/** The ratio of a list that comes nearest to a size. */
export const nearestRatio = <R extends Ratio>({ width, height }: Size, ratios: readonly R[]): R | undefined => {
  const distance = (ratio: R): number => Math.abs(Math.log(width / height / RATIOS[ratio]))
  return ratios.toSorted((a, b) => distance(a) - distance(b))[0]
}

/** Millions of pixels; a part of one counts as a whole, as providers bill them. */
export const billedMegapixels = ({ width, height }: Size): number => Math.ceil((width * height) / 1_000_000)
