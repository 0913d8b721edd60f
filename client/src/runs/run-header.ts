import type { RunState, TaskState } from '@reelgraph/shared'
import { askOf, type Asks } from './asks.ts'

/** A run without its tasks, and how far they are. */
export interface RunHeader extends Omit<RunState, 'tasks'> {
  /** Steps that have something to do: neither reused nor left out. */
  readonly total: number
  /** Of those, the ones that have come to an end, good or bad. */
  readonly done: number
  readonly running: number
  readonly failed: number
  /** Never begun, because something is wrong with what they have. */
  readonly blocked: number
  readonly reused: number
  /** Made by another run that wanted the same, and is charged for it. */
  readonly shared: number
  /** Switched off, bypassed, or in need of what is. */
  readonly left: number
  /** What asks a person something. */
  readonly asks: Asks
  /** Items that take longer than usual and are watched on. */
  readonly late: number
  /** 0 to 1, counting what is half done by half. */
  readonly fraction: number
}

const ended: ReadonlySet<TaskState['status']> = new Set(['succeeded', 'failed', 'blocked', 'cancelled'])

export const headerOf = (state: RunState): RunHeader => {
  const { tasks, ...rest } = state
  let [total, done, running, failed, blocked, reused, shared, left, late, progress] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
  const asking = new Set<string>()
  let items = 0
  for (const task of tasks.values()) {
    if (askOf(task)) {
      asking.add(task.node)
      items += 1
    }
    // What is typed or imported is no step that a run takes.
    if (task.reason.because === 'off' && !task.reason.outside) left += 1
    if (task.reason.because === 'off' || task.reason.because === 'typed') continue
    if (task.reused) {
      reused += 1
      continue
    }
    total += 1
    if (task.shared && task.status === 'succeeded') shared += 1
    if (task.status === 'failed') failed += 1
    if (task.status === 'blocked') blocked += 1
    if (task.status === 'late') late += 1
    if (task.status === 'running') {
      running += 1
      progress += Math.min(1, Math.max(0, task.progress ?? 0))
    }
    if (ended.has(task.status)) done += 1
  }
  return {
    ...rest,
    total,
    done,
    running,
    failed,
    blocked,
    reused,
    shared,
    left,
    asks: { steps: asking.size, items },
    late,
    fraction: total === 0 ? 0 : (done + progress) / total,
  }
}
