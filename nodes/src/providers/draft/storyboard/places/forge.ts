import { css, mix, shift } from '../colour.ts'
import type { Colour } from '../colour.ts'
import { EMBER, FLAME, paintFire } from '../fire.ts'
import { beam, glow } from '../light.ts'
import { layer } from '../stage.ts'
import type { Brush, Layer, Stage } from '../stage.ts'

const bricks = (brush: Brush, stage: Stage, colour: Colour, [left, right]: readonly [number, number]): void => {
  const { unit, height } = stage
  const random = stage.random.fork(`bricks ${left.toFixed(0)}`)
  const course = 26 * unit
  for (let row = 0, y = 0; y < height; row += 1, y += course) {
    for (let x = left - (row % 2) * 32 * unit; x < right; x += 64 * unit) {
      brush.fillStyle = css(shift(colour, { light: random.between(0.82, 1.14), turn: random.between(-8, 8) }))
      const from = Math.max(left, x)
      brush.fillRect(from, y, Math.min(right, x + 61 * unit) - from, course - 3 * unit)
    }
  }
}

/** A dark workshop with its hearth on one side, open on the other to what lies behind. */
export const forgeLayers = (stage: Stage): Layer[] => {
  const { width, height, unit, palette, side } = stage
  const hearth = { x: width * (side < 0 ? 0.8 : 0.2), y: height * 0.74 }
  const opening = { x: width * (side < 0 ? 0.34 : 0.66), half: Math.min(width * 0.27, 420 * unit), top: height * 0.1 }
  const stone = shift(mix({ l: 0.36, a: 0.022, b: 0.028 }, palette.near, 0.4), { light: 0.86 })
  const walls = layer(stage, {
    role: 'land',
    depth: 0.6,
    paint(brush) {
      brush.fillStyle = css(shift(stone, { light: 0.6 }))
      brush.fillRect(0, 0, width, height)
      bricks(brush, stage, stone, [0, width])
      const dim = brush.createLinearGradient(0, 0, 0, height)
      dim.addColorStop(0, css(shift(palette.near, { light: 0.6 }), 0.92))
      dim.addColorStop(0.6, css(palette.near, 0.35))
      dim.addColorStop(1, css(shift(palette.near, { light: 0.6 }), 0.85))
      brush.fillStyle = dim
      brush.fillRect(0, 0, width, height)
      glow(brush, { x: hearth.x, y: hearth.y - 60 * unit, radius: 640 * unit, colour: EMBER, strength: 0.7 })
      // the hood over the hearth and the mouth of the fire
      brush.fillStyle = css(shift(palette.near, { light: 0.9 }))
      brush.beginPath()
      brush.moveTo(hearth.x - 62 * unit, 0)
      brush.lineTo(hearth.x - 70 * unit, height * 0.3)
      brush.lineTo(hearth.x - 190 * unit, height * 0.47)
      brush.lineTo(hearth.x + 190 * unit, height * 0.47)
      brush.lineTo(hearth.x + 70 * unit, height * 0.3)
      brush.lineTo(hearth.x + 62 * unit, 0)
      brush.fill()
      const mouth = brush.createRadialGradient(hearth.x, hearth.y, 0, hearth.x, hearth.y, 210 * unit)
      mouth.addColorStop(0, css(FLAME))
      mouth.addColorStop(0.4, css(EMBER))
      mouth.addColorStop(1, css({ l: 0.26, a: 0.06, b: 0.05 }))
      brush.fillStyle = mouth
      brush.beginPath()
      brush.arc(hearth.x, hearth.y - 78 * unit, 128 * unit, Math.PI, 0)
      brush.rect(hearth.x - 128 * unit, hearth.y - 80 * unit, 256 * unit, 82 * unit)
      brush.fill()
      paintFire(brush, stage, { x: hearth.x, y: hearth.y, tall: 190 * unit })
      brush.fillStyle = css(shift(stone, { light: 0.55 }))
      brush.fillRect(hearth.x - 185 * unit, hearth.y, 370 * unit, height)
      brush.fillStyle = css(EMBER, 0.65)
      brush.fillRect(hearth.x - 185 * unit, hearth.y, 370 * unit, 5 * unit)
      // tools on their rail
      const random = stage.random.fork('tools')
      const rail = side < 0 ? width * 0.62 : width * 0.3
      brush.fillStyle = css(shift(palette.near, { light: 0.7 }))
      for (let tool = 0; tool < 6; tool += 1) {
        const x = rail + (tool - 3) * 17 * unit
        brush.fillRect(x, height * 0.28, 4 * unit, random.between(70, 140) * unit)
        brush.fillRect(x - 7 * unit, height * 0.28, 18 * unit, random.between(8, 24) * unit)
      }
      // what lies outside is seen through the arch
      brush.globalCompositeOperation = 'destination-out'
      brush.fillStyle = '#000'
      brush.beginPath()
      brush.arc(opening.x, opening.top + opening.half * 0.75, opening.half, Math.PI, 0)
      brush.rect(
        opening.x - opening.half,
        opening.top + opening.half * 0.74,
        opening.half * 2,
        height * 0.8 - opening.top - opening.half * 0.74,
      )
      brush.fill()
      brush.globalCompositeOperation = 'source-over'
      brush.strokeStyle = css(shift(stone, { light: 0.8 }))
      brush.lineWidth = 26 * unit
      brush.beginPath()
      brush.arc(opening.x, opening.top + opening.half * 0.75, opening.half + 8 * unit, Math.PI, 0)
      brush.stroke()
      brush.strokeStyle = css(palette.light, 0.5)
      brush.lineWidth = 3 * unit
      brush.beginPath()
      brush.arc(opening.x, opening.top + opening.half * 0.75, opening.half - 4 * unit, Math.PI, 0)
      brush.stroke()
      const floor = brush.createLinearGradient(0, height * 0.8, 0, height)
      floor.addColorStop(0, css(mix(stone, palette.light, 0.26)))
      floor.addColorStop(1, css(shift(palette.near, { light: 0.7 })))
      brush.fillStyle = floor
      brush.fillRect(0, height * 0.8, width, height * 0.2)
      glow(brush, { x: hearth.x, y: height * 0.86, radius: 420 * unit, colour: EMBER, strength: 0.45 })
    },
  })
  const shine = layer(stage, {
    role: 'air',
    depth: 0.64,
    paint(brush) {
      beam(brush, {
        from: [opening.x, opening.top + 40 * unit],
        to: [width * 0.52, height * 1.02],
        startWidth: opening.half * 1.5,
        endWidth: opening.half * 2.4,
        colour: palette.light,
        strength: 0.34,
      })
    },
  })
  return [walls, shine]
}
