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
  return lines
}
