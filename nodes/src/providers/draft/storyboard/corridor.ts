import { css, mix, shift } from './colour.ts'
import type { Colour } from './colour.ts'
import { beam, glow } from './light.ts'
import { litShare } from './buildings.ts'
import { layer, sheet } from './stage.ts'
import type { Brush, Layer, Stage } from './stage.ts'

type Spot = readonly [number, number]

/** One-point perspective between two walls. `away` is 1 at the lens and grows with distance; `up` is 0 at the eye, 1 below. */
export interface Corridor {
  readonly vanishing: Spot
  at(side: number, away: number, up: number): Spot
}

export const corridor = (stage: Stage, { wide, low }: { readonly wide: number; readonly low: number }): Corridor => {
  const vanishing: Spot = [stage.width * stage.random.fork('vanishing').between(0.42, 0.58), stage.horizon]
  return {
    vanishing,
    at: (side, away, up) => [vanishing[0] + (side * wide) / away, vanishing[1] + (up * low) / away],
  }
}

const quad = (brush: Brush, corners: readonly Spot[]): void => {
  brush.beginPath()
  for (const [x, y] of corners) brush.lineTo(x, y)
  brush.closePath()
  brush.fill()
}

interface Wall {
  readonly side: number
  readonly from: number
  readonly to: number
  readonly top: number
  readonly bottom: number
}

const wall = (brush: Brush, view: Corridor, { side, from, to, top, bottom }: Wall): void =>
  quad(brush, [view.at(side, from, top), view.at(side, to, top), view.at(side, to, bottom), view.at(side, from, bottom)])

const SIGNS: readonly [Colour, ...Colour[]] = [
  { l: 0.7, a: 0.22, b: -0.08 }, { l: 0.82, a: -0.12, b: -0.06 }, { l: 0.72, a: 0.18, b: 0.09 }, { l: 0.86, a: -0.02, b: 0.15 },
  { l: 0.66, a: 0.06, b: -0.2 },
]

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
          const colour = shift(mix(mix(palette.near, palette.ground, 0.46), palette.haze, distance * 0.85), { light: towardsLight })
          const fill = brush.createLinearGradient(0, view.at(side, from, top)[1], 0, view.at(side, from, 1)[1])
          fill.addColorStop(0, css(shift(colour, { light: 1.12 })))
          fill.addColorStop(1, css(shift(colour, { light: 0.8 })))
          brush.fillStyle = fill
          wall(brush, view, { side, from, to, top, bottom: 1 })
          // the front that faces us
          const [x, y] = view.at(side, to, top)
          brush.fillStyle = css(shift(colour, { light: 0.9 }))
          brush.fillRect(side < 0 ? x - 400 * unit / to : x, y, (400 * unit) / to, view.at(side, to, 1)[1] - y)
          brush.fillStyle = fill
          wall(brush, view, { side, from, to, top, bottom: 1 })
          const columns = 4
          const rows = Math.floor(-top * 3.2)
          for (let row = 0; row < rows; row += 1) {
            for (let column = 0; column < columns; column += 1) {
              const start = from + ((to - from) * (column + 0.3)) / columns
              const end = from + ((to - from) * (column + 0.72)) / columns
              const sill = top + 0.16 + row * 0.3
              const lit = random.chance(litShare(stage) * 0.8)
              brush.fillStyle = lit
                ? css(mix(random.chance(0.8) ? palette.glow : random.pick(SIGNS), colour, distance * 0.5), random.between(0.3, 0.85))
                : css(mix(shift(colour, { light: 0.62 }), palette.sky[1], 0.24), 0.8)
              wall(brush, view, { side, from: start, to: end, top: sill, bottom: sill + 0.17 })
            }
          }
          // a shop front at the foot
          const shop = neon || random.chance(litShare(stage) + 0.25)
          const shine = neon ? random.pick(SIGNS) : palette.glow
          if (shop && scene.time !== 'noon') {
            const [, sill] = view.at(side, from, 0.42)
            const front = brush.createLinearGradient(0, sill, 0, view.at(side, from, 0.95)[1])
            front.addColorStop(0, css(mix(shine, { l: 0.95, a: 0, b: 0.03 }, 0.5), 0.9))
            front.addColorStop(1, css(mix(shine, colour, 0.5), 0.7))
            brush.fillStyle = front
            wall(brush, view, { side, from: from + (to - from) * 0.12, to: from + (to - from) * 0.86, top: 0.42, bottom: 0.9 })
            brush.fillStyle = css(shift(colour, { light: 0.6 }), 0.8)
            for (const post of [0.36, 0.6]) {
              wall(brush, view, { side, from: from + (to - from) * post, to: from + (to - from) * (post + 0.03), top: 0.42, bottom: 0.9 })
            }
            brush.fillStyle = css(shift(mix(shine, palette.near, 0.6), { light: 0.9 }))
            wall(brush, view, { side: side * 0.93, from: from + (to - from) * 0.06, to: from + (to - from) * 0.9, top: 0.33, bottom: 0.42 })
            const middle = view.at(side, (from + to) / 2, 0.66)
            glow(brush, { x: middle[0], y: middle[1], radius: (330 * unit) / from ** 0.8, colour: shine, strength: 0.55 })
          }
          if (neon && random.chance(0.8)) {
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
        }
      }
      const far = brush.createRadialGradient(view.vanishing[0], view.vanishing[1], 0, view.vanishing[0], view.vanishing[1], 420 * unit)
      far.addColorStop(0, css(mix(palette.haze, palette.light, 0.4), 0.85))
      far.addColorStop(1, css(palette.haze, 0))
      brush.fillStyle = far
      brush.fillRect(0, 0, width, height)
    },
  })
  const mirror = layer(stage, {
    role: 'land',
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
      brush.drawImage(canvas, 0, 0, width, stage.horizon * 2, 0, stage.horizon - stage.horizon * 0.9, width, stage.horizon * 1.9)
      brush.filter = 'none'
      const random = seed.fork('puddles')
      brush.globalAlpha = 1
      for (let index = 0; index < 90; index += 1) {
        const near = random.next() ** 1.4
        const y = stage.horizon + (height - stage.horizon) * near
        brush.fillStyle = css(random.chance(0.5) ? palette.near : palette.light, random.between(0.03, 0.12))
        brush.beginPath()
        brush.ellipse(random.next() * width, y, random.between(30, 190) * near * unit, random.between(1, 5) * near * unit, 0, 0, 7)
        brush.fill()
      }
      brush.restore()
    },
  })
  return [facades, mirror]
}

