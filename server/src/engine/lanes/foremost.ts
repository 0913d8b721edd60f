import type { LaneJob } from './lane-job.ts'

const RANK = { high: 2, normal: 1, low: 0 } as const

/** Of those that want the same work the one that matters most, and among equals the one that came first. */
export const foremost = <T>(wanting: readonly T[], orderOf: (one: T) => Pick<LaneJob, 'priority'>): T | undefined => {
  const [first] = wanting
  if (wanting.length < 2) return first
  return wanting.reduce((best, one) => (RANK[orderOf(one).priority] > RANK[orderOf(best).priority] ? one : best))
}
