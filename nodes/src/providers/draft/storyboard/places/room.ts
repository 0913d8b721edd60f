import { css, mix, shift } from '../colour.ts'
import type { Colour } from '../colour.ts'
import { beam, glow } from '../light.ts'
import { layer, noiseFor } from '../stage.ts'
import type { Brush, Layer, Stage } from '../stage.ts'

/** A room with a great window: what lies outside, the light on the floor, a table and its lamp. */
export const roomLayers = (stage: Stage): Layer[] => {
  const { width, height, unit, palette, side, scene } = stage
  const window = {
    x: width * (side < 0 ? 0.3 : 0.7),
    y: height * 0.14,
    wide: Math.min(width * 0.4, 560 * unit),
    tall: height * 0.46,
  }
  const left = window.x - window.wide / 2
  const plaster = shift(mix(mix(palette.ground, { l: 0.7, a: 0.018, b: 0.055 }, 0.55), palette.haze, 0.22), {
    light: scene.time === 'night' ? 0.62 : 0.84,
  })
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
        const x = (((index * 97) % 500) / 500) * width
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
      for (let bar = 0; bar <= 4; bar += 1)
        brush.fillRect(left + (window.wide * bar) / 4 - 4 * unit, window.y, 8 * unit, window.tall)
      for (let bar = 0; bar <= 3; bar += 1)
        brush.fillRect(left, window.y + (window.tall * bar) / 3 - 4 * unit, window.wide, 8 * unit)
      brush.fillStyle = css(shift(plaster, { light: 1.12 }))
      brush.fillRect(left - 24 * unit, window.y + window.tall, window.wide + 48 * unit, 14 * unit)
      for (const edge of [-1, 1]) {
        const x = window.x + (edge * window.wide) / 2
        for (let fold = 0; fold < 7; fold += 1) {
          brush.fillStyle = css(shift(mix(palette.accent, palette.near, 0.52), { light: fold % 2 ? 0.8 : 1.06 }))
          brush.beginPath()
          brush.moveTo(x + edge * fold * 13 * unit, window.y - 30 * unit)
          brush.lineTo(x + edge * (fold + 1.1) * 13 * unit, window.y - 30 * unit)
          brush.quadraticCurveTo(
            x + edge * (fold + 1.6) * 14 * unit,
            floorTop * 0.6,
            x + edge * (fold + 1.4) * 15 * unit,
            floorTop - 14 * unit,
          )
          brush.lineTo(x + edge * fold * 15 * unit, floorTop - 14 * unit)
          brush.fill()
        }
      }
      pictures(brush, stage, plaster)
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
          strength: scene.effects.includes('sunbeams') ? 0.62 : scene.time === 'night' ? 0.16 : 0.36,
        })
      }
      glow(brush, {
        x: window.x,
        y: window.y + window.tall / 2,
        radius: window.wide * 1.1,
        colour: palette.light,
        strength: 0.3,
      })
    },
  })
  return [room, shine]
}

/** What hangs on the far side of the room: frames with a hill or a head in each, and a shelf. */
const pictures = (brush: Brush, stage: Stage, plaster: Colour): void => {
  const { width, height, unit, palette, side } = stage
  const random = stage.random.fork('pictures')
  const x = width * (side < 0 ? 0.78 : 0.22)
  for (const [dx, y, wide, tall] of [
    [-150, 0.2, 120, 150],
    [10, 0.16, 170, 120],
    [30, 0.33, 110, 100],
  ] as const) {
    const left = x + dx * unit
    const top = height * y
    brush.fillStyle = css(palette.near, 0.35)
    brush.fillRect(left + 5 * unit, top + 7 * unit, wide * unit, tall * unit)
    brush.fillStyle = css(shift(plaster, { light: 0.42 }))
    brush.fillRect(left, top, wide * unit, tall * unit)
    brush.fillStyle = css(shift(plaster, { light: 1.12 }))
    brush.fillRect(left + 8 * unit, top + 8 * unit, (wide - 16) * unit, (tall - 16) * unit)
    const tone = shift(mix(palette.accent, plaster, random.between(0.35, 0.7)), {
      turn: random.between(-120, 120),
      light: 0.85,
    })
    brush.fillStyle = css(tone)
    brush.fillRect(left + 22 * unit, top + 22 * unit, (wide - 44) * unit, (tall - 44) * unit)
    brush.fillStyle = css(mix(tone, palette.near, 0.45))
    brush.beginPath()
    brush.moveTo(left + 22 * unit, top + (tall - 22) * unit)
    brush.quadraticCurveTo(
      left + wide * random.between(0.3, 0.7) * unit,
      top + tall * 0.3 * unit,
      left + (wide - 22) * unit,
      top + (tall - 22) * unit,
    )
    brush.fill()
  }
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
    brush.fillStyle = css(
      shift(mix(palette.accent, palette.near, random.between(0.3, 0.75)), { turn: random.between(-60, 60) }),
    )
    brush.fillRect(x + 70 * unit - random.between(0, 10) * unit, y - 15 * unit, wide, 14 * unit)
    y -= 15 * unit
  }
}
