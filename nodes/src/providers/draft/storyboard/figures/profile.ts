import { css, mix, shift } from '../colour.ts'
import type { Colour } from '../colour.ts'
import { glow } from '../light.ts'
import type { Random } from '../../random.ts'
import { skinOf } from './skin.ts'
import type { Brush, Stage } from '../stage.ts'

/** An eye from the side: the lid's shadow, the white, the iris behind the cornea, a point of light. */
const eye = (brush: Brush, { palette }: Stage, skin: Colour): void => {
  const dark = shift(palette.near, { light: 0.7 })
  const socket = brush.createRadialGradient(0.16, -0.09, 0, 0.16, -0.09, 0.08)
  socket.addColorStop(0, css(mix(skin, dark, 0.7), 0.5))
  socket.addColorStop(1, css(dark, 0))
  brush.fillStyle = socket
  brush.fillRect(0.06, -0.18, 0.15, 0.16)
  brush.fillStyle = css(mix(palette.light, skin, 0.4))
  brush.beginPath()
  brush.moveTo(0.132, -0.083)
  brush.quadraticCurveTo(0.165, -0.11, 0.19, -0.098)
  brush.quadraticCurveTo(0.196, -0.082, 0.184, -0.073)
  brush.quadraticCurveTo(0.16, -0.07, 0.132, -0.083)
  brush.fill()
  brush.fillStyle = css(dark)
  brush.beginPath()
  brush.ellipse(0.182, -0.087, 0.0085, 0.014, 0.12, 0, 7)
  brush.fill()
  brush.strokeStyle = css(mix(skin, dark, 0.86))
  brush.lineWidth = 0.0065
  brush.beginPath()
  brush.moveTo(0.128, -0.088)
  brush.quadraticCurveTo(0.165, -0.116, 0.197, -0.1)
  brush.stroke()
  brush.strokeStyle = css(mix(skin, dark, 0.7), 0.8)
  brush.lineWidth = 0.011
  brush.beginPath()
  brush.moveTo(0.125, -0.142)
  brush.quadraticCurveTo(0.168, -0.166, 0.21, -0.15)
  brush.stroke()
  brush.lineWidth = 0.006
  brush.beginPath()
  brush.moveTo(0.2, 0.084)
  brush.lineTo(0.236, 0.083)
  brush.stroke()
}

const HAIR: readonly [Colour, ...Colour[]] = [
  { l: 0.22, a: 0.015, b: 0.02 },
  { l: 0.34, a: 0.04, b: 0.05 },
  { l: 0.6, a: 0.015, b: 0.06 },
  { l: 0.72, a: 0, b: 0.01 },
]

/** Hair as what it is, many strands from the parting over the ear to the nape. */
const hair = (brush: Brush, { palette }: Stage, random: Random): void => {
  const own = random.pick(HAIR)
  const long = random.between(0.1, 0.42)
  for (let strand = 0; strand < 340; strand += 1) {
    const way = random.next()
    const lit = 0.08 + 0.42 * (1 - way) ** 1.6 + random.between(-0.14, 0.18)
    const shade = mix(
      shift(mix(own, palette.near, 0.6), { light: 0.8 }),
      mix(own, palette.light, 0.4),
      Math.min(1, Math.max(0, lit)),
    )
    brush.strokeStyle = css(shade, 0.9)
    brush.lineWidth = random.between(0.006, 0.016)
    const endY = -0.02 + long * random.between(0.6, 1) + way * 0.06
    brush.beginPath()
    brush.moveTo(0.17 - way * 0.14 + random.between(-0.01, 0.01), -0.255 - way * 0.11 + random.between(-0.012, 0.012))
    brush.bezierCurveTo(
      0.06 - way * 0.22,
      -0.34 - way * 0.1 + 0.1 * (1 - way),
      -0.1 - way * 0.24,
      -0.3 + (1 - way) * 0.13,
      -0.1 - way * 0.17 + random.between(-0.02, 0.02),
      endY,
    )
    brush.stroke()
  }
}

/** Head and shoulders in profile, looking into the light. */
export const profile = (brush: Brush, stage: Stage, kind: 'human' | 'robot' | 'child'): void => {
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
    brush.moveTo(-0.19, 0.42)
    brush.bezierCurveTo(-0.13, 0.26, -0.17, 0.14, -0.22, 0)
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
    brush.bezierCurveTo(0.05, 0.22, 0.06, 0.3, 0.11, 0.42)
    brush.fill()
    eye(brush, stage, skin)
    hair(brush, stage, random)
  }
  brush.fillStyle = shaded(coat)
  brush.beginPath()
  brush.moveTo(-0.72, 0.8)
  brush.bezierCurveTo(-0.66, 0.46, -0.52, 0.4, -0.2, 0.29)
  brush.quadraticCurveTo(-0.06, 0.37, 0.11, 0.31)
  brush.bezierCurveTo(0.3, 0.38, 0.4, 0.48, 0.46, 0.8)
  brush.fill()
  brush.restore()
  glow(brush, {
    x: width * (side < 0 ? 0.46 : 0.54),
    y: height * 0.34,
    radius: 420 * unit,
    colour: palette.light,
    strength: scene.weather === 'storm' ? 0.1 : 0.2,
  })
}
