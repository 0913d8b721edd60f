import type { Micros, Sum } from '@reelgraph/shared'
import type { CapKind, Caps, Refusal } from '../store/attempts.ts'

interface Question {
  /** Micro-dollars; `null` where the price is unknown. */
  readonly needs: Micros | null
  readonly caps: Caps
  spentOn(kind: CapKind): Sum
  /** Whether an attempt of unknown price is under way that is counted there. */
  isUnpricedOpen(kind: CapKind): boolean
}

const KINDS = ['run', 'project', 'day'] as const

/**
 * The first cap that a price does not fit under. What is free fits under every one. An unknown price fits where anything is
 * left, one at a time: so a cap is passed by one of them at most.
 */
export const checkCaps = ({ needs, caps, spentOn, isUnpricedOpen }: Question): Refusal | undefined => {
  if (needs === 0) return undefined
  const limits = KINDS.flatMap((cap) => {
    const limit = caps[cap]
    if (limit === undefined) return []
    const { settled, reserved } = spentOn(cap)
    return [{ cap, limit, spent: settled + reserved, needs }]
  })
  const full = limits.find(({ limit, spent }) => spent + (needs ?? 1) > limit)
  if (full || needs !== null) return full
  const busy = limits.find(({ cap }) => isUnpricedOpen(cap))
  return busy && { ...busy, turn: true }
}
