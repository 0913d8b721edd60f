import { css, mix, rgb, shift } from '../colour.ts'
import type { Colour } from '../colour.ts'
import { glow } from '../light.ts'
import { blocks, plots } from './aerial-ground.ts'
import { layer, noiseFor, sheet } from '../stage.ts'
import type { Brush, Layer, Stage } from '../stage.ts'

/** A ground of soft patches, seen from high above and lit from one side. */
const patches = (brush: Brush, stage: Stage, colours: readonly [Colour, Colour, Colour]): void => {
  const { width, height, side } = stage
  const across = 320
  const down = Math.round((across * height) / width)
  const { canvas, brush: small } = sheet({ width: across, height: down })
  const image = small.createImageData(across, down)
  const field = noiseFor(stage, 'patches', 6)
  const [low, middle, high] = colours.map(rgb)
  for (let y = 0; y < down; y += 1) {
    for (let x = 0; x < across; x += 1) {
      const here = field(x / 62, y / 48)
      const lit = 1 + (here - field(x / 62 + 0.05 * side, y / 48 - 0.05)) * 3.4 * -1
      const way = Math.min(1, Math.max(0, (here - 0.28) * 2.3))
      const at = (y * across + x) * 4
      for (let channel = 0; channel < 3; channel += 1) {
        const a = (way < 0.5 ? low : middle)?.[channel] ?? 0
        const b = (way < 0.5 ? middle : high)?.[channel] ?? 0
        const share = way < 0.5 ? way * 2 : way * 2 - 1
        image.data[at + channel] = Math.min(255, (a + (b - a) * share) * lit)
      }
      image.data[at + 3] = 255
    }
  }
  small.putImageData(image, 0, 0)
  brush.imageSmoothingQuality = 'high'
  brush.drawImage(canvas, 0, 0, width, height)
}

/** Crowns of trees from above: each a shadow, a body and a lit side. */
const canopy = (brush: Brush, stage: Stage, free: (x: number, y: number) => boolean): void => {
  const { width, height, unit, palette, side, scene } = stage
  const random = stage.random.fork('canopy')
  const grove = noiseFor(stage, 'grove', 4)
  const autumn: readonly [Colour, ...Colour[]] = [
    { l: 0.6, a: 0.11, b: 0.12 },
    { l: 0.7, a: 0.07, b: 0.15 },
    { l: 0.52, a: 0.14, b: 0.09 },
    { l: 0.78, a: 0.02, b: 0.15 },
    { l: 0.46, a: -0.03, b: 0.07 },
  ]
  for (let y = -30 * unit; y < height + 60 * unit; y += 15 * unit) {
    const near = 0.55 + 0.75 * (y / height)
    for (let x = -20 * unit; x < width + 20 * unit; x += 23 * unit * near * random.between(0.6, 1.25)) {
      const px = x + random.between(-9, 9) * unit
      const py = y + random.between(-9, 9) * unit
      if (!free(px, py) || grove(px / (240 * unit), py / (240 * unit)) < 0.3) continue
      const size = (11 + 12 * random.next()) * unit * near
      const kind = grove(px / (120 * unit) + 30, py / (120 * unit)) + random.between(-0.14, 0.14)
      const own =
        scene.season === 'autumn'
          ? (autumn[Math.min(4, Math.max(0, Math.floor((kind - 0.2) * 8)))] ?? autumn[0])
          : shift(palette.ground, { light: 0.68 + 0.5 * kind, turn: (kind - 0.5) * 40 })
      const lit = mix(own, palette.light, 0.1)
      brush.fillStyle = css(palette.near, 0.5)
      brush.beginPath()
      brush.ellipse(px - side * size * 0.6, py + size * 0.5, size * 1.05, size * 0.9, 0, 0, 7)
      brush.fill()
      for (let clump = 0; clump < 7; clump += 1) {
        const way = clump / 6
        const angle = random.between(0, 7)
        const away = size * 0.5 * random.next()
        brush.fillStyle = css(mix(shift(own, { light: 0.7 }), mix(lit, palette.light, 0.14), way ** 1.3), 0.9)
        brush.beginPath()
        brush.arc(
          px + Math.cos(angle) * away + side * size * 0.28 * way,
          py + Math.sin(angle) * away - size * 0.3 * way,
          size * (0.62 - 0.4 * way),
          0,
          7,
        )
        brush.fill()
      }
    }
  }
}

const winding = (stage: Stage) => {
  const bend = noiseFor(stage, 'winding', 2)
  const { width, height, unit } = stage
  const tilt = stage.random.fork('tilt').between(-0.35, 0.35)
  const middle = (y: number) =>
    width * (0.5 + tilt * (y / height - 0.5)) + (bend(y / (380 * unit)) - 0.5) * width * 0.72
  const half = (y: number) => (34 + 54 * (y / height) + 26 * bend(y / (170 * unit), 7)) * unit
  return { middle, half }
}

