import { css, mix, shift } from '../colour.ts'
import type { Colour } from '../colour.ts'
import { skinOf } from './skin.ts'
import type { Random } from '../../random.ts'
import type { Brush, Stage } from '../stage.ts'

type Spot = readonly [number, number]

interface Sausage {
  readonly points: readonly Spot[]
  readonly thick: number
  readonly colour: Colour
}

/** A rounded form, lit from one side: its shade, its body and its light, one inside the other. */
const rounded = (brush: Brush, stage: Stage, { points, thick, colour }: Sausage): void => {
  const { palette, side } = stage
  const dark = shift(mix(colour, palette.near, 0.78), { light: 0.78 })
  const bright = mix(colour, palette.light, 0.5)
  const steps = 18
  for (let step = 0; step <= steps; step += 1) {
    const way = step / steps
    const away = way ** 1.3 * 0.3
    const tone = way < 0.55 ? mix(dark, colour, (way / 0.55) ** 1.2) : mix(colour, bright, ((way - 0.55) / 0.45) ** 1.6)
    brush.strokeStyle = css(tone)
    brush.lineWidth = thick * (1 - way * 0.94)
    brush.beginPath()
    for (const [x, y] of points) brush.lineTo(x + side * thick * away * 0.7, y - thick * away)
    brush.stroke()
  }
}

interface Grip {
  readonly x: number
  readonly y: number
  readonly size: number
  /** Which way the forearm leaves. */
  readonly arm: -1 | 1
  readonly skin: Colour
  readonly sleeve: Colour
  readonly random: Random
}

/** A fist around something that runs across: forearm, back of the hand, four fingers over, the thumb along. */
const fist = (brush: Brush, stage: Stage, { x, y, size, arm, skin, sleeve, random }: Grip): void => {
  const elbow: Spot = [x + arm * size * 2.1, y + size * 2.3]
  const wrist: Spot = [x + arm * size * 0.55, y + size * 0.72]
  rounded(brush, stage, { points: [elbow, wrist], thick: size * 0.86, colour: skin })
  rounded(brush, stage, { points: [elbow, [x + arm * size * 1.0, y + size * 1.2]], thick: size * 1.22, colour: sleeve })
  rounded(brush, stage, { points: [wrist, [x + arm * size * 0.14, y + size * 0.14]], thick: size * 1.02, colour: skin })
  for (let finger = 3; finger >= 0; finger -= 1) {
    const fx = x + (finger - 1.5) * size * 0.3
    const knuckle = y - size * (0.34 - Math.abs(finger - 1.4) * 0.05)
    const tip = y + size * (0.36 - Math.abs(finger - 1.2) * 0.07)
    rounded(brush, stage, {
      points: [
        [fx + arm * size * 0.06, knuckle],
        [fx - arm * size * 0.03, y],
        [fx - arm * size * 0.02, tip],
      ],
      thick: size * 0.3,
      colour: shift(skin, { light: random.between(0.95, 1.04) }),
    })
    // the folds of the knuckles
    brush.strokeStyle = css(mix(skin, stage.palette.near, 0.72), 0.55)
    brush.lineWidth = size * 0.016
    for (const fold of [-0.16, -0.11, 0.1]) {
      brush.beginPath()
      brush.moveTo(fx - size * 0.08, y + fold * size)
      brush.quadraticCurveTo(fx, y + (fold + 0.03) * size, fx + size * 0.08, y + fold * size)
      brush.stroke()
    }
    brush.fillStyle = css(mix(skin, { l: 0.88, a: 0.02, b: 0.02 }, 0.4), 0.75)
    brush.beginPath()
    brush.ellipse(fx - arm * size * 0.02, tip + size * 0.03, size * 0.075, size * 0.085, 0, 0, 7)
    brush.fill()
  }
  rounded(brush, stage, {
    points: [
      [x + arm * size * 0.55, y + size * 0.3],
      [x + arm * size * 0.2, y + size * 0.5],
      [x - arm * size * 0.28, y + size * 0.44],
    ],
    thick: size * 0.3,
    colour: skin,
  })
}

const rope = (brush: Brush, stage: Stage, { from, to, thick }: { from: Spot; to: Spot; thick: number }): void => {
  const fibre: Colour = { l: 0.68, a: 0.015, b: 0.06 }
  rounded(brush, stage, { points: [from, to], thick, colour: fibre })
  const length = Math.hypot(to[0] - from[0], to[1] - from[1])
  const dx = (to[0] - from[0]) / length
  const dy = (to[1] - from[1]) / length
  brush.lineWidth = thick * 0.09
  for (let way = 0; way < length; way += thick * 0.34) {
    brush.strokeStyle = css(mix(fibre, stage.palette.near, 0.74), 0.7)
    brush.beginPath()
    const x = from[0] + dx * way
    const y = from[1] + dy * way
    brush.moveTo(x - dy * -thick * 0.48, y + dx * -thick * 0.48)
    brush.quadraticCurveTo(
      x + dx * thick * 0.2,
      y + dy * thick * 0.2,
      x + dx * thick * 0.5 - dy * thick * 0.48,
      y + dy * thick * 0.5 + dx * thick * 0.48,
    )
    brush.stroke()
  }
}

/** Two hands that hold a rope. */
export const hands = (brush: Brush, stage: Stage): void => {
  const { width, height } = stage
  const random = stage.random.fork('hands')
  const size = Math.min(width * 0.2, height * 0.25)
  const skin = skinOf(random)
  const sleeve = shift(mix(stage.palette.accent, stage.palette.near, random.between(0.35, 0.7)), {
    turn: random.between(-60, 60),
  })
  const y = height * random.between(0.5, 0.56)
  const slope = random.between(-0.12, 0.12)
  const left = width * random.between(0.3, 0.35)
  const right = width * random.between(0.63, 0.68)
  const at = (x: number) => y + (x - width / 2) * slope
  rope(brush, stage, { from: [-40, at(-40)], to: [width + 40, at(width + 40)], thick: size * 0.36 })
  fist(brush, stage, { x: left, y: at(left), size, arm: -1, skin, sleeve, random })
  fist(brush, stage, { x: right, y: at(right), size, arm: 1, skin, sleeve, random })
}
