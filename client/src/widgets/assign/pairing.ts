import type { Json } from '@reelgraph/shared'

interface Pairs {
  readonly items: readonly string[]
  readonly targets: readonly string[]
}

/** A target for each item: what is stored where it can still be, else the same position, else the last. */
export function pairingOf(stored: Json | undefined, { items, targets }: Pairs): readonly number[] {
  const list: readonly Json[] = Array.isArray(stored) ? stored : []
  return items.map((_, position) => {
    const target = list[position]
    const valid = typeof target === 'number' && Number.isInteger(target) && target >= 0 && target < targets.length
    return valid ? target : Math.min(position, targets.length - 1)
  })
}

/** Whether each item goes with the target at its own position, which needs no choice. */
export const goesByOrder = (stored: Json | undefined, pairs: Pairs): boolean =>
  pairs.items.length === pairs.targets.length && pairingOf(stored, pairs).every((target, item) => target === item)

/** `0, 1 1` → [0, 1, 1]. Undefined where something is no whole number. */
export function parseWholeNumbers(text: string): readonly number[] | undefined {
  const parts = text.split(/[\s,;]+/).filter(Boolean)
  return parts.every((part) => /^-?\d+$/.test(part)) ? parts.map(Number) : undefined
}
