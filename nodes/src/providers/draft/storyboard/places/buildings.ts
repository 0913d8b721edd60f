import { css, mix, shift } from '../colour.ts'
import { glow } from '../light.ts'
import type { Random } from '../../random.ts'
import { landColour, paintRidge, rolling, woods } from './terrain.ts'
import { layer } from '../stage.ts'
import type { Brush, Layer, Stage } from '../stage.ts'

/** How many windows are lit at this hour. */
export const litShare = ({ scene }: Stage): number =>
  ({ dawn: 0.2, morning: 0.05, noon: 0.02, golden: 0.1, dusk: 0.36, night: 0.42 })[scene.time] +
  (scene.weather === 'storm' ? 0.1 : 0)

interface Block {
  readonly x: number
  readonly wide: number
  readonly top: number
  readonly foot: number
}

const roof = (brush: Brush, stage: Stage, { x, wide, top }: Block, kind: number): void => {
  const { unit } = stage
  if (kind === 0) brush.fillRect(x + wide * 0.2, top - 14 * unit, wide * 0.6, 15 * unit)
  if (kind === 1) brush.fillRect(x + wide * 0.48, top - 64 * unit, 2.5 * unit, 66 * unit)
  if (kind === 2) {
    brush.beginPath()
    brush.moveTo(x, top)
    brush.lineTo(x + wide * 0.5, top - wide * 0.6)
    brush.lineTo(x + wide, top)
    brush.fill()
  }
  if (kind === 3) {
    brush.fillRect(x + wide * 0.58, top - 30 * unit, wide * 0.22, 20 * unit)
    brush.fillRect(x + wide * 0.62, top - 12 * unit, 2 * unit, 14 * unit)
    brush.fillRect(x + wide * 0.74, top - 12 * unit, 2 * unit, 14 * unit)
  }
}

interface Facade {
  readonly block: Block
  readonly cell: number
  readonly random: Random
}

const windows = (brush: Brush, stage: Stage, { block, cell, random }: Facade): void => {
  const { palette } = stage
  for (let y = block.top + cell; y < block.foot - cell; y += cell * 1.5) {
    for (let x = block.x + cell * 0.7; x < block.x + block.wide - cell; x += cell * 1.25) {
      if (!random.chance(litShare(stage))) continue
      brush.fillStyle = css(mix(palette.glow, palette.light, random.between(0, 0.5)), random.between(0.35, 0.95))
      brush.fillRect(x, y, cell * 0.6, cell * 0.75)
    }
  }
}

interface Skyline {
  readonly depth: number
  /** As a share of the sky. */
  readonly tall: number
  readonly name: string
  /** y of the street, where it is not the usual one for the depth. */
  readonly foot?: number
}

/** A row of houses or towers that rises towards the middle of the picture, with its windows. */
const skylineLayer = (stage: Stage, { depth, tall, name, foot }: Skyline): Layer =>
  layer(stage, {
    role: 'land',
    depth,
    paint(brush) {
      const { width, height, horizon, unit, palette, side } = stage
      const random = stage.random.fork(name)
      const centre = random.between(0.3, 0.7)
      const colour = landColour(stage, depth)
      const base = foot ?? horizon + (height - horizon) * (0.06 + 0.5 * depth ** 2)
      for (let x = -30 * unit; x < width;) {
        const wide = random.between(34, 92) * unit * (0.6 + depth)
        const hill = Math.exp(-(((x / width - centre) / 0.26) ** 2))
        const rise = tall * horizon * (0.2 + random.between(0.1, 0.5) + hill * random.between(0.1, 0.55))
        const block = { x, wide, top: base - rise, foot: base }
        const fill = brush.createLinearGradient(0, block.top, 0, base)
        fill.addColorStop(0, css(shift(colour, { light: random.between(0.93, 1.06) })))
        fill.addColorStop(1, css(mix(colour, palette.haze, 0.62 * (1 - depth))))
        brush.fillStyle = fill
        brush.fillRect(x, block.top, wide + 1, height - block.top)
        roof(brush, stage, block, random.whole(0, 5))
        const lit = brush.createLinearGradient(0, block.top, 0, base)
        lit.addColorStop(0, css(palette.light, 0.26))
        lit.addColorStop(0.7, css(palette.light, 0))
        brush.fillStyle = lit
        brush.fillRect(side < 0 ? x : x + wide * 0.78, block.top, wide * 0.22, rise)
        const cell = (7 + 9 * depth) * unit
        windows(brush, stage, { block, cell, random })
        x += wide * random.between(0.86, 1.25)
      }
      const mist = brush.createLinearGradient(0, base - 230 * unit, 0, base + 10 * unit)
      mist.addColorStop(0, css(palette.haze, 0))
      mist.addColorStop(1, css(palette.haze, 0.92 - 0.6 * depth))
      brush.globalCompositeOperation = 'source-atop'
      brush.fillStyle = mist
      brush.fillRect(0, base - 230 * unit, width, height)
    },
  })

