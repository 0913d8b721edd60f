import { sheet } from '../stage.ts'
import type { Layer, Stage } from '../stage.ts'

interface Pixel {
  readonly at: number
  readonly width: number
  /** What a step of alpha counts, and what a step of tone within. */
  readonly edge: number
  readonly inner: number
}

const lineAt = (data: Uint8ClampedArray, { at, width, edge, inner }: Pixel): number => {
  const right = at * 4 + 4
  const left = at * 4 - 4
  const below = (at + width) * 4
  const above = (at - width) * 4
  const step = (a: number, b: number, channel: number) => Math.abs((data[a + channel] ?? 0) - (data[b + channel] ?? 0))
  const outer = (step(right, left, 3) + step(below, above, 3)) * edge
  if ((data[at * 4 + 3] ?? 0) <= 200) return outer
  const green = step(right, left, 1) + step(below, above, 1)
  const red = step(right, left, 0) + step(below, above, 0)
  return outer + Math.max(0, (2 * green + red) * inner - 0.05)
}

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
    const strength = role === 'sky' ? { edge: 0, inner: 0.0012 } : { edge: 0.0048, inner: 0.0042 }
    for (let at = width + 1; at < lines.length - width - 1; at += 1) {
      const seen = (lines[at] ?? 0) * (1 - (data[at * 4 + 3] ?? 0) / 255)
      const x = at % width
      const own = x === 0 || x === width - 1 ? 0 : lineAt(data, { at, width, ...strength })
      lines[at] = Math.min(1, Math.max(seen, own))
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
