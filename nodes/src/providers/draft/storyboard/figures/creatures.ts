import { placed, smoothed } from './figure.ts'
import type { Figure } from './figure.ts'
import type { Brush } from '../stage.ts'

/** A flock: wings in every phase of a beat. */
export const drawBirds = (brush: Brush, { x, y, tall, random }: Figure, count: number): void => {
  for (let index = 0; index < count; index += 1) {
    const size = tall * random.between(0.16, 0.42) * (index === 0 ? 1.6 : 1)
    const beat = random.between(-0.5, 0.75)
    brush.save()
    brush.translate(
      x + random.between(-2.6, 2.6) * tall * (index > 0 ? 1 : 0),
      y + random.between(-0.9, 0.9) * tall * (index > 0 ? 1 : 0),
    )
    brush.rotate(random.between(-0.25, 0.25))
    brush.beginPath()
    brush.moveTo(-size, -size * beat)
    brush.quadraticCurveTo(-size * 0.5, -size * (0.34 + beat * 0.5), 0, -size * 0.06)
    brush.quadraticCurveTo(size * 0.5, -size * (0.34 + beat * 0.5), size, -size * beat)
    brush.quadraticCurveTo(size * 0.45, -size * (0.1 + beat * 0.3), size * 0.1, size * 0.12)
    brush.lineTo(0, size * 0.22)
    brush.lineTo(-size * 0.1, size * 0.12)
    brush.quadraticCurveTo(-size * 0.45, -size * (0.1 + beat * 0.3), -size, -size * beat)
    brush.fill()
    brush.restore()
  }
}

/** A whale that breaks the surface. */
export const drawWhale = (brush: Brush, figure: Figure): void =>
  placed(brush, figure, () => {
    smoothed(brush, [
      [-0.62, -0.14],
      [-0.5, 0.16],
      [-0.24, 0.5],
      [0.1, 0.8],
      [0.42, 1.0],
      [0.72, 1.1],
      [0.9, 1.05],
      [0.93, 0.93],
      [0.8, 0.8],
      [0.6, 0.6],
      [0.48, 0.36],
      [0.42, 0.1],
      [0.4, -0.14],
    ])
    smoothed(brush, [
      [0.5, 0.5],
      [0.66, 0.44],
      [0.86, 0.3],
      [1.0, 0.1],
      [0.94, 0.08],
      [0.74, 0.22],
      [0.5, 0.34],
    ])
    smoothed(brush, [
      [-0.3, 0.42],
      [-0.36, 0.56],
      [-0.48, 0.62],
      [-0.44, 0.5],
      [-0.4, 0.34],
    ])
  })
