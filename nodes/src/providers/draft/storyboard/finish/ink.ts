import { noise } from '../noise.ts'
import { bloom, eachPixel, paper, range, stack } from './darkroom.ts'
import type { Finish } from './finishing.ts'
import { outline } from './outline.ts'

const INK = [26, 25, 32] as const
const PAPER = [244, 237, 222] as const

/** Brush lines and a few washes of one ink on warm paper; only what is vivid keeps a breath of its colour. */
export const ink: Finish = (brush, { stage, layers }) => {
  stack(brush, stage, layers)
  bloom(brush, stage, { strength: 0.35, radius: 20 })
  const lines = outline(stage, layers)
  const pool = noise(stage.random.fork('wash').whole(0, 1 << 30), 4)
  const tooth = paper(stage)
  const { unit, width } = stage
  const [black, white] = range(brush, stage)
  eachPixel(brush, stage, ({ x, y, index }, data) => {
    const r = data[index] ?? 0
    const g = data[index + 1] ?? 0
    const b = data[index + 2] ?? 0
    const flow = pool(x / (46 * unit), y / (46 * unit))
    const tone = (0.3 * r + 0.59 * g + 0.11 * b - black) / (white - black) + (flow - 0.5) * 0.12
    const dark = 1 - Math.min(1, Math.max(0, tone)) ** 0.62
    // washes: steps with soft edges, a little darker where the water stopped
    const level = dark * 5
    const step = Math.floor(level)
    const way = level - step
    const wash = (step + Math.min(1, Math.max(0, (way - 0.5) * 7 + 0.5))) / 5
    const rim = Math.max(0, 1 - Math.abs(way - 0.5) * 9) * 0.05
    const broken = 0.55 + 0.6 * pool(x / (9 * unit) + 90, y / (9 * unit))
    const line = Math.min(1, (lines[y * width + x] ?? 0) * 1.5 * broken)
    const amount = Math.min(1, Math.max(wash * 0.9 + rim, line * 0.94))
    const top = Math.max(r, g, b)
    const vivid = top === 0 ? 0 : Math.max(0, (top - Math.min(r, g, b)) / top - 0.5) * 1.1 * (top / 255) * (1 - line)
    const page = tooth(x, y)
    const own = [r, g, b]
    for (let channel = 0; channel < 3; channel += 1) {
      const grey = (PAPER[channel] ?? 0) + ((INK[channel] ?? 0) - (PAPER[channel] ?? 0)) * amount
      data[index + channel] = (grey + ((own[channel] ?? 0) - grey) * Math.min(0.62, vivid)) * page
    }
  })
}
