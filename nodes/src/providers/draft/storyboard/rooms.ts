import { css, mix, shift } from './colour.ts'
import type { Colour } from './colour.ts'
import { beam, glow } from './light.ts'
import { layer, noiseFor } from './stage.ts'
import type { Brush, Layer, Stage } from './stage.ts'

const EMBER: Colour = { l: 0.74, a: 0.11, b: 0.14 }
const FLAME: Colour = { l: 0.9, a: 0.0, b: 0.14 }

/** Tongues of flame over a bed. */
export const paintFire = (brush: Brush, stage: Stage, { x, y, tall }: { x: number; y: number; tall: number }): void => {
  const random = stage.random.fork('flames')
  glow(brush, { x, y: y - tall * 0.3, radius: tall * 3.2, colour: EMBER, strength: 0.6 })
  brush.save()
  brush.globalCompositeOperation = 'screen'
  for (let tongue = 0; tongue < 26; tongue += 1) {
    const at = random.between(-0.5, 0.5)
    const reach = tall * random.between(0.35, 1) * (1 - Math.abs(at) * 1.1)
    const wide = tall * random.between(0.06, 0.15)
    const foot = x + at * tall * 0.85
    const tip = foot + random.between(-0.14, 0.14) * tall
    const fill = brush.createLinearGradient(0, y, 0, y - reach)
    fill.addColorStop(0, css(FLAME, 0.55))
    fill.addColorStop(0.5, css(EMBER, 0.45))
    fill.addColorStop(1, css({ l: 0.5, a: 0.16, b: 0.1 }, 0))
    brush.fillStyle = fill
    brush.beginPath()
    brush.moveTo(foot - wide, y)
    brush.bezierCurveTo(foot - wide * 1.4, y - reach * 0.4, tip + wide * 0.5, y - reach * 0.6, tip, y - reach)
    brush.bezierCurveTo(tip + wide * 0.2, y - reach * 0.6, foot + wide * 1.5, y - reach * 0.4, foot + wide, y)
    brush.fill()
  }
  brush.restore()
}

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
      brush.rect(opening.x - opening.half, opening.top + opening.half * 0.74, opening.half * 2, height * 0.8 - opening.top - opening.half * 0.74)
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

