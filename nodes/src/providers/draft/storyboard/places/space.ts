import { css, mix, rgb, shift } from '../colour.ts'
import type { Colour } from '../colour.ts'
import { glow } from '../light.ts'
import { layer, noiseFor, sheet } from '../stage.ts'
import type { Brush, Layer, Stage } from '../stage.ts'

const nebula = (brush: Brush, stage: Stage): void => {
  const { width, height, palette, random } = stage
  const across = 320
  const down = Math.round((across * height) / width)
  const { canvas, brush: small } = sheet({ width: across, height: down })
  const image = small.createImageData(across, down)
  const gas = noiseFor(stage, 'gas', 6)
  const dust = noiseFor(stage, 'dust', 6)
  const hue = random.fork('gas').between(0, 360)
  const cold = rgb(shift({ l: 0.55, a: 0.1, b: -0.12 }, { turn: hue / 4 }))
  const warm = rgb(mix(palette.accent, { l: 0.75, a: 0.08, b: 0.08 }, 0.5))
  const lean = random.fork('band').between(-0.6, 0.6)
  for (let y = 0; y < down; y += 1) {
    for (let x = 0; x < across; x += 1) {
      const u = x / 110
      const v = y / 110
      const bend = gas(u * 0.8 + 9, v * 0.8)
      const cloud = gas(u + bend, v + bend * 0.7)
      const band = Math.exp(-(((y / down - 0.5 - lean * (x / across - 0.5)) / 0.3) ** 2))
      const dense = Math.max(0, cloud - 0.34) * 2.1 * band
      const dark = Math.max(0, dust(u * 2.2, v * 2.2) - 0.42) * 2.4
      const heat = Math.min(1, Math.max(0, (cloud - 0.45) * 3))
      const at = (y * across + x) * 4
      for (let channel = 0; channel < 3; channel += 1) {
        const colour = (cold[channel] ?? 0) + ((warm[channel] ?? 0) - (cold[channel] ?? 0)) * heat
        image.data[at + channel] = colour
      }
      image.data[at + 3] = 255 * Math.min(0.9, dense * (1 - Math.min(0.85, dark)))
    }
  }
  small.putImageData(image, 0, 0)
  brush.imageSmoothingQuality = 'high'
  brush.drawImage(canvas, 0, 0, width, height)
}

interface Globe {
  readonly x: number
  readonly y: number
  readonly radius: number
  readonly colour: Colour
}

const planet = (brush: Brush, stage: Stage, { x, y, radius, colour }: Globe): void => {
  const { side, palette, unit } = stage
  const bands = noiseFor(stage, 'bands', 5)
  glow(brush, { x, y, radius: radius * 1.5, colour: mix(colour, palette.light, 0.4), strength: 0.4 })
  brush.save()
  brush.beginPath()
  brush.arc(x, y, radius, 0, 7)
  brush.clip()
  for (let row = -radius; row < radius; row += 2 * unit) {
    const tone = bands(row / (46 * unit), 1)
    brush.fillStyle = css(shift(mix(colour, palette.accent, Math.max(0, tone - 0.5)), { light: 0.72 + tone * 0.6 }))
    brush.beginPath()
    brush.ellipse(x, y + row, radius * 1.1, 5 * unit + radius * 0.06, 0.12, 0, 7)
    brush.fill()
  }
  const shade = brush.createRadialGradient(
    x + side * radius * 0.6,
    y - radius * 0.45,
    radius * 0.2,
    x + side * radius * 0.2,
    y,
    radius * 1.5,
  )
  shade.addColorStop(0, 'rgba(0,0,0,0)')
  shade.addColorStop(0.42, 'rgba(2,3,12,0.35)')
  shade.addColorStop(0.75, 'rgba(2,3,12,0.95)')
  brush.fillStyle = shade
  brush.fillRect(x - radius, y - radius, radius * 2, radius * 2)
  brush.restore()
  brush.strokeStyle = css(mix(palette.light, colour, 0.3), 0.7)
  brush.lineWidth = 2.5 * unit
  brush.beginPath()
  const angle = side > 0 ? -0.62 : Math.PI + 0.62
  brush.arc(x, y, radius, angle - 1.1, angle + 1.1)
  brush.stroke()
}

export const spaceLayers = (stage: Stage): Layer[] => {
  const { width, height, palette, random, side, unit, scene } = stage
  const draw = random.fork('planets')
  const large = {
    x: width * (side < 0 ? draw.between(0.62, 0.8) : draw.between(0.2, 0.38)),
    y: height * draw.between(0.34, 0.5),
    radius: draw.between(170, 300) * unit,
  }
  const ground = scene.subjects.some((subject) => subject !== 'rocket' && subject !== 'balloon')
  const worlds = layer(stage, {
    role: 'sky',
    depth: 0.1,
    paint(brush) {
      nebula(brush, stage)
      planet(brush, stage, {
        ...large,
        colour: shift(mix(palette.accent, { l: 0.62, a: 0.02, b: 0.03 }, 0.45), { turn: draw.between(-50, 50) }),
      })
      planet(brush, stage, {
        x: width - large.x + draw.between(-60, 60) * unit,
        y: height * draw.between(0.14, 0.3),
        radius: draw.between(24, 60) * unit,
        colour: { l: 0.7, a: 0, b: 0.02 },
      })
    },
  })
  if (!ground) return [worlds]
  const rock = noiseFor(stage, 'rock', 5)
  const surface = [0.4, 0.75].map((depth, row) =>
    layer(stage, {
      role: 'land',
      depth,
      paint(brush) {
        const base = height * (0.72 + row * 0.12)
        const colour = shift(mix(palette.ground, palette.accent, 0.16), { light: row === 0 ? 0.95 : 0.62 })
        brush.beginPath()
        brush.moveTo(0, height)
        for (let x = 0; x <= width + 3; x += 3)
          brush.lineTo(x, base - (rock(x / ((150 + 200 * row) * unit), row) - 0.5) * 110 * unit)
        brush.lineTo(width + 3, height)
        const fill = brush.createLinearGradient(0, base - 60 * unit, 0, height)
        fill.addColorStop(0, css(mix(colour, palette.light, 0.3)))
        fill.addColorStop(0.4, css(colour))
        fill.addColorStop(1, css(shift(palette.near, { light: 0.8 })))
        brush.fillStyle = fill
        brush.fill()
        const craters = random.fork(`craters ${row}`)
        for (let crater = 0; crater < 26; crater += 1) {
          const x = craters.next() * width
          const y = base + craters.between(0.2, 1) * (height - base)
          const wide = craters.between(8, 60) * unit * (0.5 + row)
          brush.fillStyle = css(palette.near, 0.4)
          brush.beginPath()
          brush.ellipse(x, y, wide, wide * 0.2, 0, 0, 7)
          brush.fill()
          brush.strokeStyle = css(palette.light, 0.22)
          brush.lineWidth = 1.6 * unit
          brush.beginPath()
          brush.ellipse(x, y, wide, wide * 0.2, 0, 0.1, 3)
          brush.stroke()
        }
      },
    }),
  )
  return [worlds, ...surface]
}
