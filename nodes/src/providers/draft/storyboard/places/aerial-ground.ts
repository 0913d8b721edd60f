import { litShare } from './buildings.ts'
import { css, mix, shift } from '../colour.ts'
import { glow } from '../light.ts'
import type { Brush, Stage } from '../stage.ts'

/** Streets and roofs from above, each block with its shadow. */
export const blocks = (brush: Brush, stage: Stage): void => {
  const { width, height, unit, palette, side, scene } = stage
  const random = stage.random.fork('blocks')
  const turn = random.between(-0.3, 0.3)
  const reach = Math.hypot(width, height)
  const pitch = 118 * unit
  const dark = scene.time === 'night' || scene.time === 'dusk'
  brush.fillStyle = css(shift(mix(palette.ground, palette.near, 0.6), { light: 0.9 }))
  brush.fillRect(0, 0, width, height)
  brush.save()
  brush.translate(width / 2, height / 2)
  brush.rotate(turn)
  for (let gy = -reach / 2; gy < reach / 2; gy += pitch) {
    for (let gx = -reach / 2; gx < reach / 2; gx += pitch) {
      if (random.chance(0.06)) {
        brush.fillStyle = css(mix({ l: 0.42, a: -0.045, b: 0.035 }, palette.ground, dark ? 0.65 : 0.45))
        brush.fillRect(gx + 8 * unit, gy + 8 * unit, pitch - 16 * unit, pitch - 16 * unit)
        continue
      }
      for (let part = 0; part < 4; part += 1) {
        const x = gx + 9 * unit + (part % 2) * (pitch / 2 - 6 * unit)
        const y = gy + 9 * unit + Math.floor(part / 2) * (pitch / 2 - 6 * unit)
        const wide = pitch / 2 - random.between(10, 22) * unit
        const deep = pitch / 2 - random.between(10, 22) * unit
        const tall = random.between(0.1, 1) ** 2
        const roofs = shift(mix(palette.ground, palette.haze, 0.4 * tall), { light: random.between(0.75, 1.12) })
        brush.fillStyle = css(shift(palette.near, { light: 0.7 }), 0.6)
        brush.fillRect(x - side * tall * 26 * unit, y + tall * 20 * unit, wide, deep)
        brush.fillStyle = css(shift(roofs, { light: 0.62 }))
        brush.fillRect(x, y, wide, deep + tall * 9 * unit)
        brush.fillStyle = css(roofs)
        brush.fillRect(x, y - tall * 9 * unit, wide, deep)
        brush.fillStyle = css(palette.light, 0.26)
        brush.fillRect(side > 0 ? x + wide - 3 * unit : x, y - tall * 9 * unit, 3 * unit, deep)
      }
      if (!random.chance(litShare(stage) * 1.4)) continue
      const colour = mix(palette.glow, palette.light, random.between(0, 0.4))
      glow(brush, { x: gx, y: gy + random.between(0, pitch), radius: 52 * unit, colour, strength: 0.75 })
    }
  }
  if (dark) {
    brush.globalCompositeOperation = 'screen'
    for (let street = -reach / 2; street < reach / 2; street += pitch) {
      for (let car = -reach / 2; car < reach / 2; car += random.between(10, 60) * unit) {
        brush.fillStyle = css(random.chance(0.5) ? { l: 0.9, a: 0.01, b: 0.09 } : { l: 0.62, a: 0.2, b: 0.1 }, 0.85)
        brush.fillRect(car, street - random.between(-3, 4) * unit, 5 * unit, 2 * unit)
        brush.fillRect(street - random.between(-3, 4) * unit, car, 2 * unit, 5 * unit)
      }
    }
  }
  brush.restore()
}

/** Fields from above, cut again and again, each with its furrows. */
export const plots = (brush: Brush, stage: Stage): void => {
  const { width, height, unit, palette } = stage
  const random = stage.random.fork('plots')
  const cut = (x: number, y: number, wide: number, deep: number): void => {
    if (wide > 190 * unit || deep > 150 * unit || (wide > 110 * unit && random.chance(0.3))) {
      const share = random.between(0.34, 0.66)
      if (wide > deep) {
        cut(x, y, wide * share, deep)
        cut(x + wide * share, y, wide * (1 - share), deep)
      } else {
        cut(x, y, wide, deep * share)
        cut(x, y + deep * share, wide, deep * (1 - share))
      }
      return
    }
    const crop = random.pick([
      palette.ground,
      mix(palette.ground, { l: 0.55, a: -0.09, b: 0.09 }, 0.7),
      mix(palette.ground, { l: 0.45, a: 0.03, b: 0.05 }, 0.7),
      mix(palette.ground, palette.light, 0.4),
    ])
    const colour = shift(crop, { light: random.between(0.82, 1.1) })
    brush.fillStyle = css(colour)
    brush.fillRect(x, y, wide - 4 * unit, deep - 4 * unit)
    brush.save()
    brush.beginPath()
    brush.rect(x, y, wide - 4 * unit, deep - 4 * unit)
    brush.clip()
    brush.translate(x + wide / 2, y + deep / 2)
    brush.rotate(random.pick([0, Math.PI / 2, 0.4, -0.5]))
    brush.strokeStyle = css(shift(colour, { light: 0.82 }), 0.7)
    brush.lineWidth = 1.6 * unit
    for (let row = -160; row < 160; row += 7) {
      brush.beginPath()
      brush.moveTo(-220 * unit, row * unit)
      brush.lineTo(220 * unit, row * unit)
      brush.stroke()
    }
    brush.restore()
  }
  brush.fillStyle = css(shift(mix(palette.ground, { l: 0.4, a: -0.06, b: 0.06 }, 0.6), { light: 0.75 }))
  brush.fillRect(0, 0, width, height)
  brush.save()
  brush.translate(width / 2, height / 2)
  brush.rotate(random.between(-0.25, 0.25))
  const reach = Math.hypot(width, height)
  cut(-reach / 2, -reach / 2, reach, reach)
  brush.restore()
}
