import type { Brush, Stage } from '../stage.ts'

export type Spot = readonly [number, number]

/** One-point perspective between two walls. `away` is 1 at the lens and grows with distance; `up` is 0 at the eye, 1 below. */
export interface Corridor {
  readonly vanishing: Spot
  at(side: number, away: number, up: number): Spot
}

export const corridor = (stage: Stage, { wide, low }: { readonly wide: number; readonly low: number }): Corridor => {
  const vanishing: Spot = [stage.width * stage.random.fork('vanishing').between(0.42, 0.58), stage.horizon]
  return {
    vanishing,
    at: (side, away, up) => [vanishing[0] + (side * wide) / away, vanishing[1] + (up * low) / away],
  }
}

export const quad = (brush: Brush, corners: readonly Spot[]): void => {
  brush.beginPath()
  for (const [x, y] of corners) brush.lineTo(x, y)
  brush.closePath()
  brush.fill()
}

interface Wall {
  readonly side: number
  readonly from: number
  readonly to: number
  readonly top: number
  readonly bottom: number
}

/** A part of a side wall. */
export const wall = (brush: Brush, view: Corridor, { side, from, to, top, bottom }: Wall): void =>
  quad(brush, [
    view.at(side, from, top),
    view.at(side, to, top),
    view.at(side, to, bottom),
    view.at(side, from, bottom),
  ])
