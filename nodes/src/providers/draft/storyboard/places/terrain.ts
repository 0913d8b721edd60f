import { css, mix, shift } from '../colour.ts'
import type { Colour } from '../colour.ts'
import { layer, noiseFor } from '../stage.ts'
import type { Brush, Layer, Stage } from '../stage.ts'

/** The colour of land at a depth: the haze's far away, its own between, the near shadow's at the lens. */
export const landColour = (stage: Stage, depth: number): Colour => {
  const { far, near, ground } = stage.palette
  const own = { dawn: 0.42, morning: 0.72, noon: 0.78, golden: 0.55, dusk: 0.34, night: 0.3 }[stage.scene.time]
  return mix(mix(far, near, depth ** 1.15), ground, own * Math.sin(Math.PI * Math.min(1, 0.2 + depth * 0.72)))
}

export type Profile = (x: number) => number

export interface Ridge {
  readonly depth: number
  /** y of the ridge line by x. */
  readonly profile: Profile
  /** y where the haze has swallowed the foot. */
  readonly foot: number
  readonly mist: number
}

export const traceRidge = (brush: Brush, stage: Stage, profile: Profile): void => {
  const step = Math.max(1, stage.unit * 1.5)
  brush.beginPath()
  brush.moveTo(-2, stage.height + 2)
  for (let x = -2; x <= stage.width + step; x += step) brush.lineTo(x, profile(x))
  brush.lineTo(stage.width + 2, stage.height + 2)
  brush.closePath()
}

/** Land below its ridge line: its colour above, haze gathered at its foot, the light caught along its edge. */
export const paintRidge = (brush: Brush, stage: Stage, { depth, profile, foot, mist }: Ridge): void => {
  const { palette, light, width, height, unit } = stage
  let top = height
  for (let x = 0; x <= width; x += width / 60) top = Math.min(top, profile(x))
  const colour = landColour(stage, depth)
  traceRidge(brush, stage, profile)
  const fill = brush.createLinearGradient(0, top, 0, Math.max(foot, top + 1))
  fill.addColorStop(0, css(colour))
  fill.addColorStop(1, css(mix(colour, palette.haze, mist)))
  brush.fillStyle = fill
  brush.fill()
  brush.save()
  brush.globalCompositeOperation = 'source-atop'
  const near = brush.createRadialGradient(light.x, light.y, 0, light.x, light.y, width * 0.6)
  near.addColorStop(0, css(palette.light, 0.4 * (1 - depth * 0.7)))
  near.addColorStop(1, css(palette.light, 0))
  brush.fillStyle = near
  brush.fillRect(0, 0, width, height)
  brush.strokeStyle = css(mix(palette.light, colour, 0.4), 0.3 * (1 - depth * 0.5))
  brush.lineWidth = 2.5 * unit
  traceRidge(brush, stage, profile)
  brush.stroke()
  brush.restore()
}

interface Wooded {
  readonly profile: Profile
  readonly depth: number
  readonly name: string
}

/** Clumps of trees and hedges on a slope, each with a lit side; none on bare or dark land. */
export const woods = (brush: Brush, stage: Stage, { profile, depth, name }: Wooded): void => {
  const { width, unit, palette, side } = stage
  const random = stage.random.fork(`woods ${name}`)
  const where = noiseFor(stage, `woods ${name}`, 4)
  const size = (4 + 22 * depth) * unit
  const own = landColour(stage, depth)
  const dark = shift(mix(own, palette.near, 0.42), { light: 0.92 })
  const bright = mix(mix(own, palette.ground, 0.3), palette.light, 0.28)
  for (let row = 0; row < 7; row += 1) {
    for (let x = -size; x < width + size; x += size * random.between(0.34, 0.85)) {
      const fall = row * size * 1.7
      const much = where(x / (130 * unit * (0.5 + depth)), row * 0.45)
      if (much < 0.54 + (row === 0 ? -0.04 : 0.03)) continue
      const px = x + random.between(-4, 4) * unit
      const py = profile(x) + fall + random.between(-0.4, 0.4) * size
      const crown = size * random.between(0.5, 1.35)
      for (let clump = 0; clump < 4; clump += 1) {
        const way = clump / 3
        brush.fillStyle = css(mix(dark, bright, way * 0.75), 0.9 - way * 0.25)
        brush.beginPath()
        brush.ellipse(
          px + side * crown * 0.24 * way + random.between(-0.2, 0.2) * crown,
          py - crown * (0.4 + 0.34 * way),
          crown * (0.62 - 0.3 * way),
          crown * (0.56 - 0.28 * way),
          0,
          0,
          7,
        )
        brush.fill()
      }
    }
  }
}

