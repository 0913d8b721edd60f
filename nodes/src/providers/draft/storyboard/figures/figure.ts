import type { Random } from '../../random.ts'
import type { Brush } from '../stage.ts'

export interface Figure {
  readonly x: number
  /** y of the ground, or of the middle of what flies or swims. */
  readonly y: number
  readonly tall: number
  readonly facing: -1 | 1
  readonly random: Random
}

/** Draws in the figure's own measure: its foot at 0, 0, its height 1, up is positive, it faces right. */
export const placed = (brush: Brush, { x, y, tall, facing }: Figure, draw: () => void): void => {
  brush.save()
  brush.translate(x, y)
  brush.scale(tall * facing, -tall)
  draw()
  brush.restore()
}

export const polygon = (brush: Brush, points: readonly (readonly [number, number])[]): void => {
  brush.beginPath()
  for (const [x, y] of points) brush.lineTo(x, y)
  brush.closePath()
  brush.fill()
}

export const disc = (brush: Brush, x: number, y: number, radius: number): void => {
  brush.beginPath()
  brush.arc(x, y, radius, 0, 7)
  brush.fill()
}

export const line = (brush: Brush, width: number, points: readonly (readonly [number, number])[]): void => {
  brush.strokeStyle = brush.fillStyle
  brush.lineWidth = width
  brush.beginPath()
  for (const [x, y] of points) brush.lineTo(x, y)
  brush.stroke()
}

/** x, y pairs around a body. */
export type Outline = readonly (readonly [number, number])[]

/** A closed body through its points, without corners. */
export const smoothed = (brush: Brush, points: Outline): void => {
  const at = (index: number) => points[(index + points.length) % points.length] ?? [0, 0]
  const between = (index: number): readonly [number, number] => [
    (at(index)[0] + at(index + 1)[0]) / 2,
    (at(index)[1] + at(index + 1)[1]) / 2,
  ]
  brush.beginPath()
  brush.moveTo(...between(-1))
  points.forEach(([x, y], index) => brush.quadraticCurveTo(x, y, ...between(index)))
  brush.closePath()
  brush.fill()
}
