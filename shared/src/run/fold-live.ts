import type { Unseen } from './attempt.ts'
import type { TaskState } from './state.ts'

/** Without what belongs to an attempt that is going on, or to why it did not go on. */
export const live = (task: TaskState): TaskState => {
  if (
    task.progress === undefined &&
    task.preview === undefined &&
    task.error === undefined &&
    task.note === undefined &&
    task.unseen === undefined &&
    task.retryAt === undefined &&
    task.over === undefined &&
    task.offer === undefined &&
    task.asking === undefined &&
    task.heldBy === undefined
  )
    return task
  const { progress, note, unseen, preview, error, retryAt, over, offer, asking, heldBy, ...rest } = task
  void [progress, note, unseen, preview, error, retryAt, over, offer, asking, heldBy]
  return rest
}

/** Without what is off with a result that is not the one it goes on with. */
export const unchecked = (task: TaskState): TaskState => {
  if (task.findings === undefined) return task
  const { findings, ...rest } = task
  void findings
  return rest
}

/** Whether its provider can be asked how far it is, and if not, why. */
export const look = (task: TaskState, found: Unseen | undefined): TaskState => {
  if (task.status !== 'running' && task.status !== 'late') return task
  if (found) return { ...task, unseen: found }
  if (task.unseen === undefined) return task
  const { unseen, ...rest } = task
  void unseen
  return rest
}

/** Made by its own model again. */
export const unfallen = (task: TaskState): TaskState => {
  if (task.fallback === undefined) return task
  const { fallback, ...rest } = task
  void fallback
  return rest
}

export const settled = (task: TaskState, at: number): TaskState => ({ ...live(task), endedAt: at })