const ribbon = (
  brush: Brush,
  stage: Stage,
  { grow, fill }: { readonly grow: number; readonly fill: Brush['fillStyle'] },
): void => {
  const { middle, half } = winding(stage)
  brush.fillStyle = fill
  brush.beginPath()
  for (let y = -20; y <= stage.height + 20; y += 6) brush.lineTo(middle(y) - half(y) - grow, y)
  for (let y = stage.height + 20; y >= -20; y -= 6) brush.lineTo(middle(y) + half(y) + grow, y)
  brush.closePath()
  brush.fill()
}

const waterway = (brush: Brush, stage: Stage): void => {
  const { unit, height, palette } = stage
  const { middle, half } = winding(stage)
  ribbon(brush, stage, { grow: 9 * unit, fill: css(mix(palette.ground, { l: 0.82, a: 0.01, b: 0.05 }, 0.55), 0.7) })
  const fill = brush.createLinearGradient(0, 0, 0, height)
  fill.addColorStop(0, css(mix(palette.sky[3], palette.light, 0.4)))
  fill.addColorStop(0.3, css(mix(palette.sky[1], { l: 0.5, a: -0.04, b: -0.05 }, 0.45)))
  fill.addColorStop(1, css(mix(shift(palette.sky[0], { light: 0.8 }), { l: 0.36, a: -0.04, b: -0.04 }, 0.55)))
  ribbon(brush, stage, { grow: 0, fill: css(palette.near) })
  brush.save()
  ribbon(brush, stage, { grow: -1, fill })
  brush.restore()
  const random = stage.random.fork('glints')
  for (let index = 0; index < 240; index += 1) {
    const y = random.next() * height
    const across = random.between(-0.8, 0.8)
    brush.strokeStyle = css(random.chance(0.6) ? palette.light : palette.sky[3], random.between(0.08, 0.4))
    brush.lineWidth = random.between(0.8, 2) * unit
    brush.beginPath()
    const long = random.between(8, 34) * unit
    brush.moveTo(middle(y) + half(y) * across, y)
    brush.lineTo(middle(y + long) + half(y + long) * across, y + long)
    brush.stroke()
  }
}

/** From high above: no horizon, the land as a pattern. */
export const aerialLayers = (stage: Stage): Layer[] => {
  const { scene, palette, width, height, unit, side } = stage
  const { middle, half } = winding(stage)
  const wet = scene.place === 'river' || scene.behind === 'river'
  const sea = scene.place === 'sea'
  const built = scene.place === 'city' || scene.place === 'street'
  const open = scene.place === 'field' || scene.place === 'village'
  const bare = scene.place === 'desert' || scene.place === 'mountains'
  const ground = layer(stage, {
    role: 'land',
    depth: 0.4,
    paint(brush) {
      const { ground: own } = palette
      if (built) blocks(brush, stage)
      else if (open) plots(brush, stage)
      else if (sea) {
        const deep = mix(palette.sky[0], own, 0.6)
        patches(brush, stage, [shift(deep, { light: 0.72 }), deep, mix(deep, { l: 0.8, a: -0.08, b: -0.02 }, 0.4)])
      } else
        patches(brush, stage, [shift(own, { light: 0.55 }), shift(own, { light: 0.82 }), mix(own, palette.light, 0.24)])
      if (wet) waterway(brush, stage)
    },
  })
  const cover = layer(stage, {
    role: 'land',
    depth: 0.55,
    paint(brush) {
      if (built || sea || bare) return
      const margin = 16 * unit
      canopy(brush, stage, (x, y) => {
        if (wet && Math.abs(x - middle(y)) < half(y) + margin) return false
        return !open || noiseFor(stage, 'woods', 2)(x / (300 * unit), y / (300 * unit)) > 0.66
      })
    },
  })
  const air = layer(stage, {
    role: 'air',
    depth: 0.7,
    paint(brush) {
      const far = brush.createLinearGradient(0, 0, 0, height * 0.5)
      far.addColorStop(0, css(palette.haze, 0.6))
      far.addColorStop(1, css(palette.haze, 0))
      brush.fillStyle = far
      brush.fillRect(0, 0, width, height)
      glow(brush, { x: side < 0 ? 0 : width, y: 0, radius: width * 0.8, colour: palette.light, strength: 0.5 })
      const random = stage.random.fork('wisps')
      brush.filter = `blur(${(26 * unit).toFixed(1)}px)`
      for (let wisp = 0; wisp < 9; wisp += 1) {
        brush.fillStyle = css(mix(palette.haze, { l: 1, a: 0, b: 0 }, 0.5), random.between(0.06, 0.24))
        brush.beginPath()
        brush.ellipse(
          random.next() * width,
          random.next() ** 1.6 * height,
          random.between(90, 300) * unit,
          random.between(16, 50) * unit,
          random.between(-0.3, 0.3),
          0,
          7,
        )
        brush.fill()
      }
      brush.filter = 'none'
    },
  })
  return [ground, cover, air]
}