export const cityLayers = (stage: Stage, { near = true } = {}): Layer[] => {
  const rows = [
    skylineLayer(stage, { depth: 0.12, tall: 0.62, name: 'far towers' }),
    skylineLayer(stage, { depth: 0.3, tall: 0.52, name: 'towers' }),
    skylineLayer(stage, { depth: 0.52, tall: 0.34, name: 'roofs' }),
  ]
  if (!near) return rows
  return [
    ...rows,
    skylineLayer(stage, { depth: 0.66, tall: 0.42, name: 'near roofs', foot: stage.height * 0.92 }),
    rooftop(stage),
  ]
}

/** The roof we stand on: a parapet, a water tank, an aerial. */
const rooftop = (stage: Stage): Layer =>
  layer(stage, {
    role: 'front',
    depth: 0.86,
    paint(brush) {
      const { width, height, unit, palette, side } = stage
      const random = stage.random.fork('rooftop')
      const top = height * 0.86
      brush.fillStyle = css(palette.near)
      brush.fillRect(0, top, width, height - top)
      brush.fillStyle = css(shift(palette.near, { light: 1.25 }))
      brush.fillRect(0, top, width, 10 * unit)
      brush.fillStyle = css(palette.light, 0.35)
      brush.fillRect(0, top, width, 2.5 * unit)
      const x = side < 0 ? width * random.between(0.82, 0.9) : width * random.between(0.06, 0.14)
      brush.fillStyle = css(palette.near)
      brush.fillRect(x - 42 * unit, top - 190 * unit, 84 * unit, 96 * unit)
      brush.beginPath()
      brush.moveTo(x - 50 * unit, top - 188 * unit)
      brush.lineTo(x, top - 232 * unit)
      brush.lineTo(x + 50 * unit, top - 188 * unit)
      brush.fill()
      for (const leg of [-36, -12, 12, 36])
        brush.fillRect(x + leg * unit - 2 * unit, top - 96 * unit, 5 * unit, 100 * unit)
    },
  })

/** Houses on the slopes, their windows and smoke. */
export const villageLayers = (stage: Stage): Layer[] =>
  [0.34, 0.56].map((depth, row) => {
    const { horizon, height, width, unit, palette, side } = stage
    const random = stage.random.fork(`village ${row}`)
    const base = horizon + (height - horizon) * (0.16 + row * 0.3)
    const profile = rolling(stage, { name: `slope ${row}`, base, relief: 60, scale: 420 })
    return layer(stage, {
      role: 'land',
      depth,
      paint(brush) {
        paintRidge(brush, stage, { depth, profile, foot: base + 220 * unit, mist: 0.3 })
        woods(brush, stage, { profile, depth, name: `village ${row}` })
        const count = row === 0 ? 9 : 5
        for (let index = 0; index < count; index += 1) {
          const x = (width * (index + random.between(0.15, 0.85))) / count
          const size = (62 + 104 * row) * unit * random.between(0.75, 1.2)
          const y = profile(x) + size * 0.2
          const wall = mix(landColour(stage, depth + 0.2), palette.light, 0.4)
          brush.fillStyle = css(wall)
          brush.fillRect(x - size * 0.5, y - size * 0.55, size, size * 0.75)
          brush.fillStyle = css(shift(mix(palette.accent, palette.near, 0.6), { light: 0.95 }))
          brush.beginPath()
          brush.moveTo(x - size * 0.62, y - size * 0.5)
          brush.lineTo(x - size * 0.3, y - size * 0.98)
          brush.lineTo(x + size * 0.3, y - size * 0.98)
          brush.lineTo(x + size * 0.62, y - size * 0.5)
          brush.fill()
          brush.fillStyle = css(palette.near, 0.4)
          brush.fillRect(side < 0 ? x : x - size * 0.5, y - size * 0.5, size * 0.5, size * 0.7)
          brush.fillStyle = css(palette.near)
          brush.fillRect(x + size * 0.18, y - size * 1.16, size * 0.12, size * 0.3)
          for (const at of [-0.32, 0.12]) {
            const lit = random.chance(0.25 + litShare(stage) * 2)
            brush.fillStyle = lit ? css(palette.glow) : css(palette.near, 0.7)
            brush.fillRect(x + at * size, y - size * 0.34, size * 0.17, size * 0.22)
            if (lit)
              glow(brush, {
                x: x + (at + 0.08) * size,
                y: y - size * 0.22,
                radius: size * 0.6,
                colour: palette.glow,
                strength: 0.45,
              })
          }
        }
      },
    })
  })
