import { CAPTION } from '../font.ts'
import { noise } from '../noise.ts'
import type { Brush, Stage } from '../stage.ts'
import { eachPixel, paper, range, stack } from './darkroom.ts'
import type { Finish } from './finishing.ts'
import { outline } from './outline.ts'

const grid = (brush: Brush, { width, height, unit }: Stage): void => {
  const cell = 40 * unit
  for (let line = 0; line * cell < Math.max(width, height); line += 1) {
    brush.strokeStyle = `rgba(200,225,255,${line % 5 ? 0.07 : 0.15})`
    brush.lineWidth = unit
    brush.beginPath()
    brush.moveTo(line * cell, 0)
    brush.lineTo(line * cell, height)
    brush.moveTo(0, line * cell)
    brush.lineTo(width, line * cell)
    brush.stroke()
  }
}

/** How a draughtsman reads the frame: thirds, horizon, where the light comes from. */
const notes = (brush: Brush, { width, height, unit, horizon, light, scene }: Stage): void => {
  brush.strokeStyle = 'rgba(225,238,255,0.55)'
  brush.fillStyle = 'rgba(225,238,255,0.8)'
  brush.lineWidth = 1.4 * unit
  brush.font = `${Math.round(15 * unit)}px "${CAPTION}"`
  const margin = 26 * unit
  brush.strokeRect(margin, margin, width - margin * 2, height - margin * 2)
  brush.setLineDash([9 * unit, 7 * unit])
  for (const third of [1 / 3, 2 / 3]) {
    brush.beginPath()
    brush.moveTo(width * third, margin)
    brush.lineTo(width * third, height - margin)
    brush.stroke()
  }
  if (scene.distance !== 'aerial') {
    brush.beginPath()
    brush.moveTo(margin, horizon)
    brush.lineTo(width - margin, horizon)
    brush.stroke()
    brush.fillText('HORIZON', margin + 10 * unit, horizon - 8 * unit)
  }
  brush.setLineDash([])
  brush.beginPath()
  brush.arc(light.x, light.y, light.radius * 1.3, 0, 7)
  brush.moveTo(light.x - light.radius * 1.7, light.y)
  brush.lineTo(light.x + light.radius * 1.7, light.y)
  brush.moveTo(light.x, light.y - light.radius * 1.7)
  brush.lineTo(light.x, light.y + light.radius * 1.7)
  brush.stroke()
  brush.fillText('LIGHT', light.x + light.radius * 1.8, light.y - 8 * unit)
}

/** White lines and chalk tone on blue paper, with the marks of a plan. */
export const blueprint: Finish = (brush, { stage, layers }) => {
  const { width, unit } = stage
  stack(brush, stage, layers)
  const lines = outline(stage, layers)
  const [black, bright] = range(brush, stage)
  const chalk = noise(stage.random.fork('chalk').whole(0, 1 << 30), 3)
  const tooth = paper(stage)
  eachPixel(brush, stage, ({ x, y, index }, data) => {
    const tone =
      (0.3 * (data[index] ?? 0) + 0.59 * (data[index + 1] ?? 0) + 0.11 * (data[index + 2] ?? 0) - black) /
      (bright - black)
    // hatching where it is bright, as chalk would be laid
    const hatch = 0.5 + 0.5 * Math.sin(((x + y * 0.9) / unit) * 0.9)
    const shaded = Math.min(1, Math.max(0, tone - 0.12)) * 0.46 * (0.5 + 0.5 * hatch)
    const rub = 0.7 + 0.5 * chalk(x / (7 * unit), y / (7 * unit))
    const line = Math.min(1, (lines[y * width + x] ?? 0) * 1.7 * rub)
    const white = Math.min(1, shaded + line * 0.92)
    const page = tooth(x, y)
    data[index] = (20 + (236 - 20) * white) * page
    data[index + 1] = (62 + (244 - 62) * white) * page
    data[index + 2] = (126 + (255 - 126) * white) * page
  })
  grid(brush, stage)
  notes(brush, stage)
}
