import { css, mix, shift } from '../colour.ts'
import type { Colour } from '../colour.ts'
import { corridor, quad, wall } from './corridor.ts'
import type { Corridor } from './corridor.ts'
import { beam, glow } from '../light.ts'
import { layer } from '../stage.ts'
import type { Random } from '../../random.ts'
import type { Brush, Layer, Stage } from '../stage.ts'

const COVERS: readonly [Colour, ...Colour[]] = [
  { l: 0.42, a: 0.09, b: 0.05 },
  { l: 0.4, a: 0.02, b: 0.05 },
  { l: 0.36, a: -0.05, b: 0.02 },
  { l: 0.34, a: 0, b: -0.06 },
  { l: 0.56, a: 0.03, b: 0.08 },
  { l: 0.66, a: 0.01, b: 0.04 },
]

interface Shelf {
  readonly side: number
  readonly from: number
  readonly to: number
  readonly foot: number
  readonly wood: Colour
  readonly shine: Colour
  readonly shade: number
  readonly random: Random
}

const books = (brush: Brush, view: Corridor, { side, from, to, foot, wood, shine, shade, random }: Shelf): void => {
  const run = (to - from) * 1.07
  for (let start = from; start < to;) {
    const end = Math.min(to, start + run * random.between(0.03, 0.085))
    const tall = random.between(0.24, 0.36)
    const cover = mix(shift(random.pick(COVERS), { light: random.between(0.66, 1.05) }), shine, 0.05 + shade * 0.3)
    brush.fillStyle = css(random.chance(0.94) ? cover : shift(wood, { light: 0.42 }))
    wall(brush, view, { side, from: start, to: end, top: foot - tall, bottom: foot })
    start = end * 1.004
  }
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
      for (const bar of [-0.5, 0, 0.5])
        brush.fillRect(middle + bar * half * 1.2 - unit, top - half * 0.5, 2.4 * unit, (bottom - top) * 0.9)
      for (const bar of [0.14, 0.34, 0.54])
        brush.fillRect(middle - half, top + (bottom - top) * bar, half * 2, 2 * unit)
      for (const side of [-1, 1]) {
        for (let away = end; away > 0.32; away /= 1.32) {
          const next = away / 1.32
          const shade = Math.min(1, away / end)
          brush.fillStyle = css(mix(shift(wood, { light: 0.62 }), palette.light, shade * 0.22))
          wall(brush, view, { side, from: next, to: away, top: -2.7, bottom: 1 })
          for (let shelf = 0; shelf < 8; shelf += 1) {
            const foot = -2.2 + shelf * 0.44
            books(brush, view, {
              side,
              from: next * 1.03,
              to: away * 0.985,
              foot,
              wood,
              shade,
              random,
              shine: palette.light,
            })
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
          to: [
            x + (stage.side < 0 ? 1 : -1) * random.between(300, 460) * unit + (index - 2) * 100 * unit,
            height * random.between(0.94, 1.1),
          ],
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
