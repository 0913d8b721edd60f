import type { Problem } from '@reelgraph/shared'
import { sizeText, type Size } from '../../sizes/ratio.ts'
import { sizeOf, type SizeRule, type SizeWish } from '../../sizes/size-of.ts'

export const SIDES: SizeRule = { least: 16, most: 3840, step: 16 }
/** In pixels altogether. */
const LEAST = 655_360
const MOST = 8_294_400
/** The longer side against the shorter. */
const LONGEST = 3

/** The size that is asked for, and that comes: brought as a whole into what GPT Image takes. */
export const imageSize = (wish: SizeWish): Size => {
  const { width, height } = sizeOf(wish, SIDES)
  const pixels = width * height
  if (pixels >= LEAST && pixels <= MOST) return { width, height }
  const scale = Math.sqrt((pixels < LEAST ? LEAST : MOST) / pixels)
  const round = pixels < LEAST ? Math.ceil : Math.floor
  const fit = (side: number): number => Math.min(SIDES.most, round((side * scale) / SIDES.step) * SIDES.step)
  return { width: fit(width), height: fit(height) }
}

/** The rule across an exact size, as it comes. */
export const longProblems = (wish: SizeWish): readonly Problem[] => {
  const { width, height } = imageSize(wish)
  if (Math.max(width / height, height / width) <= LONGEST) return []
  return [
    {
      message: `${sizeText({ width, height })} is too long: the longer side may be three times the shorter.`,
      hint: 'Make the shorter side larger.',
      field: width < height ? 'width' : 'height',
    },
  ]
}