interface Rolling {
  readonly name: string
  readonly base: number
  readonly relief: number
  readonly scale: number
}

export const rolling = (stage: Stage, { name, base, relief, scale }: Rolling): Profile => {
  const shape = noiseFor(stage, name, 4)
  const unit = stage.unit
  return (x) => base - (shape(x / (scale * unit)) - 0.5) * 2 * relief * unit
}

/** Ranges of hills, from the haze to the foreground. */
export const hillLayers = (stage: Stage, { from = 0.1, to = 0.85, count = 5 } = {}): Layer[] =>
  Array.from({ length: count }, (_, index) => {
    const depth = from + ((to - from) * index) / Math.max(1, count - 1)
    const base = stage.horizon + (stage.height - stage.horizon) * (0.72 * depth ** 1.6)
    const profile = rolling(stage, {
      name: `hill ${index}`,
      base,
      relief: 34 + 70 * depth,
      scale: 150 + 330 * depth,
    })
    return layer(stage, {
      role: 'land',
      depth,
      paint(brush) {
        paintRidge(brush, stage, { depth, profile, foot: base + 190 * stage.unit, mist: 0.5 * (1 - depth) })
        if (stage.scene.place !== 'mountains' && depth > 0.14) woods(brush, stage, { profile, depth, name: `${index}` })
      },
    })
  })

// shares of the ground between horizon and lens
const DUNES = [
  { depth: 0.18, at: 0.04 },
  { depth: 0.34, at: 0.14 },
  { depth: 0.52, at: 0.3 },
  { depth: 0.78, at: 0.62 },
]

/** Dunes: one long curve each, bright towards the light, a sharp shadow behind the crest, ripples in front. */
export const duneLayers = (stage: Stage): Layer[] =>
  DUNES.map(({ depth, at }, index) => {
    const { horizon, height, unit, width, palette, side } = stage
    const base = horizon + (height - horizon) * at
    const wave = noiseFor(stage, `dune ${index}`, 2)
    const crest: Profile = (x) => base - (wave(x / ((330 + 500 * depth) * unit)) - 0.5) * (110 + 170 * depth) * unit
    return layer(stage, {
      role: 'land',
      depth,
      paint(brush) {
        paintRidge(brush, stage, {
          depth: depth * 0.8,
          profile: crest,
          foot: base + 160 * unit,
          mist: 0.4 * (1 - depth),
        })
        brush.save()
        brush.globalCompositeOperation = 'source-atop'
        const slope = (x: number) => crest(x + 4 * unit) - crest(x - 4 * unit)
        for (let x = 0; x < width; x += 3 * unit) {
          const facing = Math.max(-1, Math.min(1, (slope(x) / (2.4 * unit)) * side))
          const y = crest(x)
          const fall = brush.createLinearGradient(0, y, 0, y + (120 + 160 * depth) * unit)
          const colour = facing < 0 ? mix(palette.light, palette.ground, 0.3) : shift(palette.near, { light: 1.1 })
          fall.addColorStop(0, css(colour, Math.abs(facing) * 0.6))
          fall.addColorStop(1, css(colour, 0))
          brush.fillStyle = fall
          brush.fillRect(x, y - 1, 3 * unit + 0.7, (120 + 160 * depth) * unit)
        }
        if (depth > 0.6) {
          const ripple = noiseFor(stage, 'ripples', 3)
          brush.lineWidth = 1.6 * unit
          for (let row = 0; row < 34; row += 1) {
            brush.strokeStyle = css(row % 2 ? palette.light : palette.near, 0.09)
            brush.beginPath()
            for (let x = -10; x < width + 10; x += 8 * unit) {
              const y =
                crest(x) + (14 + row ** 1.35 * 4.2) * unit + (ripple(x / (120 * unit), row * 0.23) - 0.5) * 34 * unit
              brush.lineTo(x, y)
            }
            brush.stroke()
          }
        }
        brush.restore()
      },
    })
  })
