import { css, mix, shift } from '../colour.ts'
import type { Colour } from '../colour.ts'
import type { Random } from '../../random.ts'
import { landColour, paintRidge, rolling } from './terrain.ts'
import { layer, noiseFor } from '../stage.ts'
import type { Brush, Layer, Stage } from '../stage.ts'

interface Plant {
  readonly x: number
  /** y of its foot. */
  readonly y: number
  readonly tall: number
  readonly random: Random
}

/** A conifer of ragged, drooping tiers. */
export const pine = (brush: Brush, { x, y, tall, random }: Plant): void => {
  const tiers = 9
  brush.beginPath()
  brush.moveTo(x, y - tall)
  const lean = random.between(-0.02, 0.02) * tall
  const sides: readonly (1 | -1)[] = [1, -1]
  for (const side of sides) {
    const steps = Array.from({ length: tiers }, (_, index) => (side > 0 ? index + 1 : tiers - index))
    for (const step of steps) {
      const down = y - tall + (tall * 0.94 * step) / tiers
      const reach = tall * (0.035 + 0.19 * (step / tiers)) * random.between(0.78, 1.15)
      const tip: readonly [number, number] = [x + lean + side * reach, down + tall * 0.015]
      const notch: readonly [number, number] = [x + lean + side * reach * 0.42, down - tall * 0.012]
      for (const point of side > 0 ? [tip, notch] : [notch, tip]) brush.lineTo(point[0], point[1])
    }
    if (side > 0) {
      brush.lineTo(x + tall * 0.02, y)
      brush.lineTo(x - tall * 0.02, y)
    }
  }
  brush.closePath()
  brush.fill()
}

/** A broad-leaved tree: forked branches, crowns of many small clumps. */
export const broadleaf = (brush: Brush, { x, y, tall, random }: Plant, { fine = false } = {}): void => {
  const tips: (readonly [number, number])[] = []
  const grow = (
    from: readonly [number, number],
    branch: { angle: number; length: number; thick: number; rest: number },
  ): void => {
    const { angle, length, thick, rest } = branch
    const to: readonly [number, number] = [from[0] + Math.sin(angle) * length, from[1] - Math.cos(angle) * length]
    brush.lineWidth = thick
    brush.beginPath()
    brush.moveTo(from[0], from[1])
    brush.lineTo(to[0], to[1])
    brush.stroke()
    if (rest <= 2) tips.push(to)
    if (rest === 0) return
    for (const turn of [-1, 1]) {
      grow(to, {
        angle: angle + turn * random.between(0.22, 0.55),
        length: length * random.between(0.66, 0.84),
        thick: thick * 0.64,
        rest: rest - 1,
      })
    }
  }
  brush.strokeStyle = brush.fillStyle
  grow([x, y], {
    angle: random.between(-0.06, 0.06),
    length: tall * (fine ? 0.26 : 0.3),
    thick: tall * (fine ? 0.062 : 0.05),
    rest: fine ? 7 : 4,
  })
  const leaf = fine ? 0.42 : 1
  for (const [tipX, tipY] of tips) {
    for (let clump = 0; clump < 3; clump += 1) {
      brush.beginPath()
      brush.ellipse(
        tipX + random.between(-0.07, 0.07) * tall,
        tipY + random.between(-0.06, 0.05) * tall,
        random.between(0.03, 0.075) * tall * leaf,
        random.between(0.025, 0.055) * tall * leaf,
        random.between(0, 3),
        0,
        7,
      )
      brush.fill()
    }
  }
}

const leaf = (stage: Stage, depth: number, random: Random): Colour => {
  const base = landColour(stage, depth)
  if (stage.scene.season !== 'autumn')
    return shift(base, { light: random.between(0.86, 1.1), turn: random.between(-12, 12) })
  const warm = mix(
    base,
    random.pick([
      { l: 0.66, a: 0.1, b: 0.13 },
      { l: 0.58, a: 0.14, b: 0.1 },
      { l: 0.74, a: 0.03, b: 0.15 },
    ]),
    0.5,
  )
  return shift(warm, { light: 1 - depth * 0.45 })
}

/** Rows of trees that rise out of the mist, and great trunks at the lens. */
export const forestLayers = (stage: Stage): Layer[] => {
  const { horizon, height, width, unit, palette, scene } = stage
  const broad = scene.season === 'autumn' || scene.season === 'spring' || stage.random.fork('kind').chance(0.25)
  const rows = [0.12, 0.26, 0.42, 0.62].map((depth, row) => {
    const random = stage.random.fork(`row ${row}`)
    const base = horizon + (height - horizon) * (0.05 + 0.62 * depth ** 1.35)
    const profile = rolling(stage, { name: `floor ${row}`, base, relief: 26, scale: 360 })
    return layer(stage, {
      role: 'land',
      depth,
      paint(brush) {
        const gap = (22 + 120 * depth) * unit
        for (let x = -gap; x < width + gap; x += gap * random.between(0.45, 1.3)) {
          // a clearing in the middle, where the light comes through
          const open = Math.abs(x - stage.light.x) / width
          if (depth > 0.3 && open < 0.12 + depth * 0.12) continue
          const tall = (150 + 520 * depth) * unit * random.between(0.62, 1.15) * (0.75 + Math.min(0.5, open))
          brush.fillStyle = css(leaf(stage, depth, random))
          const plant = { x, y: profile(x) + 14 * unit, tall, random }
          if (broad) broadleaf(brush, plant)
          else pine(brush, plant)
        }
        paintRidge(brush, stage, { depth, profile, foot: base + 150 * unit, mist: 0.55 * (1 - depth) })
        brush.save()
        brush.globalCompositeOperation = 'source-atop'
        const fog = brush.createLinearGradient(0, base - 300 * unit, 0, base + 60 * unit)
        fog.addColorStop(0, css(palette.haze, 0))
        fog.addColorStop(1, css(palette.haze, 0.62 * (1 - depth)))
        brush.fillStyle = fog
        brush.fillRect(0, 0, width, height)
        brush.restore()
      },
    })
  })
  return [...rows, trunks(stage)]
}

