import type { Micros } from '@reelgraph/shared'
import type { Caps } from '../store/attempts.ts'
import type { RunLimits } from './attempt-order.ts'
import type { Limits } from './attempts.ts'

/** What may be spent under every cap: a person may have agreed, for one run, to more than its project or the day may. */
export const capsWith = (limits: Limits, { cap, raised = {} }: Pick<RunLimits, 'cap' | 'raised'>): Caps => ({
  ...(cap !== undefined && { run: cap }),
  ...(limits.project !== undefined && { project: larger(limits.project, raised.project) }),
  ...(limits.day !== undefined && { day: larger(limits.day, raised.day) }),
})

const larger = (limit: Micros, raised: Micros | undefined): Micros => Math.max(limit, raised ?? 0)
