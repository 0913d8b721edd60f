import type { Sum } from '@reelgraph/shared'
import type { AttemptRow } from '../store/attempts.ts'

export const NOTHING: Sum = { settled: 0, reserved: 0, attempts: 0, unpriced: 0 }

/**
 * What one attempt adds to every sum that it is in. What was charged without a figure counts as its reserved price; what was
 * perhaps charged stays reserved, at the provider's figure where that is higher. A free attempt adds nothing.
 */
export const bookingOf = ({ reserved, charged, facts }: Pick<AttemptRow, 'reserved' | 'charged' | 'facts'>): Sum => {
  const { cost } = facts
  const settled = charged === true ? (cost ?? reserved ?? 0) : charged === false ? (cost ?? 0) : 0
  const isOpen = charged === undefined || charged === 'unknown'
  const held = isOpen ? Math.max(reserved ?? 0, cost ?? 0) : 0
  return {
    settled,
    reserved: held,
    attempts: reserved === 0 && settled + held === 0 ? 0 : 1,
    unpriced: reserved === null && cost === undefined && charged !== false ? 1 : 0,
  }
}

export const difference = (before: Sum, after: Sum): Sum => ({
  settled: after.settled - before.settled,
  reserved: after.reserved - before.reserved,
  attempts: after.attempts - before.attempts,
  unpriced: after.unpriced - before.unpriced,
})
