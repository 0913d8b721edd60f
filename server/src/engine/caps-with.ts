import type { Micros } from '@reelgraph/shared'
import type { Caps } from '../store/attempts.ts'
import type { RunLimits } from './attempt-order.ts'
import type { Limits } from './attempts.ts'

/**
 * What may be spent under every cap: a person may have agreed, for one run, to more than its project or the day may.
 * @param needs micro-dollars; `null` where the price is unknown.
 */
export const capsWith = (
  limits: Limits,
  { cap, raised = {}, unknownBeyondCap }: Pick<RunLimits, 'cap' | 'raised' | 'unknownBeyondCap'>,
  needs: Micros | null,
): Caps => ({
  ...(cap !== undefined && !(needs === null && unknownBeyondCap) && { run: cap }),
  ...(limits.project !== undefined && { project: larger(limits.project, raised.project) }),
  ...(limits.day !== undefined && { day: larger(limits.day, raised.day) }),
})

const larger = (limit: Micros, raised: Micros | undefined): Micros => Math.max(limit, raised ?? 0)
