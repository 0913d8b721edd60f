import { fail, type ErrorBody, type FlowTask, type ReelgraphError, type TaskState } from '@reelgraph/shared'

/** How often the process may die under one task before the task is given up. */
const MOST_DEATHS = 3

/** Why a task is blocked. */
export const causeOf = (task: FlowTask): ErrorBody =>
  task.cause ?? { code: 'internal', message: `“${task.node.flat.title}” is blocked.` }

const processDied = (task: FlowTask): ErrorBody => ({
  code: 'process-died',
  message: `The server died ${MOST_DEATHS} times while “${task.node.flat.title}” was running.`,
  hint: 'It may need more memory than there is: try a smaller size, then run it again.',
})

/** Why a task that a dead process has left behind does not go on. */
export const afterDeath = (task: FlowTask, state: TaskState | undefined): ErrorBody | undefined => {
  const last = state?.attempts.at(-1)
  // It has failed for good, and may have been paid: the process died before it could say so of the task.
  if (last?.key !== undefined && last.status === 'failed' && state?.retryAt === undefined) return last.error
  return (state?.deaths ?? 0) >= MOST_DEATHS ? processDied(task) : undefined
}

export const beingStopped = (): ReelgraphError =>
  fail('conflict', 'This run is being stopped.', { hint: 'Run it again.' })
