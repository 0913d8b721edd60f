import type { Point } from '../document/edits/nodes.ts'

/** Whether two straight lines cross, each given by its ends. Lines that only touch do. */
const cross = (a: Point, b: Point, c: Point, d: Point): boolean => {
  const side = (from: Point, to: Point, at: Point) =>
    Math.sign((to.x - from.x) * (at.y - from.y) - (to.y - from.y) * (at.x - from.x))
  return side(a, b, c) * side(a, b, d) <= 0 && side(c, d, a) * side(c, d, b) <= 0 && overlap(a, b, c, d)
}

/** Lines on one straight line cross only where they reach each other. */
const overlap = (a: Point, b: Point, c: Point, d: Point): boolean =>
  (['x', 'y'] as const).every(
    (axis) =>
      Math.max(Math.min(a[axis], b[axis]), Math.min(c[axis], d[axis])) <=
      Math.min(Math.max(a[axis], b[axis]), Math.max(c[axis], d[axis])),
  )

/** Whether a stroke that was drawn crosses a curve; both as the points they go through. */
export const crosses = (stroke: readonly Point[], curve: readonly Point[]): boolean =>
  pairs(stroke).some(([a, b]) => pairs(curve).some(([c, d]) => cross(a, b, c, d)))

const pairs = (points: readonly Point[]): readonly (readonly [Point, Point])[] =>
  points.flatMap((point, index) => {
    const next = points[index + 1]
    return next ? [[point, next] as const] : []
  })
