import type { RunEvent } from './events.ts'
import { live } from './fold-live.ts'
import type { TaskState } from './state.ts'

/** Nobody knows what became of it: what went wrong, and what came of asking for it. */
export const lose = (
  task: TaskState,
  { error, asked, lost }: Extract<RunEvent, { type: 'task-unknown' }>,
): TaskState => ({
  ...unasked(task),
  status: 'unknown',
  error,
  ...(asked && { asked }),
  ...(lost && { lost }),
})

/** A person let it go on. What a provider answered before is answered no more; what was tried in vain is tried again now. */
export const release = (
  task: TaskState,
  { at, decision }: Extract<RunEvent, { type: 'task-released' }>,
): TaskState => ({
  ...unasked(live(task)),
  status: 'waiting',
  ...(decision === 'ask' && { asking: true }),
  ...(decision === 'again' && task.offer && { retryAt: at }),
})

const unasked = (task: TaskState): TaskState => {
  if (!task.asked && !task.lost) return task
  const { asked, lost, ...rest } = task
  void asked
  void lost
  return rest
}
