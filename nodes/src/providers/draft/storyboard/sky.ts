import { css, mix, rgb, shift } from './colour.ts'
import { glow } from './light.ts'
import { layer, noiseFor, sheet } from './stage.ts'
import type { Brush, Layer, Stage } from './stage.ts'

const gradient = (brush: Brush, stage: Stage): void => {
  const { width, height, horizon, palette, light } = stage
  const fill = brush.createLinearGradient(0, 0, 0, Math.max(horizon, height * 0.4))
  const stops = [0, 0.38, 0.76, 1]
  palette.sky.forEach((colour, index) => fill.addColorStop(stops[index] ?? 1, css(colour)))
  brush.fillStyle = fill
  brush.fillRect(0, 0, width, height)
  const [, upper, , horizonColour] = palette.sky
  // the side away from the light is a little deeper
  const across = brush.createLinearGradient(light.x, 0, light.x + (light.x > width / 2 ? -width : width), 0)
  across.addColorStop(0, css(horizonColour, 0.16))
  across.addColorStop(1, css(shift(upper, { light: 0.7 }), 0.34))
  brush.fillStyle = across
  brush.fillRect(0, 0, width, height)
}

const stars = (brush: Brush, stage: Stage): void => {
  const random = stage.random.fork('stars')
  const { width, horizon, unit, palette, scene } = stage
  const field = noiseFor(stage, 'milky way', 4)
  const reach = scene.place === 'space' ? stage.height : horizon
  for (let index = 0; index < 900; index += 1) {
    const x = random.next() * width
    const y = random.next() * reach
    const band = field(x / (260 * unit), y / (260 * unit) + x / (500 * unit))
    const size = (0.5 + random.next() ** 5 * 2.4) * unit
    const alpha = (0.25 + 0.75 * random.next()) * (1 - (y / reach) ** 3 * 0.8) * (band > 0.5 ? 1 : 0.4)
    brush.fillStyle = css(mix(palette.light, random.chance(0.3) ? palette.glow : palette.sky[3], 0.3), alpha)
    brush.beginPath()
    brush.arc(x, y, size, 0, 7)
    brush.fill()
    if (size > 2.2 * unit) glow(brush, { x, y, radius: 14 * unit, colour: palette.light, strength: 0.35 })
  }
}

const body = (brush: Brush, stage: Stage): void => {
  const { light, palette, scene, unit, width } = stage
  const veiled = { clear: 1, clouds: 0.75, rain: 0.28, storm: 0.22, snow: 0.45, fog: 0.6 }[scene.weather]
  const night = scene.time === 'night'
  glow(brush, { ...light, radius: width * 0.62, colour: palette.light, strength: (night ? 0.34 : 0.62) * veiled })
  glow(brush, { ...light, radius: light.radius * 5, colour: palette.light, strength: (night ? 0.5 : 0.8) * veiled })
  if (veiled < 0.3) return
  const disc = brush.createRadialGradient(light.x, light.y, light.radius * 0.82, light.x, light.y, light.radius * 1.04)
  disc.addColorStop(0, css(mix(palette.light, { l: 1, a: 0, b: 0.01 }, 0.55), veiled))
  disc.addColorStop(1, css(palette.light, 0))
  brush.fillStyle = disc
  brush.fillRect(light.x - light.radius * 2, light.y - light.radius * 2, light.radius * 4, light.radius * 4)
  if (!night) return
  const random = stage.random.fork('moon')
  for (let index = 0; index < 7; index += 1) {
    const angle = random.between(0, 7)
    const away = random.between(0, 0.62) * light.radius
    brush.fillStyle = css(shift(palette.sky[3], { light: 1.25 }), 0.28)
    brush.beginPath()
    brush.arc(
      light.x + Math.cos(angle) * away,
      light.y + Math.sin(angle) * away,
      random.between(3, 11) * unit * (light.radius / (60 * unit)),
      0,
      7,
    )
    brush.fill()
  }
}

