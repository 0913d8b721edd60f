import type { Sum } from '@reelgraph/shared'
import type { AttemptRow } from '../store/attempts.ts'

/** What an attempt adds to the sums. */
export interface Booking extends Pick<Sum, 'settled' | 'reserved' | 'attempts' | 'unpriced'> {
  readonly free: number
}

export const NOTHING: Sum = { settled: 0, reserved: 0, attempts: 0, unpriced: 0 }

/**
 * What one attempt adds to every sum that it is in. What was charged without a figure counts as its reserved price; what was
 * perhaps charged stays reserved, at the provider's figure where that is higher. Where it is known to be
 * free beforehand, it adds nothing.
 */
export const bookingOf = ({
  reserved,
  charged,
  facts,
}: Pick<AttemptRow, 'reserved' | 'charged' | 'facts'>): Booking => {
  const { cost } = facts
  const settled = charged === true ? (cost ?? reserved ?? 0) : charged === false ? (cost ?? 0) : 0
  const isOpen = charged === undefined || charged === 'unknown'
  const held = isOpen ? Math.max(reserved ?? 0, cost ?? 0) : 0
  const attempts = reserved === 0 && settled + held === 0 ? 0 : 1
  const unpriced = reserved === null && cost === undefined && charged !== false ? 1 : 0
  return { settled, reserved: held, attempts, unpriced, free: isOpen || settled > 0 || unpriced > 0 ? 0 : attempts }
}

export const difference = (before: Booking, after: Booking): Booking => ({
  settled: after.settled - before.settled,
  reserved: after.reserved - before.reserved,
  attempts: after.attempts - before.attempts,
  unpriced: after.unpriced - before.unpriced,
  free: after.free - before.free,
})
