import { css, mix } from './colour.ts'
import type { Colour } from './colour.ts'
import type { Brush } from './stage.ts'

export interface Spot {
  readonly x: number
  readonly y: number
  readonly radius: number
  readonly colour: Colour
  /** 0 to 1. */
  readonly strength: number
}

/** A soft light that falls off like light does: bright and small in the middle, faint and wide around. */
export const glow = (brush: Brush, { x, y, radius, colour, strength }: Spot): void => {
  const gradient = brush.createRadialGradient(x, y, 0, x, y, radius)
  for (let step = 0; step <= 10; step += 1) {
    const way = step / 10
    gradient.addColorStop(way, css(colour, strength * (1 - way) ** 2.4))
  }
  brush.save()
  brush.globalCompositeOperation = 'screen'
  brush.fillStyle = gradient
  brush.fillRect(x - radius, y - radius, radius * 2, radius * 2)
  brush.restore()
}

/** A lamp: a hot core in its halo. */
export const lamp = (brush: Brush, spot: Spot): void => {
  glow(brush, spot)
  glow(brush, { ...spot, radius: spot.radius * 0.22, colour: mix(spot.colour, { l: 1, a: 0, b: 0 }, 0.6), strength: 1 })
}

interface Beam {
  readonly from: readonly [number, number]
  readonly to: readonly [number, number]
  readonly startWidth: number
  readonly endWidth: number
  readonly colour: Colour
  readonly strength: number
}

/** A shaft of light that fades along its way and towards its sides. */
export const beam = (brush: Brush, { from, to, startWidth, endWidth, colour, strength }: Beam): void => {
  const [x, y] = from
  const [toX, toY] = to
  const length = Math.hypot(toX - x, toY - y)
  const nx = -(toY - y) / length
  const ny = (toX - x) / length
  brush.save()
  brush.globalCompositeOperation = 'screen'
  for (let ring = 1; ring <= 5; ring += 1) {
    const share = ring / 5
    const gradient = brush.createLinearGradient(x, y, toX, toY)
    gradient.addColorStop(0, css(colour, 0))
    gradient.addColorStop(0.16, css(colour, strength / 5))
    gradient.addColorStop(0.55, css(colour, (strength / 5) * 0.55))
    gradient.addColorStop(1, css(colour, 0))
    brush.fillStyle = gradient
    brush.beginPath()
    brush.moveTo(x + (nx * startWidth * share) / 2, y + (ny * startWidth * share) / 2)
    brush.lineTo(x - (nx * startWidth * share) / 2, y - (ny * startWidth * share) / 2)
    brush.lineTo(toX - (nx * endWidth * share) / 2, toY - (ny * endWidth * share) / 2)
    brush.lineTo(toX + (nx * endWidth * share) / 2, toY + (ny * endWidth * share) / 2)
    brush.fill()
  }
  brush.restore()
}
