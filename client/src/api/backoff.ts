const firstMs = 250
const mostMs = 4000

/** How long to wait before the next try: doubling, never in step with the other tabs. `failures` counts from 1. */
export const backoffMs = (failures: number, random: () => number): number => {
  const whole = Math.min(mostMs, firstMs * 2 ** (failures - 1))
  return Math.round(whole * (0.5 + random() / 2))
}
