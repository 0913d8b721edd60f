import { noise } from '../noise.ts'
import { sheet } from '../stage.ts'
import { eachPixel, paper, stack } from './darkroom.ts'
import type { Finish } from './finishing.ts'
import { outline } from './outline.ts'

/** Wet colours on rough paper: edges that wander, pigment that settles in them, a ragged white border. */
export const watercolour: Finish = (brush, { stage, layers }) => {
  const { width, height, unit } = stage
  const wet = sheet(stage)
  stack(wet.brush, stage, layers)
  const soft = sheet(stage)
  soft.brush.filter = `blur(${(3.4 * unit).toFixed(2)}px)`
  soft.brush.drawImage(wet.canvas, 0, 0)
  const from = soft.brush.getImageData(0, 0, width, height).data
  const lines = outline(stage, layers)
  const wander = noise(stage.random.fork('wander').whole(0, 1 << 30), 3)
  const pigment = noise(stage.random.fork('pigment').whole(0, 1 << 30), 4)
  const tooth = paper(stage)
  const border = 34 * unit
  eachPixel(brush, stage, ({ x, y, index }, data) => {
    const u = x / (30 * unit)
    const v = y / (30 * unit)
    const bend = wander(u, v)
    const dx = Math.round((bend - 0.5) * 17 * unit)
    const dy = Math.round((wander(u + 50, v + 50) - 0.5) * 17 * unit)
    const px = Math.min(width - 1, Math.max(0, x + dx))
    const py = Math.min(height - 1, Math.max(0, y + dy))
    const at = (py * width + px) * 4
    const settle = pigment(x / (90 * unit), y / (90 * unit))
    const fine = pigment(x / (4 * unit) + 70, y / (4 * unit))
    const line = Math.min(0.42, (lines[py * width + px] ?? 0) * 0.4)
    const page = tooth(x, y)
    const edge =
      Math.min(x, y, width - 1 - x, height - 1 - y) +
      (pigment(x / (120 * unit) + 9, y / (120 * unit)) - 0.5) * 52 * unit +
      (bend - 0.5) * 12 * unit
    const painted = Math.min(1, Math.max(0, (edge - border) / (2.5 * unit)))
    const pooled = Math.max(0, 1 - Math.abs(edge - border - 5 * unit) / (6 * unit)) * 0.14
    for (let channel = 0; channel < 3; channel += 1) {
      const colour = (from[at + channel] ?? 0) / 255
      // lifted towards the paper, thinner where there is less pigment
      const thin = 1 - (1 - colour) ** 1.05 * (0.68 + 0.34 * settle) * (0.92 + 0.16 * fine)
      const body = Math.max(0, thin * (1 - line - pooled))
      const white = channel === 2 ? 0.94 : 0.985
      data[index + channel] = 255 * page * (white + (Math.min(white, body + 0.03) - white) * painted)
    }
    data[index + 3] = 255
  })
}
