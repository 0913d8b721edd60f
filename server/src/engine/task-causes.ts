import type { ErrorBody, FlowTask, TaskState } from '@reelgraph/shared'

/** How often the process may die under one task before the task is given up. */
export const MOST_DEATHS = 3

/** Why a task is blocked. */
export const causeOf = (task: FlowTask): ErrorBody =>
  task.cause ?? { code: 'internal', message: `“${task.node.flat.title}” is blocked.` }

export const processDied = (task: FlowTask): ErrorBody => ({
  code: 'process-died',
  message: `The server died ${MOST_DEATHS} times while “${task.node.flat.title}” was running.`,
  hint: 'It may need more memory than there is: try a smaller size, then run it again.',
})

/** Of an attempt that has failed for good, where the process died before it could say so of the task: it may have been paid. */
export const lastWord = ({ attempts, retryAt }: TaskState): ErrorBody | undefined => {
  const last = attempts.at(-1)
  return last?.key !== undefined && last.status === 'failed' && retryAt === undefined ? last.error : undefined
}
