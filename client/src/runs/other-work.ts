import type { PlannedTask, TaskState } from '@reelgraph/shared'

/** Whether the next run would make something else than what was tried: what became of that says nothing of it. */
export const isOtherWork = (
  { fingerprint }: Pick<TaskState, 'fingerprint'>,
  plan: Pick<PlannedTask, 'verdict' | 'fingerprint'> | undefined,
): boolean =>
  plan?.verdict === 'run' &&
  fingerprint !== undefined &&
  plan.fingerprint !== undefined &&
  fingerprint !== plan.fingerprint
