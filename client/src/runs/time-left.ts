import type { RunState, TaskState } from '@reelgraph/shared'

interface Question {
  readonly run: RunState
  /** How long a task of this node took before, in milliseconds; nothing where none ever did. */
  usual(node: string): number | undefined
  /** Milliseconds since 1970. */
  readonly now: number
}

/**
 * Seconds until a run is done, or nothing where that would be a guess: every task that goes on must tell how far it is or
 * have done it before, and every task that waits must have done it before.
 */
export const secondsLeft = ({ run, usual, now }: Question): number | undefined => {
  const waiting = new Map<string, number>()
  let running = 0
  let longest = 0
  for (const task of run.tasks.values()) {
    if (task.status === 'running') {
      const left = leftOf(task, usual(task.node), now)
      if (left === undefined) return undefined
      running += 1
      longest = Math.max(longest, left)
    } else if (task.status === 'waiting' || task.status === 'queued') {
      waiting.set(task.node, (waiting.get(task.node) ?? 0) + 1)
    } else if (task.status === 'held' || task.status === 'late' || task.status === 'unknown') return undefined
  }
  let left = longest
  for (const [node, count] of waiting) {
    const each = usual(node)
    if (each === undefined) return undefined
    left += each * Math.ceil(count / Math.max(1, running))
  }
  return running === 0 && waiting.size === 0 ? undefined : left / 1000
}

const leftOf = (task: TaskState, usual: number | undefined, now: number): number | undefined => {
  const elapsed = task.startedAt === undefined ? 0 : Math.max(0, now - task.startedAt)
  const { progress = 0 } = task
  // The first steps of a bar say little of the rest.
  if (progress >= 0.1 && elapsed >= 500) return (elapsed * (1 - Math.min(1, progress))) / progress
  return usual === undefined ? undefined : Math.max(0, usual - elapsed)
}

/** The mean of what the tasks of a node took in these runs, in milliseconds. */
export const usualOf = (tasks: readonly TaskState[]): number | undefined => {
  const took = tasks.flatMap(({ status, reused, startedAt, endedAt }) =>
    status === 'succeeded' && !reused && startedAt !== undefined && endedAt !== undefined ? [endedAt - startedAt] : [],
  )
  return took.length === 0 ? undefined : took.reduce((sum, one) => sum + one, 0) / took.length
}
