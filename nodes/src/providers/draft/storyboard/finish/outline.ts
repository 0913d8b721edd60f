import { sheet } from '../stage.ts'
import type { Layer, Stage } from '../stage.ts'

/**
 * How much of a line there is at every pixel, 0 to 1: where a sheet ends, and faintly where it changes within. A sheet in front
 * hides the lines behind it.
 */
export const outline = (stage: Stage, layers: readonly Layer[]): Float32Array => {
  const { width, height } = stage
  const lines = new Float32Array(width * height)
  for (const { canvas, role } of layers) {
    if (role === 'air') continue
    const { brush } = sheet(stage)
    brush.filter = `blur(${(role === 'sky' ? 1.6 : 0.9) * stage.unit}px)`
    brush.drawImage(canvas, 0, 0)
    const { data } = brush.getImageData(0, 0, width, height)
    const inner = role === 'sky' ? 0.0012 : 0.0042
    const edge = role === 'sky' ? 0 : 0.0048
    for (let y = 1; y < height - 1; y += 1) {
      for (let x = 1; x < width - 1; x += 1) {
        const at = y * width + x
        const i = at * 4
        const alpha = data[i + 3] ?? 0
        if (alpha > 8) lines[at] = (lines[at] ?? 0) * (1 - alpha / 255)
        const right = i + 4
        const left = i - 4
        const below = i + width * 4
        const above = i - width * 4
        const ax = (data[right + 3] ?? 0) - (data[left + 3] ?? 0)
        const ay = (data[below + 3] ?? 0) - (data[above + 3] ?? 0)
        let line = (Math.abs(ax) + Math.abs(ay)) * edge
        if (alpha > 200) {
          const gx = 2 * ((data[right + 1] ?? 0) - (data[left + 1] ?? 0)) + (data[right] ?? 0) - (data[left] ?? 0)
          const gy = 2 * ((data[below + 1] ?? 0) - (data[above + 1] ?? 0)) + (data[below] ?? 0) - (data[above] ?? 0)
          line += Math.max(0, (Math.abs(gx) + Math.abs(gy)) * inner - 0.05)
        }
        if (line > (lines[at] ?? 0)) lines[at] = Math.min(1, line)
      }
    }
  }
  return thinned(stage, lines)
}

/** Fewer and fainter lines where there are too many to read, as a draughtsman would leave them out. */
const thinned = ({ width, height, unit }: Stage, lines: Float32Array): Float32Array => {
  const cell = Math.max(6, Math.round(26 * unit))
  const across = Math.ceil(width / cell)
  const sums = new Float32Array(across * Math.ceil(height / cell))
  for (let at = 0; at < lines.length; at += 1) {
    const box = Math.floor(Math.floor(at / width) / cell) * across + Math.floor((at % width) / cell)
    sums[box] = (sums[box] ?? 0) + (lines[at] ?? 0) / (cell * cell)
  }
  for (let at = 0; at < lines.length; at += 1) {
    const y = Math.floor(at / width) / cell - 0.5
    const x = (at % width) / cell - 0.5
    const left = Math.max(0, Math.floor(x))
    const top = Math.max(0, Math.floor(y))
    const right = Math.min(across - 1, left + 1)
    const below = Math.min(Math.ceil(height / cell) - 1, top + 1)
    const u = Math.min(1, Math.max(0, x - left))
    const v = Math.min(1, Math.max(0, y - top))
    const upper = (sums[top * across + left] ?? 0) * (1 - u) + (sums[top * across + right] ?? 0) * u
    const lower = (sums[below * across + left] ?? 0) * (1 - u) + (sums[below * across + right] ?? 0) * u
    const dense = upper * (1 - v) + lower * v
    lines[at] = (lines[at] ?? 0) / (1 + Math.max(0, dense - 0.12) * 9)
  }
  return lines
}
