import type { Attempt } from './attempt.ts'
import type { RunEvent } from './events.ts'
import type { TaskState } from './state.ts'

export type Ended = Extract<RunEvent, { type: 'attempt-ended' }>

const changeAttempt = (task: TaskState, number: number, next: (attempt: Attempt) => Attempt): TaskState => {
  const attempts = task.attempts.map((attempt) => (attempt.number === number ? next(attempt) : attempt))
  return { ...task, attempts }
}

export const startAttempt = (
  attempts: TaskState['attempts'],
  { attempt: number, at: startedAt, model }: Extract<RunEvent, { type: 'task-started' }>,
): TaskState['attempts'] => {
  const started: Attempt =
    model === undefined ? { number, status: 'running', startedAt } : { number, status: 'running', startedAt, model }
  return attempts.length === 0 ? [started] : [...attempts, started]
}

export const startPaid = (task: TaskState, event: Extract<RunEvent, { type: 'attempt-started' }>): TaskState =>
  changeAttempt(task, event.attempt, (attempt) => ({ ...attempt, key: event.key, reserved: event.reserved }))

export const submit = (task: TaskState, event: Extract<RunEvent, { type: 'attempt-submitted' }>): TaskState =>
  changeAttempt(task, event.attempt, (attempt) => ({
    ...attempt,
    status: 'running',
    submittedAt: event.at,
    ticket: event.ticket,
    ...(event.requestId !== undefined && { requestId: event.requestId }),
  }))

export const endAttempt = (task: TaskState, event: Ended): TaskState => {
  const { outcome, charged, error, requestId, seed, prompt, cost, units } = event
  const ended = changeAttempt(task, event.attempt, (attempt) => ({
    ...attempt,
    status: outcome,
    endedAt: event.at,
    charged,
    ...(error && { error }),
    ...(requestId !== undefined && { requestId }),
    ...(seed !== undefined && { seed }),
    ...(prompt !== undefined && { prompt }),
    ...(cost !== undefined && { cost }),
    ...(units && { units }),
  }))
  return cost === undefined || charged === 'unknown' ? ended : { ...ended, cost: (task.cost ?? 0) + cost }
}

/** A free attempt has no event of its own: it ends with its task. */
export const closeLast = (
  attempts: TaskState['attempts'],
  { status, at }: { readonly status: Attempt['status']; readonly at: number },
): TaskState['attempts'] => {
  const last = attempts.at(-1)
  if (!last || (last.status !== 'running' && last.status !== 'late')) return attempts
  const closed = { ...last, status, endedAt: at }
  return attempts.length === 1 ? [closed] : [...attempts.slice(0, -1), closed]
}

/** A job is watched on: in time, or over its deadline. */
export const goesOn = (task: TaskState, status: 'running' | 'late'): TaskState => {
  const last = task.attempts.at(-1)
  if (task.shared || !last || last.status === status || last.endedAt !== undefined) return { ...task, status }
  return { ...task, status, attempts: [...task.attempts.slice(0, -1), { ...last, status }] }
}
