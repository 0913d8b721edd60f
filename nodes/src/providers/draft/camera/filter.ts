import type { FrameSize } from '../frame-size.ts'
import { easeExpression } from './ease.ts'
import { CORNERS, travel } from './move.ts'
import type { Move } from './move.ts'

export interface Shot {
  readonly move: Move
  readonly strength: number
  readonly frames: number
  readonly fps: number
  /** Of the images as they come in; at least the frame. */
  readonly source: FrameSize
  readonly frame: FrameSize
  readonly morphs: boolean
}

const number = (value: number): string => value.toFixed(6)

/** The window's corners as functions of the frame, to 1/256 of a pixel: zoompan rounds to whole pixels and trembles. */
const moving = ({ move, strength, frames, source, frame }: Shot): string => {
  if (move === 'static') return 'null'
  const { from, to } = travel(move, strength)
  // perspective counts its frames from 1
  const way = easeExpression(`(on-1)/${frames - 1}`)
  const corners = CORNERS.map((corner, index) => {
    const a = from[corner]
    const b = to[corner]
    const x = `W*(${number(a.x)}+${number(b.x - a.x)}*${way})`
    const y = `H*(${number(a.y)}+${number(b.y - a.y)}*${way})`
    return `x${index}='${x}':y${index}='${y}'`
  })
  // a source with pixels to spare is read linearly and brought down after; one without needs the sharper reading
  const interpolation = source.width > frame.width ? 'linear' : 'cubic'
  return `perspective=eval=frame:interpolation=${interpolation}:${corners.join(':')}`
}

/** How much of the end image is seen, 0 to 255: it opens from the middle, through the middle 70 % of the shot. */
const veil = (frames: number): string => {
  const t = `clip((N/${Math.max(frames - 1, 1)}-0.15)/0.7,0,1)`
  const distance = 'min(1,hypot(X/W-0.5,Y/H-0.5)/0.7071)'
  const local = `clip(1.5*${t}-0.5*${distance},0,1)`
  return `st(0,${local});255*ld(0)*ld(0)*(3-2*ld(0))`
}

const toVideo = 'scale=out_color_matrix=bt709:out_range=tv,format=yuv420p'

/**
 * The filter graph of a shot. Its input is one frame: the start image, and below it the end image when the shot morphs. The
 * two are merged before the camera looks at them, so they move as one and the costly part is done once.
 */
export const cameraFilter = (shot: Shot): string => {
  const { source, frame, frames, fps, morphs } = shot
  const held = `loop=loop=-1:size=1:start=0,setpts=N/${fps}/TB`
  const sized = source.width === frame.width ? 'null' : `scale=${frame.width}:${frame.height}:flags=bicubic`
  const filmed = `${moving(shot)},${sized},trim=end_frame=${frames},setsar=1[out]`
  if (!morphs) return `[0:v]${toVideo},${held},${filmed}`
  const part = (y: number) => `crop=${source.width}:${source.height}:0:${y},${held}`
  const mask = `'${veil(frames)}'`
  return [
    `[0:v]${toVideo},split[upper][lower]`,
    `[upper]${part(0)}[start]`,
    `[lower]${part(source.height)}[end]`,
    `color=s=32x32:r=${fps},format=yuv420p,geq=lum=${mask}:cb=${mask}:cr=${mask},` +
      `scale=${source.width}:${source.height}:flags=bilinear[veil]`,
    `[start][end][veil]maskedmerge,${filmed}`,
  ].join(';')
}
