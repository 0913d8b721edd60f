import type { RunEndStatus } from './events.ts'
import type { RunState } from './state.ts'

/** What the tasks say of a run in which nothing is left to do. */
export const endStatusOf = (state: RunState): RunEndStatus => {
  let succeeded = 0
  let failed = 0
  let cancelled = 0
  for (const { status } of state.tasks.values()) {
    if (status === 'succeeded') succeeded += 1
    else if (status === 'cancelled') cancelled += 1
    else if (status !== 'off') failed += 1
  }
  if (cancelled > 0) return 'cancelled'
  if (failed === 0) return 'succeeded'
  return succeeded > 0 ? 'partly' : 'failed'
}
