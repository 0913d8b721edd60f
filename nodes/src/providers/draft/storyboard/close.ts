import { css, mix, shift } from './colour.ts'
import type { Colour } from './colour.ts'
import { sparks } from './air.ts'
import { glow } from './light.ts'
import type { Random } from './random.ts'
import { isPerson } from './scene.ts'
import { layer } from './stage.ts'
import type { Brush, Layer, Stage } from './stage.ts'

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

const skinOf = (random: Random): Colour => shift({ l: random.between(0.46, 0.76), a: 0.045, b: 0.062 }, {})

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
      points: [[fx + arm * size * 0.06, knuckle], [fx - arm * size * 0.03, y], [fx - arm * size * 0.02, tip]],
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
    points: [[x + arm * size * 0.55, y + size * 0.3], [x + arm * size * 0.2, y + size * 0.5], [x - arm * size * 0.28, y + size * 0.44]],
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
    brush.quadraticCurveTo(x + dx * thick * 0.2, y + dy * thick * 0.2, x + dx * thick * 0.5 - dy * thick * 0.48, y + dy * thick * 0.5 + dx * thick * 0.48)
    brush.stroke()
  }
}

const hands = (brush: Brush, stage: Stage): void => {
  const { width, height } = stage
  const random = stage.random.fork('hands')
  const size = Math.min(width * 0.2, height * 0.25)
  const skin = skinOf(random)
  const sleeve = shift(mix(stage.palette.accent, stage.palette.near, random.between(0.35, 0.7)), { turn: random.between(-60, 60) })
  const y = height * random.between(0.5, 0.56)
  const slope = random.between(-0.12, 0.12)
  const left = width * random.between(0.3, 0.35)
  const right = width * random.between(0.63, 0.68)
  const at = (x: number) => y + (x - width / 2) * slope
  rope(brush, stage, { from: [-40, at(-40)], to: [width + 40, at(width + 40)], thick: size * 0.36 })
  fist(brush, stage, { x: left, y: at(left), size, arm: -1, skin, sleeve, random })
  fist(brush, stage, { x: right, y: at(right), size, arm: 1, skin, sleeve, random })
}

