import { newLoop, type Loop } from './instruments.ts'

const LINES = 8
/** Without common factors, so that echoes do not fall together. */
const LINE_SECONDS = [0.0297, 0.0371, 0.0411, 0.0437, 0.0533, 0.0617, 0.0713, 0.0797] as const

/**
 * A room, by eight delay lines that feed each other. The loop goes through it twice and the second time replaces the first, so that
 * what rings on from the end is already there at the start.
 */
export const inRoom = (
  dry: Loop,
  { rate, seconds, damping }: { rate: number; seconds: number; damping: number },
): Loop => {
  const frames = dry.left.length
  const wet = newLoop(frames)
  const lengths = LINE_SECONDS.map((line) => Math.round(line * rate))
  const lines = lengths.map((length) => new Float32Array(length))
  const feedback = Float64Array.from(LINE_SECONDS, (line) => 10 ** ((-3 * line) / seconds))
  const dull = new Float64Array(LINES)
  const heads = new Int32Array(LINES)
  const outs = new Float64Array(LINES)
  for (let step = 0; step < 2 * frames; step++) {
    const at = step % frames
    let sum = 0
    for (let line = 0; line < LINES; line++) {
      const out = lines[line]?.[heads[line] ?? 0] ?? 0
      const smooth = out + damping * ((dull[line] ?? 0) - out)
      dull[line] = smooth
      const value = smooth * (feedback[line] ?? 0)
      outs[line] = value
      sum += value
    }
    const shared = (sum * 2) / LINES
    const left = dry.left[at] ?? 0
    const right = dry.right[at] ?? 0
    let toLeft = 0
    let toRight = 0
    for (let line = 0; line < LINES; line++) {
      const out = outs[line] ?? 0
      const head = heads[line] ?? 0
      const buffer = lines[line]
      if (buffer) buffer[head] = (line % 2 === 0 ? left : right) * 0.5 + out - shared
      heads[line] = head + 1 === lengths[line] ? 0 : head + 1
      if (line % 2 === 0) toLeft += line % 4 === 0 ? out : -out
      else toRight += line % 4 === 1 ? out : -out
    }
    wet.left[at] = toLeft
    wet.right[at] = toRight
  }
  return wet
}
