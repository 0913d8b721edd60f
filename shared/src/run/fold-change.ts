import { taskKey } from './events.ts'
import type { RunState, TaskState, TaskStatus } from './state.ts'

interface Place {
  readonly node: string
  readonly item: string | null
}

/** Replaces a task that has not ended. @returns its key where it changed. */
export const change = (state: RunState, at: Place, next: (task: TaskState) => TaskState): readonly string[] => {
  const key = taskKey(at.node, at.item)
  const task = state.tasks.get(key)
  if (!task || isOver(task)) return []
  const changed = next(task)
  if (changed === task) return []
  state.tasks.set(key, changed)
  return [key]
}

const ENDED: ReadonlySet<TaskStatus> = new Set(['succeeded', 'failed', 'blocked', 'cancelled', 'off'])

/** Nothing becomes of it any more, but that a gate may send it back. */
export const isOver = ({ status }: Pick<TaskState, 'status'>): boolean => ENDED.has(status)
