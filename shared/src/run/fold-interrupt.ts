import { live } from './fold-live.ts'
import type { RunState, TaskState } from './state.ts'

/**
 * What was under way waits again; jobs that a provider works on, and what waits for a person, stay as they are known. After an
 * orderly stop nothing was running any more, so a resume counts no death.
 */
export const interrupt = (state: RunState, deaths: 0 | 1): string[] => {
  const changed: string[] = []
  for (const [key, task] of state.tasks) {
    const next = interrupted(task, deaths)
    if (next === task) continue
    state.tasks.set(key, next)
    changed.push(key)
  }
  return changed
}

const interrupted = (task: TaskState, deaths: 0 | 1): TaskState => {
  if (task.status !== 'running' && task.status !== 'queued') return task
  const last = task.attempts.at(-1)
  const isFree = last?.key === undefined
  if (!isFree && (last.status === 'running' || last.status === 'late')) return task
  // The process died before it could say so of the task.
  if (!isFree && last.status === 'unknown' && task.status === 'running' && !task.shared)
    return { ...live(task), status: 'unknown', ...(last.error && { error: last.error }) }
  const mayStartAgain = task.status === 'running' && isFree
  return { ...live(task), status: 'waiting', deaths: task.deaths + (mayStartAgain ? deaths : 0) }
}