const trunks = (stage: Stage): Layer =>
  layer(stage, {
    role: 'front',
    depth: 0.92,
    paint(brush) {
      const { width, height, unit, palette, light } = stage
      const random = stage.random.fork('trunks')
      const bark = noiseFor(stage, 'bark', 3)
      for (const at of [random.between(-0.01, 0.06), random.between(0.94, 1.01), random.between(0.14, 0.2)]) {
        const x = at * width
        const thick = random.between(46, 92) * unit * (at > 0.1 && at < 0.9 ? 0.55 : 1)
        brush.fillStyle = css(shift(palette.near, { light: 0.9 }))
        brush.beginPath()
        brush.moveTo(x - thick * 0.9, height)
        for (let y = height; y > -20; y -= 12 * unit) {
          const flare = 1 + Math.max(0, (y - height * 0.85) / height) * 4
          brush.lineTo(x - thick * 0.5 * flare + (bark(y / (95 * unit), at * 30) - 0.5) * 11 * unit, y)
        }
        for (let y = -20; y < height; y += 12 * unit) {
          const flare = 1 + Math.max(0, (y - height * 0.85) / height) * 4
          brush.lineTo(x + thick * 0.5 * flare + (bark(y / (95 * unit), at * 30 + 9) - 0.5) * 11 * unit, y)
        }
        brush.fill()
        brush.save()
        brush.globalCompositeOperation = 'source-atop'
        const edge = x < light.x ? x + thick * 0.5 : x - thick * 0.5
        const rim = brush.createLinearGradient(edge, 0, edge + (x < light.x ? -1 : 1) * thick * 0.5, 0)
        rim.addColorStop(0, css(palette.light, 0.34))
        rim.addColorStop(1, css(palette.light, 0))
        brush.fillStyle = rim
        brush.fillRect(x - thick * 1.2, 0, thick * 2.4, height)
        brush.restore()
      }
    },
  })

// shares of the ground between horizon and lens
const MEADOW = [
  { depth: 0.3, from: 0, to: 0.34 },
  { depth: 0.5, from: 0.2, to: 0.72 },
  { depth: 0.72, from: 0.5, to: 1.15 },
]

/** Blades or ears that fill the ground from the horizon to the lens, bent by one wind. */
export const meadowLayers = (stage: Stage): Layer[] =>
  MEADOW.map(({ depth, from, to }, index) => {
    const { horizon, height, width, unit, palette } = stage
    const random = stage.random.fork(`meadow ${index}`)
    const wind = noiseFor(stage, 'wind', 3)
    const top = horizon + (height - horizon) * from
    const bottom = horizon + (height - horizon) * to
    const profile = rolling(stage, { name: `meadow ${index}`, base: top, relief: 10 + 14 * index, scale: 420 })
    return layer(stage, {
      role: 'land',
      depth,
      paint(brush) {
        paintRidge(brush, stage, { depth: depth * 0.7, profile, foot: bottom, mist: 0.25 * (1 - depth) })
        const dark = shift(landColour(stage, depth), { light: 0.62 })
        const bright = mix(palette.ground, palette.light, 0.5)
        for (let row = 0; row < 26; row += 1) {
          const way = row / 26
          const y = top + (bottom - top) * way
          const near = (y - horizon) / (height - horizon)
          const tall = (7 + 86 * near ** 1.5) * unit
          const gap = (2.6 + 8 * near) * unit
          for (let x = -20; x < width + 20; x += gap * random.between(0.6, 1.4)) {
            const bend = (wind(x / (260 * unit), y / (90 * unit)) - 0.42) * tall * 1.1
            const lit = wind(x / (200 * unit) + 40, y / (60 * unit)) + random.between(-0.18, 0.18)
            brush.strokeStyle = css(mix(dark, bright, Math.min(1, Math.max(0, (lit - 0.3) * 1.9))), 0.75)
            brush.lineWidth = (0.8 + 2.4 * near) * unit
            const foot = y + (profile(x) - top) + random.between(-6, 6) * unit
            brush.beginPath()
            brush.moveTo(x, foot)
            brush.quadraticCurveTo(x, foot - tall * 0.6, x + bend, foot - tall)
            brush.stroke()
            if (near < 0.25 || !random.chance(0.5)) continue
            brush.lineWidth *= 2.1
            brush.beginPath()
            brush.moveTo(x + bend * 0.72, foot - tall * 0.84)
            brush.lineTo(x + bend, foot - tall)
            brush.stroke()
          }
        }
      },
    })
  })
