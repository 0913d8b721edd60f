import type { TaskState } from '@reelgraph/shared'

/** Whether it was stopped on its way, its own try or one that it shared. What had not begun has nothing to tell. */
export const wasStopped = ({
  status,
  attempts,
  shared,
  mayBeBilled,
}: Pick<TaskState, 'status' | 'attempts' | 'shared' | 'mayBeBilled'>): boolean =>
  status === 'cancelled' && (attempts.length > 0 || shared === true || mayBeBilled === true)
