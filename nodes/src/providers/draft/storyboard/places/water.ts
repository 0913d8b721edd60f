import { css, mix, shift } from '../colour.ts'
import { layer, noiseFor } from '../stage.ts'
import type { Brush, Layer, Stage } from '../stage.ts'
import type { Subject } from '../words.ts'

interface Surface {
  readonly top: number
  readonly bottom: number
  /** 0 is glass, 1 is a storm. */
  readonly rough: number
}

/** Water under this sky: the sky's colours turned over, broken by waves, and the path of the light. */
export const paintWater = (brush: Brush, stage: Stage, { top, bottom, rough }: Surface): void => {
  const { width, height, unit, palette, light } = stage
  const [zenith, upper, lower, horizonColour] = palette.sky
  const fill = brush.createLinearGradient(0, top, 0, bottom)
  const deep = mix(shift(zenith, { light: 0.62 }), palette.ground, 0.3)
  fill.addColorStop(0, css(mix(horizonColour, lower, 0.45)))
  fill.addColorStop(0.16, css(mix(lower, palette.ground, 0.35)))
  fill.addColorStop(0.5, css(mix(upper, deep, 0.6)))
  fill.addColorStop(1, css(shift(deep, { light: 0.62 })))
  brush.fillStyle = fill
  brush.fillRect(0, top, width, height - top)
  const swell = noiseFor(stage, 'swell', 4)
  const random = stage.random.fork('waves')
  for (let row = 0; row < 90; row += 1) {
    const near = (row / 90) ** 1.7
    const y = top + (bottom - top) * near + unit
    const long = (26 + 240 * near) * unit
    for (let x = -long; x < width + long; x += long * random.between(0.5, 1.1)) {
      const at = swell(x / (300 * unit * (0.3 + near)), row * 0.31)
      const bright = at > 0.5
      const alpha = Math.min(0.42, Math.abs(at - 0.5) * (1.1 + rough))
      brush.strokeStyle = css(bright ? mix(horizonColour, palette.light, 0.3) : shift(deep, { light: 0.55 }), alpha)
      brush.lineWidth = (0.7 + (3 + 9 * rough) * near) * unit
      const lift = (at - 0.5) * (8 + 90 * rough) * near * unit
      brush.beginPath()
      brush.moveTo(x, y)
      brush.quadraticCurveTo(x + long * 0.25, y - lift, x + long * 0.5 * random.between(0.7, 1.2), y)
      brush.stroke()
    }
  }
  const veiled = { clear: 1, clouds: 0.8, rain: 0.4, storm: 0.3, snow: 0.5, fog: 0.6 }[stage.scene.weather]
  brush.save()
  brush.globalCompositeOperation = 'screen'
  for (let index = 0; index < 620; index += 1) {
    const near = random.next() ** 1.5
    const y = top + (bottom - top) * near
    const spread = (light.radius * 0.8 + (60 + 380 * rough) * near * unit) * random.between(-1, 1) * random.next()
    const long = (5 + 66 * near) * unit * random.between(0.4, 1.3)
    brush.fillStyle = css(palette.light, (0.85 - 0.55 * near) * random.between(0.25, 1) * veiled)
    brush.beginPath()
    brush.ellipse(light.x + spread, y, long, (0.7 + 2.6 * near) * unit, 0, 0, 7)
    brush.fill()
  }
  brush.restore()
}

/** A wave that stands up: dark face, light through its crest, foam along it. */
const breaker = (
  brush: Brush,
  stage: Stage,
  { base, tall, depth }: { base: number; tall: number; depth: number },
): void => {
  const { width, height, unit, palette } = stage
  const shape = noiseFor(stage, `breaker ${depth}`, 3)
  const foam = noiseFor(stage, `foam ${depth}`, 4)
  const crest = (x: number) => {
    const wave = shape(x / ((260 + 420 * depth) * unit))
    return base - Math.max(0, wave - 0.3) ** 1.4 * tall * 2.6
  }
  const deep = shift(mix(palette.sky[0], palette.ground, 0.45), { light: 0.78 - 0.3 * depth })
  brush.beginPath()
  brush.moveTo(0, height)
  for (let x = 0; x <= width + 4; x += 3 * unit) brush.lineTo(x, crest(x))
  brush.lineTo(width + 4, height)
  const fill = brush.createLinearGradient(0, base - tall, 0, base + tall)
  fill.addColorStop(0, css(mix(deep, mix(palette.light, palette.ground, 0.5), 0.5)))
  fill.addColorStop(0.45, css(deep))
  fill.addColorStop(1, css(shift(deep, { light: 0.7 })))
  brush.fillStyle = fill
  brush.fill()
  const random = stage.random.fork(`spray ${depth}`)
  const white = mix(palette.light, { l: 0.97, a: 0, b: -0.01 }, 0.5)
  for (let x = 0; x < width; x += 2.2 * unit) {
    const high = (base - crest(x)) / tall
    const much = foam(x / (38 * unit), depth * 9)
    if (high < 0.3) continue
    for (let drop = 0; drop < 4; drop += 1) {
      const fall = random.next() ** 2 * 46 * unit * high * (0.4 + depth)
      brush.fillStyle = css(white, random.between(0.1, 0.5) * Math.min(1, high) * (much > 0.45 ? 1 : 0.25))
      brush.beginPath()
      brush.arc(
        x + random.between(-4, 4) * unit,
        crest(x) + fall - 3 * unit,
        random.between(0.6, 2.6) * unit * (0.6 + depth),
        0,
        7,
      )
      brush.fill()
    }
    if (much > 0.58 && random.chance(0.3)) {
      brush.fillStyle = css(white, 0.35)
      brush.beginPath()
      brush.arc(x, crest(x) - random.between(0, 40) * unit * high, random.between(0.5, 1.9) * unit, 0, 7)
      brush.fill()
    }
  }
}