/** A room with a great window: what lies outside, the light on the floor, a table and its lamp. */
export const roomLayers = (stage: Stage): Layer[] => {
  const { width, height, unit, palette, side, scene } = stage
  const window = {
    x: width * (side < 0 ? 0.3 : 0.7), y: height * 0.14, wide: Math.min(width * 0.4, 560 * unit), tall: height * 0.46,
  }
  const left = window.x - window.wide / 2
  const plaster = shift(mix(palette.ground, mix(palette.haze, palette.light, 0.3), 0.42), { light: scene.time === 'night' ? 0.7 : 0.78 })
  const floorTop = height * 0.74
  const room = layer(stage, {
    role: 'land',
    depth: 0.5,
    paint(brush) {
      const tone = noiseFor(stage, 'plaster', 4)
      const wall = brush.createLinearGradient(left, 0, side < 0 ? width : 0, 0)
      wall.addColorStop(0, css(shift(plaster, { light: 1.06 })))
      wall.addColorStop(1, css(shift(mix(plaster, palette.near, 0.55), { light: 0.9 })))
      brush.fillStyle = wall
      brush.fillRect(0, 0, width, floorTop)
      for (let index = 0; index < 500; index += 1) {
        const x = ((index * 97) % 500) / 500 * width
        const y = (((index * 61) % 500) / 500) * floorTop
        brush.fillStyle = css(palette.near, 0.05 * tone(x / (90 * unit), y / (90 * unit)))
        brush.beginPath()
        brush.ellipse(x, y, 60 * unit, 26 * unit, index, 0, 7)
        brush.fill()
      }
      const floor = brush.createLinearGradient(0, floorTop, 0, height)
      floor.addColorStop(0, css(shift(mix(palette.ground, palette.near, 0.45), { light: 0.9 })))
      floor.addColorStop(1, css(shift(mix(palette.ground, palette.near, 0.7), { light: 0.72 })))
      brush.fillStyle = floor
      brush.fillRect(0, floorTop, width, height)
      brush.strokeStyle = css(palette.near, 0.4)
      brush.lineWidth = 1.5 * unit
      for (let board = -14; board < 28; board += 1) {
        brush.beginPath()
        brush.moveTo(width * 0.5 + (board - 7) * 46 * unit, floorTop)
        brush.lineTo(width * 0.5 + (board - 7) * 130 * unit, height)
        brush.stroke()
      }
      brush.fillStyle = css(shift(plaster, { light: 0.72 }))
      brush.fillRect(0, floorTop - 16 * unit, width, 16 * unit)
      brush.save()
      brush.globalCompositeOperation = 'destination-out'
      brush.fillStyle = '#000'
      brush.fillRect(left, window.y, window.wide, window.tall)
      brush.restore()
      brush.fillStyle = css(shift(plaster, { light: 0.5 }))
      for (let bar = 0; bar <= 4; bar += 1) brush.fillRect(left + (window.wide * bar) / 4 - 4 * unit, window.y, 8 * unit, window.tall)
      for (let bar = 0; bar <= 3; bar += 1) brush.fillRect(left, window.y + (window.tall * bar) / 3 - 4 * unit, window.wide, 8 * unit)
      brush.fillStyle = css(shift(plaster, { light: 1.12 }))
      brush.fillRect(left - 24 * unit, window.y + window.tall, window.wide + 48 * unit, 14 * unit)
      for (const edge of [-1, 1]) {
        const x = window.x + (edge * window.wide) / 2
        for (let fold = 0; fold < 7; fold += 1) {
          brush.fillStyle = css(shift(mix(palette.accent, palette.near, 0.52), { light: fold % 2 ? 0.8 : 1.06 }))
          brush.beginPath()
          brush.moveTo(x + edge * fold * 13 * unit, window.y - 30 * unit)
          brush.lineTo(x + edge * (fold + 1.1) * 13 * unit, window.y - 30 * unit)
          brush.quadraticCurveTo(x + edge * (fold + 1.6) * 14 * unit, floorTop * 0.6, x + edge * (fold + 1.4) * 15 * unit, floorTop - 14 * unit)
          brush.lineTo(x + edge * fold * 15 * unit, floorTop - 14 * unit)
          brush.fill()
        }
      }
      table(brush, stage, { floorTop })
    },
  })
  const shine = layer(stage, {
    role: 'air',
    depth: 0.56,
    paint(brush) {
      for (let pane = 0; pane < 4; pane += 1) {
        const x = left + (window.wide * (pane + 0.5)) / 4
        beam(brush, {
          from: [x, window.y + window.tall * 0.3],
          to: [x + (side < 0 ? 1 : -1) * 420 * unit, height],
          startWidth: window.wide * 0.22,
          endWidth: window.wide * 0.34,
          colour: palette.light,
          strength: scene.effects.includes('sunbeams') ? 0.62 : 0.36,
        })
      }
      glow(brush, { x: window.x, y: window.y + window.tall / 2, radius: window.wide * 1.1, colour: palette.light, strength: 0.3 })
    },
  })
  return [room, shine]
}

const table = (brush: Brush, stage: Stage, { floorTop }: { readonly floorTop: number }): void => {
  const { width, unit, palette, side } = stage
  const x = width * (side < 0 ? 0.76 : 0.24)
  const top = floorTop - 70 * unit
  brush.fillStyle = css(shift(palette.near, { light: 1.15 }))
  brush.fillRect(x - 190 * unit, top, 380 * unit, 15 * unit)
  for (const leg of [-170, 156]) brush.fillRect(x + leg * unit, top, 14 * unit, 160 * unit)
  brush.fillRect(x - 22 * unit, top - 8 * unit, 44 * unit, 9 * unit)
  brush.fillRect(x - 3 * unit, top - 84 * unit, 6 * unit, 80 * unit)
  brush.fillStyle = css(mix(palette.glow, { l: 0.95, a: 0, b: 0.05 }, 0.4))
  brush.beginPath()
  brush.moveTo(x - 26 * unit, top - 128 * unit)
  brush.lineTo(x + 26 * unit, top - 128 * unit)
  brush.lineTo(x + 50 * unit, top - 74 * unit)
  brush.lineTo(x - 50 * unit, top - 74 * unit)
  brush.fill()
  glow(brush, { x, y: top - 90 * unit, radius: 360 * unit, colour: palette.glow, strength: 0.6 })
  const random = stage.random.fork('table')
  for (let book = 0, y = top; book < 4; book += 1) {
    const wide = random.between(74, 104) * unit
    brush.fillStyle = css(shift(mix(palette.accent, palette.near, random.between(0.3, 0.75)), { turn: random.between(-60, 60) }))
    brush.fillRect(x + 70 * unit - random.between(0, 10) * unit, y - 15 * unit, wide, 14 * unit)
    y -= 15 * unit
  }
}
