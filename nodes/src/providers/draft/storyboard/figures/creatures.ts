import { placed } from './figure.ts'
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
    brush.beginPath()
    brush.moveTo(-0.9, -0.12)
    brush.bezierCurveTo(-0.5, 0.35, 0.1, 0.75, 0.62, 0.82)
    brush.bezierCurveTo(0.86, 0.84, 0.9, 0.66, 0.72, 0.55)
    brush.bezierCurveTo(0.4, 0.36, 0.34, 0.1, 0.26, -0.12)
    brush.fill()
    brush.beginPath()
    brush.moveTo(0.12, 0.34)
    brush.bezierCurveTo(0.05, 0.1, -0.1, 0.02, -0.22, 0.06)
    brush.bezierCurveTo(-0.12, 0.2, -0.02, 0.34, 0.02, 0.42)
    brush.fill()
  })