const OFFSHORE: ReadonlySet<Subject> = new Set(['ship', 'whale', 'lighthouse', 'bird', 'balloon', 'rocket'])

/** Where somebody stands: sand that runs into the water, a wet edge that mirrors, a line of foam. */
const beach = (stage: Stage): Layer =>
  layer(stage, {
    role: 'land',
    depth: 0.62,
    paint(brush) {
      const { width, height, horizon, unit, palette, side } = stage
      const shape = noiseFor(stage, 'beach', 3)
      const edge = (x: number) =>
        horizon +
        (height - horizon) * (0.34 - 0.12 * side * (x / width - 0.5)) +
        (shape(x / (260 * unit)) - 0.5) * 46 * unit
      const sand = mix(mix({ l: 0.74, a: 0.02, b: 0.06 }, palette.near, 0.46), palette.haze, 0.24)
      const trace = (drop: number) => {
        brush.beginPath()
        brush.moveTo(0, height)
        for (let x = 0; x <= width + 4; x += 4) brush.lineTo(x, edge(x) + drop * unit)
        brush.lineTo(width + 4, height)
        brush.closePath()
      }
      brush.fillStyle = css(mix(palette.sky[3], sand, 0.4))
      trace(0)
      brush.fill()
      const fill = brush.createLinearGradient(0, horizon + (height - horizon) * 0.4, 0, height)
      fill.addColorStop(0, css(mix(sand, palette.light, 0.2)))
      fill.addColorStop(1, css(shift(mix(sand, palette.near, 0.5), { light: 0.8 })))
      brush.fillStyle = fill
      trace(34)
      brush.fill()
      brush.strokeStyle = css(mix(palette.light, { l: 1, a: 0, b: 0 }, 0.5), 0.75)
      brush.lineWidth = 5 * unit
      brush.beginPath()
      for (let x = 0; x <= width + 4; x += 4) brush.lineTo(x, edge(x) + (shape(x / (20 * unit), 4) - 0.5) * 9 * unit)
      brush.stroke()
      const random = stage.random.fork('sand')
      for (let grain = 0; grain < 1400; grain += 1) {
        const x = random.next() * width
        const y = edge(x) + 40 * unit + random.next() * (height - edge(x))
        brush.fillStyle = css(random.chance(0.5) ? palette.near : palette.light, 0.13)
        brush.fillRect(x, y, random.between(1, 5) * unit, random.between(0.8, 1.8) * unit)
      }
    },
  })

export const seaLayers = (stage: Stage): Layer[] => {
  const { scene, horizon, height, unit } = stage
  const rough = { clear: 0.18, clouds: 0.26, rain: 0.45, storm: 1, snow: 0.3, fog: 0.08 }[scene.weather]
  const surface = layer(stage, {
    role: 'land',
    depth: 0.2,
    paint: (brush) => paintWater(brush, stage, { top: horizon, bottom: height, rough }),
  })
  const ashore = scene.subjects.some((subject) => !OFFSHORE.has(subject)) && scene.distance !== 'close'
  if (rough < 0.4) return ashore ? [surface, beach(stage)] : [surface]
  const waves = [0.36, 0.55, 0.85].map((depth) =>
    layer(stage, {
      role: depth > 0.8 ? 'front' : 'land',
      depth,
      paint: (brush) =>
        breaker(brush, stage, {
          base: horizon + (height - horizon) * (0.12 + 0.86 * depth ** 1.6),
          tall: (60 + 190 * depth) * unit * rough,
          depth,
        }),
    }),
  )
  return ashore ? [surface, ...waves.slice(0, 2), beach(stage)] : [surface, ...waves]
}

/** A river that winds from the hills to the lens. */
export const riverLayer = (stage: Stage): Layer =>
  layer(stage, {
    role: 'land',
    depth: 0.6,
    paint(brush) {
      const { horizon, height, width, unit } = stage
      const bend = noiseFor(stage, 'bend', 2)
      const top = horizon + (height - horizon) * 0.06
      const middle = (way: number) =>
        stage.light.x + (width * 0.5 - stage.light.x) * way + (bend(way * 2.1) - 0.5) * width * (0.3 + 0.7 * way)
      const wide = (way: number) => (5 + 470 * way ** 2.2) * unit
      brush.save()
      brush.beginPath()
      for (let step = 0; step <= 60; step += 1) {
        const way = step / 60
        brush.lineTo(middle(way) - wide(way), top + (height - top) * way)
      }
      for (let step = 60; step >= 0; step -= 1) {
        const way = step / 60
        brush.lineTo(middle(way) + wide(way), top + (height - top) * way)
      }
      brush.clip()
      paintWater(brush, stage, { top, bottom: height, rough: 0.08 })
      brush.restore()
    },
  })
