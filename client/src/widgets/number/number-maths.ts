import type { Limits } from '../field.ts'

/** How many digits behind the point a step has: 0.05 → 2. */
export function decimalsOf(step: number): number {
  if (!Number.isFinite(step) || step === 0) return 0
  const [digits = '', exponent] = String(step).split('e')
  const behind = digits.split('.')[1]?.length ?? 0
  return Math.max(0, behind - Number(exponent ?? 0))
}

/** Inside the limits, and without the dust of binary fractions. */
export function clamp({ min = -Infinity, max = Infinity, integer, step }: Limits, value: number): number {
  const clean = integer ? Math.round(value) : Number(value.toFixed(Math.min(12, decimalsOf(step) + 2)))
  return Math.min(max, Math.max(min, clean))
}

/** `steps` presses further, on the grid of the step that the limits start. */
export function stepBy(limits: Limits, { value, steps }: { readonly value: number; readonly steps: number }): number {
  const size = limits.integer
    ? Math.max(1, Math.round(Math.abs(limits.step * steps))) * Math.sign(steps)
    : limits.step * steps
  return clamp(limits, value + size)
}

/** How many px of dragging are one step: a whole range in about 240 px, but never too nervous to hit a value. */
export function pixelsPerStep({ min, max, step }: Limits): number {
  if (min === undefined || max === undefined || max <= min) return 4
  return Math.min(24, Math.max(2, (240 * step) / (max - min)))
}

/** The value after dragging `pixels` from `start`; `fine` is ten times slower. */
export function scrub(
  limits: Limits,
  { start, pixels, fine }: { readonly start: number; readonly pixels: number; readonly fine: boolean },
): number {
  const steps = Math.trunc(pixels / (pixelsPerStep(limits) * (fine ? 10 : 1)))
  return clamp(limits, start + steps * limits.step)
}

/** What was typed, as a number: `5`, `0,5`, `1 200`, `5 s` when the unit is s. Undefined where it is none. */
export function parseNumber(text: string, unit?: string): number | undefined {
  let bare = text.trim()
  if (unit !== undefined && bare.toLowerCase().endsWith(unit.toLowerCase())) bare = bare.slice(0, -unit.length)
  bare = bare.replace(/[\s_]/g, '').replace('−', '-')
  if (/^[-+]?\d*,\d+$/.test(bare)) bare = bare.replace(',', '.')
  if (!/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(bare)) return
  return Number(bare)
}
