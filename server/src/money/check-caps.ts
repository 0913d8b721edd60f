import type { Micros, Sum } from '@reelgraph/shared'
import type { CapKind, Caps, Refusal } from '../store/attempts.ts'

interface Question {
  /** Micro-dollars; `null` where the price is unknown. */
  readonly needs: Micros | null
  readonly caps: Caps
  readonly spentOn: (kind: CapKind) => Sum
}

const KINDS = ['run', 'project', 'day'] as const

/** The first cap that a price does not fit under. What is free fits under every one. */
export const checkCaps = ({ needs, caps, spentOn }: Question): Refusal | undefined => {
  if (needs === 0) return undefined
  for (const cap of KINDS) {
    const limit = caps[cap]
    if (limit === undefined) continue
    const { settled, reserved } = spentOn(cap)
    const spent = settled + reserved
    const isOver = needs === null ? cap !== 'run' && spent >= limit : spent + needs > limit
    if (isOver) return { cap, limit, spent, needs }
  }
  return undefined
}
