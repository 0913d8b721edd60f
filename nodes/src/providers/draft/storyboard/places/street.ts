import { litShare } from './buildings.ts'
import { css, mix, shift } from '../colour.ts'
import type { Colour } from '../colour.ts'
import { corridor, wall } from './corridor.ts'
import type { Corridor } from './corridor.ts'
import { glow } from '../light.ts'
import { layer, sheet } from '../stage.ts'
import type { Random } from '../../random.ts'
import type { Brush, Layer, Stage } from '../stage.ts'

const SIGNS: readonly [Colour, ...Colour[]] = [
  { l: 0.7, a: 0.22, b: -0.08 },
  { l: 0.82, a: -0.12, b: -0.06 },
  { l: 0.72, a: 0.18, b: 0.09 },
  { l: 0.86, a: -0.02, b: 0.15 },
  { l: 0.66, a: 0.06, b: -0.2 },
]

interface House {
  readonly side: number
  readonly from: number
  readonly to: number
  readonly top: number
  readonly colour: Colour
  /** 0 at the lens, 1 far away. */
  readonly distance: number
  readonly random: Random
}

const COLUMNS = 4

const windows = (
  brush: Brush,
  stage: Stage,
  view: Corridor,
  { side, from, to, top, colour, distance, random }: House,
): void => {
  const { palette } = stage
  const rows = Math.floor(-top * 3.2)
  for (let pane = 0; pane < rows * COLUMNS; pane += 1) {
    const column = pane % COLUMNS
    const sill = top + 0.16 + Math.floor(pane / COLUMNS) * 0.3
    const lit = random.chance(litShare(stage) * 0.8)
    const shine = random.chance(0.8) ? palette.glow : random.pick(SIGNS)
    brush.fillStyle = lit
      ? css(mix(shine, colour, distance * 0.5), random.between(0.3, 0.85))
      : css(mix(shift(colour, { light: 0.62 }), palette.sky[1], 0.24), 0.8)
    const start = from + ((to - from) * (column + 0.3)) / COLUMNS
    const end = from + ((to - from) * (column + 0.72)) / COLUMNS
    wall(brush, view, { side, from: start, to: end, top: sill, bottom: sill + 0.17 })
  }
}

/** A lit shop at the foot of a house. */
const shopFront = (brush: Brush, stage: Stage, view: Corridor, { side, from, to, colour, random }: House): void => {
  const { palette, scene, unit } = stage
  const neon = scene.effects.includes('neon')
  const shop = neon || random.chance(litShare(stage) + 0.25)
  const shine = neon ? random.pick(SIGNS) : palette.glow
  if (!shop || scene.time === 'noon') return
  const [, sill] = view.at(side, from, 0.42)
  const front = brush.createLinearGradient(0, sill, 0, view.at(side, from, 0.95)[1])
  front.addColorStop(0, css(mix(shine, { l: 0.95, a: 0, b: 0.03 }, 0.5), 0.9))
  front.addColorStop(1, css(mix(shine, colour, 0.5), 0.7))
  brush.fillStyle = front
  wall(brush, view, { side, from: from + (to - from) * 0.12, to: from + (to - from) * 0.86, top: 0.42, bottom: 0.9 })
  brush.fillStyle = css(shift(colour, { light: 0.6 }), 0.8)
  for (const post of [0.36, 0.6]) {
    wall(brush, view, {
      side,
      from: from + (to - from) * post,
      to: from + (to - from) * (post + 0.03),
      top: 0.42,
      bottom: 0.9,
    })
  }
  brush.fillStyle = css(shift(mix(shine, palette.near, 0.6), { light: 0.9 }))
  wall(brush, view, {
    side: side * 0.93,
    from: from + (to - from) * 0.06,
    to: from + (to - from) * 0.9,
    top: 0.33,
    bottom: 0.42,
  })
  const middle = view.at(side, (from + to) / 2, 0.66)
  glow(brush, { x: middle[0], y: middle[1], radius: (330 * unit) / from ** 0.8, colour: shine, strength: 0.55 })
}

const neonSign = (brush: Brush, { unit }: Stage, view: Corridor, { side, from, to, random }: House): void => {
  const sign = random.pick(SIGNS)
  const post = from + (to - from) * random.between(0.15, 0.5)
  const [sx, sy] = view.at(side, post, -random.between(0.5, 1.5))
  const tall = (random.between(90, 190) * unit) / post
  const wide = (44 * unit) / post
  const left = side < 0 ? sx : sx - wide
  brush.save()
  brush.shadowColor = css(sign)
  brush.shadowBlur = (34 * unit) / post
  brush.strokeStyle = css(mix(sign, { l: 1, a: 0, b: 0 }, 0.35))
  brush.lineWidth = (4.5 * unit) / post
  brush.strokeRect(left, sy, wide, tall)
  for (let stroke = 0; stroke < 4; stroke += 1) {
    const line = sy + tall * (0.14 + 0.22 * stroke)
    brush.beginPath()
    brush.moveTo(left + wide * 0.22, line)
    brush.lineTo(left + wide * random.between(0.55, 0.8), line + tall * random.between(-0.04, 0.1))
    brush.lineTo(left + wide * random.between(0.3, 0.8), line + tall * 0.12)
    brush.stroke()
  }
  brush.restore()
  glow(brush, { x: left + wide / 2, y: sy + tall / 2, radius: (260 * unit) / post, colour: sign, strength: 0.6 })
}

