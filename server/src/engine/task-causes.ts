import {
  fail,
  type Charged,
  type ErrorBody,
  type FlowTask,
  type ReelgraphError,
  type TaskState,
} from '@reelgraph/shared'

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

/** What went wrong. */
export interface Failure {
  readonly error: ErrorBody
  /** Whether it was paid, where that is known. */
  readonly charged?: Charged | undefined
  /** The model that it was tried with, where that is not what the task was at. */
  readonly model?: string | undefined
}

/** Why a task that a dead process has left behind does not go on. */
export const afterDeath = (task: FlowTask, state: TaskState | undefined): Failure | undefined => {
  const last = state?.attempts.at(-1)
  // The model that was to be asked about is there no more.
  if (state?.offer) return { error: state.offer.error, charged: false, model: state.fallback?.model }
  // It has failed for good, and may have been paid: the process died before it could say so of the task.
  if (state && last?.key !== undefined && last.status === 'failed' && last.error && !hasGoneOn(state))
    return { error: last.error, charged: last.charged, model: last.model }
  return (state?.deaths ?? 0) >= MOST_DEATHS ? { error: processDied(task) } : undefined
}

/** After its last attempt: it is to be tried again, waits for what another task makes, or for its price, or fell back. */
const hasGoneOn = ({ attempts, retryAt, shared, over, fallback }: TaskState): boolean =>
  retryAt !== undefined ||
  shared === true ||
  over !== undefined ||
  (fallback !== undefined && fallback.model !== attempts.at(-1)?.model)

export const beingStopped = (): ReelgraphError =>
  fail('conflict', 'This run is being stopped.', { hint: 'Run it again.' })