/** Walls of books, a tall window at the end, light that falls through it. */
export const libraryLayers = (stage: Stage): Layer[] => {
  const { width, height, unit, palette } = stage
  const view = corridor(stage, { wide: width * 0.34, low: height * 0.34 })
  const [vx, vy] = view.vanishing
  const wood: Colour = mix({ l: 0.36, a: 0.035, b: 0.05 }, palette.near, 0.25)
  const shelves = layer(stage, {
    role: 'land',
    depth: 0.4,
    paint(brush) {
      const random = stage.random.fork('books')
      brush.fillStyle = css(shift(wood, { light: 0.5 }))
      brush.fillRect(0, 0, width, height)
      const floor = brush.createLinearGradient(0, vy, 0, height)
      floor.addColorStop(0, css(mix(wood, palette.light, 0.5)))
      floor.addColorStop(1, css(shift(wood, { light: 0.5 })))
      brush.fillStyle = floor
      quad(brush, [view.at(-1, 6, 1), view.at(1, 6, 1), view.at(1, 0.3, 1), view.at(-1, 0.3, 1)])
      for (let board = -8; board <= 8; board += 1) {
        brush.strokeStyle = css(palette.near, 0.35)
        brush.lineWidth = 1.5 * unit
        brush.beginPath()
        brush.moveTo(...view.at(board / 8, 6, 1))
        brush.lineTo(...view.at(board / 8, 0.3, 1))
        brush.stroke()
      }
      const end = 5.4
      const [left, top] = view.at(-1, end, -2.6)
      const [right, bottom] = view.at(1, end, 1)
      brush.fillStyle = css(shift(wood, { light: 0.8 }))
      brush.fillRect(left, top - 40 * unit, right - left, bottom - top + 40 * unit)
      const middle = (left + right) / 2
      const half = (right - left) * 0.3
      const pane = brush.createLinearGradient(0, top, 0, bottom)
      pane.addColorStop(0, css(mix(palette.light, { l: 1, a: 0, b: 0 }, 0.5)))
      pane.addColorStop(1, css(palette.sky[3]))
      brush.fillStyle = pane
      brush.beginPath()
      brush.arc(middle, top + half * 0.5, half, Math.PI, 0)
      brush.rect(middle - half, top + half * 0.5, half * 2, (bottom - top) * 0.72)
      brush.fill()
      brush.fillStyle = css(wood)
      for (const bar of [-0.5, 0, 0.5]) brush.fillRect(middle + bar * half * 1.2 - unit, top - half * 0.5, 2.4 * unit, (bottom - top) * 0.9)
      for (const bar of [0.14, 0.34, 0.54]) brush.fillRect(middle - half, top + (bottom - top) * bar, half * 2, 2 * unit)
      for (const side of [-1, 1]) {
        for (let away = end; away > 0.32; away /= 1.32) {
          const next = away / 1.32
          const shade = Math.min(1, away / end)
          brush.fillStyle = css(mix(shift(wood, { light: 0.62 }), palette.light, shade * 0.22))
          wall(brush, view, { side, from: next, to: away, top: -2.7, bottom: 1 })
          for (let shelf = 0; shelf < 8; shelf += 1) {
            const foot = -2.2 + shelf * 0.44
            let from = next * 1.03
            while (from < away * 0.985) {
              const to = Math.min(away * 0.985, from + (away - next) * random.between(0.03, 0.085))
              const tall = random.between(0.24, 0.36)
              const cover = random.pick([
                { l: 0.42, a: 0.09, b: 0.05 }, { l: 0.4, a: 0.02, b: 0.05 }, { l: 0.36, a: -0.05, b: 0.02 }, { l: 0.34, a: 0, b: -0.06 },
                { l: 0.56, a: 0.03, b: 0.08 }, { l: 0.66, a: 0.01, b: 0.04 },
              ])
              const seen = mix(shift(cover, { light: random.between(0.66, 1.05) }), palette.light, 0.05 + shade * 0.3)
              brush.fillStyle = css(random.chance(0.94) ? seen : shift(wood, { light: 0.42 }))
              wall(brush, view, { side, from, to, top: foot - tall, bottom: foot })
              from = to * 1.004
            }
            brush.fillStyle = css(mix(shift(wood, { light: 1.06 }), palette.light, 0.08 + shade * 0.3))
            wall(brush, view, { side, from: next, to: away, top: foot, bottom: foot + 0.045 })
          }
          brush.fillStyle = css(mix(shift(wood, { light: 0.9 }), palette.light, 0.06 + shade * 0.26))
          wall(brush, view, { side, from: next, to: next * 1.035, top: -2.7, bottom: 1 })
        }
      }
      const dim = brush.createRadialGradient(vx, vy - 60 * unit, 120 * unit, vx, vy, width * 0.62)
      dim.addColorStop(0, css(palette.near, 0))
      dim.addColorStop(1, css(shift(palette.near, { light: 0.7 }), 0.8))
      brush.fillStyle = dim
      brush.fillRect(0, 0, width, height)
    },
  })
  const light = layer(stage, {
    role: 'air',
    depth: 0.6,
    paint(brush) {
      glow(brush, { x: vx, y: vy - 120 * unit, radius: 560 * unit, colour: palette.light, strength: 0.62 })
      const random = stage.random.fork('beams')
      for (let index = 0; index < 5; index += 1) {
        const x = vx + (index - 2) * 34 * unit
        beam(brush, {
          from: [x, vy - 250 * unit],
          to: [x + (stage.side < 0 ? 1 : -1) * random.between(300, 460) * unit + (index - 2) * 100 * unit, height * random.between(0.94, 1.1)],
          startWidth: 22 * unit,
          endWidth: random.between(110, 190) * unit,
          colour: palette.light,
          strength: 0.5,
        })
      }
    },
  })
  return [shelves, light]
}