/** Clouds lit from where the light is: a field of noise, its slope towards the light decides what is bright. */
const clouds = (brush: Brush, stage: Stage): void => {
  const { width, height, horizon, palette, light, scene } = stage
  const amount = { clear: 0.46, clouds: 0.64, rain: 0.76, storm: 0.86, snow: 0.66, fog: 0.5 }[scene.weather]
  const across = 320
  const down = Math.round((across * height) / width)
  const { canvas, brush: small } = sheet({ width: across, height: down })
  const image = small.createImageData(across, down)
  const field = noiseFor(stage, 'clouds', 6)
  const [zenith, upper, lower] = palette.sky
  const bright = rgb(mix(lower, palette.light, scene.time === 'night' ? 0.2 : 0.72))
  const shade = rgb(shift(mix(upper, zenith, 0.4), { light: scene.weather === 'storm' ? 0.72 : 0.96 }))
  const horizonRow = (horizon / height) * down
  const lightX = (light.x / width) * across
  const lightY = (light.y / height) * down
  const ratio = width / height
  for (let y = 0; y < Math.min(down, horizonRow + 2); y += 1) {
    // nearer the horizon clouds are further away: smaller and flatter
    const away = 1 / (0.22 + 1.1 * (1 - y / horizonRow))
    for (let x = 0; x < across; x += 1) {
      const u = (x / across - 0.5) * 3.1 * ratio * (0.5 + away * 0.34)
      const v = away * 2.3
      const here = field(u, v * 1.5)
      const dense = Math.min(1, Math.max(0, (here - (0.82 - amount * 0.5)) / 0.26))
      if (dense === 0) continue
      const dx = lightX - x
      const dy = lightY - y
      const length = Math.hypot(dx, dy) || 1
      const towards = field(u + (dx / length) * 0.1, v * 1.5 + (dy / length) * 0.16)
      const near = Math.max(0, 1 - length / (across * 0.7))
      const lit = Math.min(1, Math.max(0, 0.36 + (here - towards) * 5 + near * 0.45 - dense * 0.18))
      const at = (y * across + x) * 4
      for (let channel = 0; channel < 3; channel += 1) {
        image.data[at + channel] = (shade[channel] ?? 0) + ((bright[channel] ?? 0) - (shade[channel] ?? 0)) * lit
      }
      const edge = Math.min(1, (horizonRow - y) / (horizonRow * 0.12))
      image.data[at + 3] = 255 * dense * dense * (3 - 2 * dense) * 0.9 * Math.max(0, edge)
    }
  }
  small.putImageData(image, 0, 0)
  brush.imageSmoothingQuality = 'high'
  brush.drawImage(canvas, 0, 0, width, height)
}

const aurora = (brush: Brush, stage: Stage): void => {
  const { width, horizon, unit } = stage
  const sway = noiseFor(stage, 'aurora', 3)
  brush.save()
  brush.globalCompositeOperation = 'screen'
  for (let curtain = 0; curtain < 3; curtain += 1) {
    for (let x = 0; x < width; x += 3 * unit) {
      const at = x / width
      const foot = horizon * (0.5 + 0.18 * curtain) + (sway(at * 3 + curtain * 9, curtain) - 0.5) * horizon * 0.7
      const tall = horizon * (0.2 + 0.5 * sway(at * 14, 5 + curtain))
      const colour = brush.createLinearGradient(0, foot - tall, 0, foot)
      colour.addColorStop(0, 'rgba(150,90,230,0)')
      colour.addColorStop(0.6, `rgba(60,220,150,${0.05 + 0.16 * sway(at * 7, 20 + curtain)})`)
      colour.addColorStop(1, 'rgba(120,255,190,0)')
      brush.fillStyle = colour
      brush.fillRect(x, foot - tall, 4 * unit, tall)
    }
  }
  brush.restore()
}

const lightning = (brush: Brush, stage: Stage): void => {
  const random = stage.random.fork('lightning')
  const { width, horizon, unit, light } = stage
  const strike = (from: readonly [number, number], reach: number, thick: number): void => {
    let [x, y] = from
    const end = y + reach
    brush.beginPath()
    brush.moveTo(x, y)
    while (y < end) {
      x += random.between(-26, 26) * unit
      y += random.between(10, 34) * unit
      brush.lineTo(x, y)
      if (thick > 2 && random.chance(0.2)) {
        brush.lineWidth = thick * unit
        brush.stroke()
        strike([x, y], reach * 0.35, thick * 0.4)
        brush.beginPath()
        brush.moveTo(x, y)
      }
    }
    brush.lineWidth = thick * unit
    brush.stroke()
  }
  const x = light.x > width / 2 ? width * random.between(0.15, 0.4) : width * random.between(0.6, 0.85)
  glow(brush, { x, y: horizon * 0.4, radius: horizon, colour: { l: 0.9, a: 0, b: -0.03 }, strength: 0.5 })
  brush.save()
  brush.shadowColor = 'rgba(170,200,255,1)'
  brush.shadowBlur = 26 * unit
  brush.strokeStyle = 'rgba(240,246,255,0.95)'
  strike([x, 0], horizon, 3.4)
  brush.restore()
}

export const skyLayers = (stage: Stage): Layer[] => {
  const { scene } = stage
  const open = layer(stage, {
    role: 'sky',
    depth: 0,
    paint(brush) {
      gradient(brush, stage)
      if (scene.time === 'night' && (scene.weather === 'clear' || scene.weather === 'snow')) stars(brush, stage)
      body(brush, stage)
    },
  })
  const above = layer(stage, {
    role: 'sky',
    depth: 0.04,
    paint(brush) {
      if (scene.effects.includes('aurora')) aurora(brush, stage)
      clouds(brush, stage)
      if (scene.weather === 'storm') lightning(brush, stage)
    },
  })
  return [open, above]
}