/** Head and shoulders in profile, looking into the light. */
const profile = (brush: Brush, stage: Stage, kind: 'human' | 'robot' | 'child'): void => {
  const { width, height, palette, side, unit, scene } = stage
  const random = stage.random.fork('profile')
  const tall = Math.min(height * 0.78, width * 0.92) * (kind === 'child' ? 0.86 : 1)
  const skin = kind === 'robot' ? mix({ l: 0.6, a: -0.01, b: -0.02 }, palette.haze, 0.3) : skinOf(random)
  const coat = shift(mix(palette.accent, palette.near, 0.6), { turn: random.between(-50, 50) })
  brush.save()
  brush.translate(width * (side < 0 ? 0.6 : 0.4), height * 0.47)
  brush.scale(side * tall, tall)
  const shaded = (colour: Colour) => {
    const fill = brush.createLinearGradient(0.26, -0.2, -0.3, 0.16)
    fill.addColorStop(0, css(mix(colour, palette.light, 0.5)))
    fill.addColorStop(0.28, css(mix(colour, palette.near, 0.16)))
    fill.addColorStop(0.62, css(mix(colour, palette.near, 0.68)))
    fill.addColorStop(1, css(shift(mix(colour, palette.near, 0.86), { light: 0.8 })))
    return fill
  }
  brush.fillStyle = shaded(coat)
  brush.beginPath()
  brush.moveTo(-0.74, 0.75)
  brush.bezierCurveTo(-0.66, 0.36, -0.4, 0.3, -0.17, 0.24)
  brush.lineTo(0.1, 0.26)
  brush.bezierCurveTo(0.3, 0.32, 0.44, 0.42, 0.5, 0.75)
  brush.fill()
  brush.fillStyle = shaded(skin)
  if (kind === 'robot') {
    brush.beginPath()
    brush.roundRect(-0.13, 0.12, 0.2, 0.2, 0.02)
    brush.fill()
    brush.beginPath()
    brush.roundRect(-0.27, -0.3, 0.5, 0.44, 0.1)
    brush.fill()
    brush.strokeStyle = css(palette.near, 0.6)
    brush.lineWidth = 0.007
    for (const x of [-0.14, -0.02]) {
      brush.beginPath()
      brush.moveTo(x, -0.3)
      brush.lineTo(x, 0.14)
      brush.stroke()
    }
    brush.fillStyle = css(shift(palette.near, { light: 0.7 }))
    brush.beginPath()
    brush.roundRect(0.0, -0.16, 0.235, 0.14, 0.06)
    brush.fill()
    glow(brush, { x: 0.15, y: -0.09, radius: 0.17, colour: { l: 0.86, a: -0.1, b: -0.06 }, strength: 1 })
    brush.fillStyle = css({ l: 0.95, a: -0.06, b: -0.03 })
    brush.beginPath()
    brush.ellipse(0.15, -0.09, 0.03, 0.03, 0, 0, 7)
    brush.fill()
  } else {
    brush.beginPath()
    brush.moveTo(-0.17, 0.3)
    brush.bezierCurveTo(-0.16, 0.18, -0.2, 0.12, -0.22, 0)
    brush.bezierCurveTo(-0.28, -0.24, -0.12, -0.38, 0.04, -0.36)
    brush.bezierCurveTo(0.17, -0.35, 0.22, -0.24, 0.215, -0.15)
    brush.bezierCurveTo(0.205, -0.12, 0.215, -0.11, 0.225, -0.09)
    brush.lineTo(0.272, -0.005)
    brush.bezierCurveTo(0.28, 0.02, 0.25, 0.024, 0.235, 0.03)
    brush.bezierCurveTo(0.235, 0.05, 0.256, 0.058, 0.252, 0.072)
    brush.bezierCurveTo(0.25, 0.082, 0.236, 0.084, 0.236, 0.086)
    brush.bezierCurveTo(0.25, 0.096, 0.248, 0.112, 0.234, 0.118)
    brush.bezierCurveTo(0.23, 0.14, 0.25, 0.15, 0.236, 0.18)
    brush.bezierCurveTo(0.21, 0.215, 0.15, 0.2, 0.085, 0.17)
    brush.bezierCurveTo(0.07, 0.22, 0.08, 0.26, 0.12, 0.31)
    brush.fill()
    brush.strokeStyle = css(shift(palette.near, { light: 0.7 }), 0.85)
    brush.lineWidth = 0.011
    brush.beginPath()
    brush.moveTo(0.128, -0.098)
    brush.quadraticCurveTo(0.16, -0.125, 0.2, -0.1)
    brush.stroke()
    brush.fillStyle = css(shift(palette.near, { light: 0.6 }), 0.9)
    brush.beginPath()
    brush.ellipse(0.182, -0.087, 0.013, 0.018, 0.1, 0, 7)
    brush.fill()
    brush.lineWidth = 0.014
    brush.beginPath()
    brush.moveTo(0.11, -0.15)
    brush.quadraticCurveTo(0.17, -0.178, 0.212, -0.148)
    brush.stroke()
    brush.strokeStyle = css(mix(skin, palette.near, 0.75), 0.6)
    brush.lineWidth = 0.008
    brush.beginPath()
    brush.ellipse(-0.055, -0.04, 0.034, 0.058, -0.2, 0.5, 5.6)
    brush.stroke()
    const hair = random.pick<Colour>([{ l: 0.22, a: 0.015, b: 0.02 }, { l: 0.34, a: 0.04, b: 0.05 }, { l: 0.62, a: 0.015, b: 0.06 }, { l: 0.72, a: 0, b: 0.01 }])
    brush.fillStyle = shaded(hair)
    brush.beginPath()
    brush.moveTo(0.19, -0.235)
    brush.bezierCurveTo(0.2, -0.42, -0.08, -0.46, -0.22, -0.3)
    brush.bezierCurveTo(-0.34, -0.16, -0.27, 0.02, random.between(-0.34, -0.22), random.between(0.1, 0.34))
    brush.bezierCurveTo(-0.16, 0.2, -0.13, 0.06, -0.09, -0.06)
    brush.bezierCurveTo(-0.03, -0.18, 0.1, -0.2, 0.19, -0.235)
    brush.fill()
    brush.strokeStyle = css(mix(hair, palette.light, 0.5), 0.3)
    brush.lineWidth = 0.004
    for (let strand = 0; strand < 16; strand += 1) {
      const way = strand / 16
      brush.beginPath()
      brush.moveTo(0.15 - way * 0.1, -0.27 - way * 0.05)
      brush.bezierCurveTo(0.0 - way * 0.1, -0.38, -0.2 - way * 0.06, -0.3, -0.16 - way * 0.1, 0.02 + way * 0.1)
      brush.stroke()
    }
  }
  brush.restore()
  glow(brush, { x: width * (side < 0 ? 0.46 : 0.54), y: height * 0.34, radius: 420 * unit, colour: palette.light, strength: scene.weather === 'storm' ? 0.1 : 0.2 })
}

/** The subject fills the frame; what lies behind is out of focus. */
export const closeLayers = (stage: Stage): Layer[] => {
  const { scene, width, height } = stage
  const subject = scene.subjects[0]
  if (!subject) return []
  const person = isPerson(subject) || subject === 'face'
  if (!person && subject !== 'hands') return []
  const shape = layer(stage, {
    role: 'subject',
    depth: 0.8,
    paint(brush) {
      if (subject === 'hands') hands(brush, stage)
      else profile(brush, stage, subject === 'robot' || subject === 'child' ? subject : 'human')
    },
  })
  if (!scene.effects.includes('sparks')) return [shape]
  const flying = layer(stage, {
    role: 'air',
    depth: 0.84,
    paint: brush => sparks(brush, stage, { x: width * 0.5, y: height * 0.86, reach: height * 0.7 }),
  })
  return [shape, flying]
}
