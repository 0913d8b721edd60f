import { css, mix, shift } from '../colour.ts'
import type { Figure } from './figure.ts'
import type { Brush, Stage } from '../stage.ts'

/** A near one and two far ones. */
export const balloons = ({ width, side }: Stage, { x, y, tall }: Figure) => [
  { x: width - x, y: y * 0.8, tall: tall * 0.42, turn: 60 },
  { x: x + width * 0.2 * side, y: y * 1.3, tall: tall * 0.26, turn: -60 },
  { x, y, tall, turn: 0 },
]

/** The coloured cloth of balloons, in stripes from the crown. */
export const gores = (brush: Brush, stage: Stage, figure: Figure): void => {
  const { palette, side } = stage
  for (const spot of balloons(stage, figure)) {
    const top = spot.y - spot.tall
    for (let gore = -4; gore <= 4; gore += 1) {
      const own =
        gore % 2 === 0 ? shift(palette.accent, { turn: spot.turn, light: 0.92 }) : mix(palette.light, palette.glow, 0.3)
      const facing = 0.66 + 0.34 * (gore / 4) * side
      brush.fillStyle = css(shift(mix(own, palette.haze, 0.12), { light: facing }))
      brush.beginPath()
      brush.moveTo(spot.x, top - spot.tall * 0.02)
      brush.quadraticCurveTo(
        spot.x + (gore - 0.5) * spot.tall * 0.19,
        top + spot.tall * 0.3,
        spot.x + (gore - 0.5) * spot.tall * 0.025,
        top + spot.tall * 0.76,
      )
      brush.lineTo(spot.x + (gore + 0.5) * spot.tall * 0.025, top + spot.tall * 0.76)
      brush.quadraticCurveTo(
        spot.x + (gore + 0.5) * spot.tall * 0.19,
        top + spot.tall * 0.3,
        spot.x,
        top - spot.tall * 0.02,
      )
      brush.fill()
    }
  }
}
