import { ease } from './ease.ts'
import { travel } from './move.ts'
import type { Framing, Move, Point } from './move.ts'

const between = (from: Point, to: Point, way: number): Point => ({
  x: from.x + (to.x - from.x) * way,
  y: from.y + (to.y - from.y) * way,
})

/** What the frame shows at the time `t`, 0 to 1. Every corner stays inside the image, because both ends of a move do. */
export const framingAt = (shot: { readonly move: Move; readonly strength: number; readonly t: number }): Framing => {
  const { from, to } = travel(shot.move, shot.strength)
  const way = ease(shot.t)
  return {
    topLeft: between(from.topLeft, to.topLeft, way),
    topRight: between(from.topRight, to.topRight, way),
    bottomLeft: between(from.bottomLeft, to.bottomLeft, way),
    bottomRight: between(from.bottomRight, to.bottomRight, way),
  }
}