/** Houses along both sides of a street, with signs, lamps, and a ground that mirrors them when wet. */
export const streetLayers = (stage: Stage): Layer[] => {
  const { width, height, unit, palette, scene, random: seed } = stage
  const view = corridor(stage, { wide: width * 0.36, low: height * 0.3 })
  const neon = scene.effects.includes('neon')
  const wet = scene.weather === 'rain' || scene.weather === 'storm' || neon
  const facades = layer(stage, {
    role: 'land',
    depth: 0.45,
    paint(brush) {
      const random = seed.fork('facades')
      const ground = brush.createLinearGradient(0, stage.horizon, 0, height)
      ground.addColorStop(0, css(mix(palette.haze, palette.ground, 0.3)))
      ground.addColorStop(1, css(shift(mix(palette.ground, palette.near, 0.66), { light: wet ? 0.6 : 0.85 })))
      brush.fillStyle = ground
      brush.fillRect(0, stage.horizon, width, height)
      const plots: number[] = []
      for (let away = 0.55; away < 16; away *= random.between(1.24, 1.5)) plots.push(away)
      for (const side of [-1, 1]) {
        for (let plot = plots.length - 2; plot >= 0; plot -= 1) {
          const from = plots[plot] ?? 1
          const to = plots[plot + 1] ?? 2
          const distance = Math.min(1, Math.log(from / 0.55) / 3)
          const top = -random.between(1.7, 4.4)
          const towardsLight = (stage.light.x > width / 2 ? -1 : 1) === side ? 1.22 : 0.86
          const colour = shift(mix(mix(palette.near, palette.ground, 0.46), palette.haze, distance * 0.85), {
            light: towardsLight,
          })
          const fill = brush.createLinearGradient(0, view.at(side, from, top)[1], 0, view.at(side, from, 1)[1])
          fill.addColorStop(0, css(shift(colour, { light: 1.12 })))
          fill.addColorStop(1, css(shift(colour, { light: 0.8 })))
          brush.fillStyle = fill
          wall(brush, view, { side, from, to, top, bottom: 1 })
          // the front that faces us
          const [x, y] = view.at(side, to, top)
          brush.fillStyle = css(shift(colour, { light: 0.9 }))
          brush.fillRect(side < 0 ? x - (400 * unit) / to : x, y, (400 * unit) / to, view.at(side, to, 1)[1] - y)
          brush.fillStyle = fill
          wall(brush, view, { side, from, to, top, bottom: 1 })
          const house: House = { side, from, to, top, colour, distance, random }
          windows(brush, stage, view, house)
          shopFront(brush, stage, view, house)
          if (neon && random.chance(0.8)) neonSign(brush, stage, view, house)
        }
      }
      const far = brush.createRadialGradient(
        view.vanishing[0],
        view.vanishing[1],
        0,
        view.vanishing[0],
        view.vanishing[1],
        420 * unit,
      )
      far.addColorStop(0, css(mix(palette.haze, palette.light, 0.4), 0.85))
      far.addColorStop(1, css(palette.haze, 0))
      brush.fillStyle = far
      brush.fillRect(0, 0, width, height)
    },
  })
  const mirror = layer(stage, {
    role: 'air',
    depth: 0.5,
    paint(brush) {
      if (!wet) return
      const { canvas, brush: turned } = sheet(stage)
      turned.translate(0, stage.horizon * 2)
      turned.scale(1, -1)
      turned.drawImage(facades.canvas, 0, 0)
      brush.save()
      brush.beginPath()
      brush.moveTo(view.vanishing[0], view.vanishing[1])
      for (const side of [1, -1]) {
        const [x, y] = view.at(side, 0.36, 1)
        brush.lineTo(x, y)
      }
      brush.clip()
      brush.filter = `blur(${(5 * unit).toFixed(1)}px)`
      brush.globalAlpha = 0.62
      brush.drawImage(
        canvas,
        0,
        0,
        width,
        stage.horizon * 2,
        0,
        stage.horizon - stage.horizon * 0.9,
        width,
        stage.horizon * 1.9,
      )
      brush.filter = 'none'
      const random = seed.fork('puddles')
      brush.globalAlpha = 1
      for (let index = 0; index < 90; index += 1) {
        const near = random.next() ** 1.4
        const y = stage.horizon + (height - stage.horizon) * near
        brush.fillStyle = css(random.chance(0.5) ? palette.near : palette.light, random.between(0.03, 0.12))
        brush.beginPath()
        brush.ellipse(
          random.next() * width,
          y,
          random.between(30, 190) * near * unit,
          random.between(1, 5) * near * unit,
          0,
          0,
          7,
        )
        brush.fill()
      }
      brush.restore()
    },
  })
  return [facades, mirror]
}
