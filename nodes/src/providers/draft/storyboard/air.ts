import { css, mix } from './colour.ts'
import { glow } from './light.ts'
import { isIndoors } from './scene.ts'
import { layer, noiseFor } from './stage.ts'
import type { Brush, Layer, Stage } from './stage.ts'

const rain = (brush: Brush, stage: Stage): void => {
  const { width, height, unit, palette, scene } = stage
  const random = stage.random.fork('rain')
  const slant = (scene.weather === 'storm' ? 0.42 : 0.16) * stage.side
  for (let drop = 0; drop < (scene.weather === 'storm' ? 1000 : 760); drop += 1) {
    const near = random.next() ** 2
    const long = (14 + 62 * near) * unit
    const x = random.between(-0.2, 1.2) * width
    const y = random.between(-0.1, 1) * height
    brush.strokeStyle = css(mix(palette.light, palette.haze, 0.3), 0.07 + 0.2 * near)
    brush.lineWidth = (0.7 + 1.3 * near) * unit
    brush.beginPath()
    brush.moveTo(x, y)
    brush.lineTo(x - slant * long, y + long)
    brush.stroke()
  }
}

const flakes = (
  brush: Brush,
  stage: Stage,
  { count, colours, stretch }: { count: number; colours: readonly [string, ...string[]]; stretch: number },
): void => {
  const { width, height, unit } = stage
  const random = stage.random.fork('flakes')
  for (let index = 0; index < count; index += 1) {
    const near = random.next() ** 3
    const size = (1.2 + 8 * near) * unit
    brush.globalAlpha = near > 0.6 ? 0.4 : random.between(0.45, 0.95)
    brush.fillStyle = random.pick(colours)
    brush.beginPath()
    brush.ellipse(random.next() * width, random.next() * height, size, size * stretch, random.between(0, 3), 0, 7)
    brush.fill()
  }
  brush.globalAlpha = 1
}

const fog = (brush: Brush, stage: Stage): void => {
  const { width, height, unit, palette, horizon } = stage
  const drift = noiseFor(stage, 'drift', 3)
  for (let bank = 0; bank < 7; bank += 1) {
    const y = horizon + (height - horizon) * (bank / 7) - 60 * unit
    for (let x = -200 * unit; x < width; x += 90 * unit) {
      const much = drift(x / (340 * unit), bank)
      const reach = (190 + 120 * much) * unit
      const cloud = brush.createRadialGradient(x, y, 0, x, y, reach)
      cloud.addColorStop(0, css(mix(palette.haze, palette.light, 0.25), 0.17 * much))
      cloud.addColorStop(1, css(palette.haze, 0))
      brush.fillStyle = cloud
      brush.save()
      brush.translate(0, y * 0.62)
      brush.scale(1, 0.38)
      brush.fillRect(x - reach, y - reach, reach * 2, reach * 2)
      brush.restore()
    }
  }
}

const motes = (brush: Brush, stage: Stage): void => {
  const { width, height, unit, palette } = stage
  const random = stage.random.fork('motes')
  const cloud = noiseFor(stage, 'motes', 3)
  for (let index = 0; index < 620; index += 1) {
    const x = random.next() * width
    const y = random.next() * height
    const much = Math.max(0, cloud(x / (200 * unit), y / (200 * unit)) - 0.34)
    const near = random.next() ** 6
    const size = (0.8 + 9 * near) * unit
    brush.fillStyle = css(mix(palette.light, { l: 1, a: 0, b: 0 }, 0.3), near > 0.3 ? 0.1 : Math.min(0.9, much * 2.2))
    brush.beginPath()
    brush.arc(x, y, size, 0, 7)
    brush.fill()
  }
}

/** Sparks fly out of one spot, on arcs, brighter where they start. */
export const sparks = (
  brush: Brush,
  stage: Stage,
  { x, y, reach }: { readonly x: number; readonly y: number; readonly reach: number },
): void => {
  const { unit } = stage
  const random = stage.random.fork('sparks')
  glow(brush, { x, y, radius: reach * 0.62, colour: { l: 0.85, a: 0.04, b: 0.14 }, strength: 0.85 })
  brush.save()
  brush.globalCompositeOperation = 'screen'
  for (let index = 0; index < 210; index += 1) {
    const angle = -Math.PI / 2 + random.between(-1.45, 1.45)
    const force = reach * random.next() ** 1.3
    const px = x + Math.cos(angle) * force
    const py = y + Math.sin(angle) * force * 0.82 + (force / reach) ** 2 * reach * 0.34
    const long = random.between(4, 22) * unit * (1 - force / reach + 0.25)
    const heat = 1 - force / reach
    brush.strokeStyle = css(mix({ l: 0.66, a: 0.14, b: 0.13 }, { l: 0.97, a: -0.01, b: 0.1 }, heat), 0.35 + 0.65 * heat)
    brush.lineWidth = random.between(1, 2.8) * unit
    brush.beginPath()
    brush.moveTo(px, py)
    brush.lineTo(px - Math.cos(angle) * long, py - Math.sin(angle) * long)
    brush.stroke()
    if (index % 9 === 0)
      glow(brush, { x: px, y: py, radius: 14 * unit, colour: { l: 0.8, a: 0.08, b: 0.14 }, strength: 0.8 })
  }
  brush.restore()
}

const fireflies = (brush: Brush, stage: Stage): void => {
  const { width, height, unit } = stage
  const random = stage.random.fork('fireflies')
  for (let index = 0; index < 46; index += 1) {
    const spot = { x: random.next() * width, y: height * random.between(0.42, 0.96) }
    const size = random.between(10, 34) * unit
    glow(brush, { ...spot, radius: size, colour: { l: 0.92, a: -0.04, b: 0.15 }, strength: 0.9 })
  }
}

export const airLayers = (stage: Stage): Layer[] => {
  const { scene, palette } = stage
  const has = (effect: (typeof scene.effects)[number]) => scene.effects.includes(effect)
  return [
    layer(stage, {
      role: 'air',
      // indoors the weather is seen through the window
      depth: isIndoors(scene.place) ? 0.45 : 0.9,
      paint(brush) {
        if (scene.weather === 'fog' || has('smoke')) fog(brush, stage)
        if (scene.weather === 'rain' || scene.weather === 'storm') rain(brush, stage)
        if (scene.weather === 'snow') flakes(brush, stage, { count: 520, colours: ['#ffffff', '#eef3fa'], stretch: 1 })
      },
    }),
    layer(stage, {
      role: 'air',
      depth: 0.91,
      paint(brush) {
        if (has('leaves') && scene.distance !== 'aerial') {
          flakes(brush, stage, { count: 60, colours: ['#c8571f', '#e39a2d', '#a8371c', '#d9b23c'], stretch: 0.45 })
        }
        if (has('petals'))
          flakes(brush, stage, { count: 110, colours: ['#ffd3de', '#f7a9c0', '#fff0f3'], stretch: 0.55 })
        if (has('dust') || has('sunbeams')) motes(brush, stage)
        if (has('fireflies')) fireflies(brush, stage)
        if (has('neon') && scene.place !== 'street')
          glow(brush, {
            x: stage.width * 0.2,
            y: stage.height,
            radius: stage.width * 0.6,
            colour: palette.accent,
            strength: 0.3,
          })
      },
    }),
  ]
}
