import type { LaneId } from './film.ts'
import { Heap } from './heap.ts'
import type { TaskGraph } from './task-graph.ts'

/**
 * How long the graph takes where a free place in a lane is always given to the waiting task of the highest priority. No
 * engine, no clock: what the engine is measured by.
 */
export const simulate = ({ tasks, widths }: TaskGraph, priority: ArrayLike<number>): number => {
  const pending = tasks.map(({ after }) => after.length)
  const dependents = dependentsOf(tasks)
  const ends = new Float64Array(tasks.length)
  const running = new Heap((task) => ends[task] ?? 0)
  const waiting: Record<LaneId, Heap> = {
    work: new Heap((task) => -(priority[task] ?? 0)),
    other: new Heap((task) => -(priority[task] ?? 0)),
  }
  const free = { ...widths }
  const ready: number[] = []
  let now = 0

  const settle = (): void => {
    for (let task = ready.pop(); task !== undefined; task = ready.pop()) {
      const lane = tasks[task]?.lane
      if (lane) waiting[lane].add(task)
      else tell(task)
    }
    for (const lane of LANES) {
      for (; free[lane] > 0 && waiting[lane].size > 0; free[lane] -= 1) {
        const task = waiting[lane].take()
        if (task === undefined) break
        ends[task] = now + (tasks[task]?.milliseconds ?? 0)
        running.add(task)
      }
    }
  }
  const tell = (task: number): void => {
    for (const dependent of dependents[task] ?? []) {
      pending[dependent] = (pending[dependent] ?? 0) - 1
      if (pending[dependent] === 0) ready.push(dependent)
    }
  }
  for (const [task, count] of pending.entries()) if (count === 0) ready.push(task)
  settle()
  for (let task = running.take(); task !== undefined; task = running.take()) {
    now = ends[task] ?? now
    const lane = tasks[task]?.lane
    if (lane) free[lane] += 1
    tell(task)
    settle()
  }
  return now
}

const LANES = ['work', 'other'] as const

const known = new WeakMap<TaskGraph['tasks'], readonly (readonly number[])[]>()

const dependentsOf = (tasks: TaskGraph['tasks']): readonly (readonly number[])[] => {
  const found = known.get(tasks)
  if (found) return found
  const dependents: number[][] = tasks.map(() => [])
  for (const [task, { after }] of tasks.entries()) for (const before of after) dependents[before]?.push(task)
  known.set(tasks, dependents)
  return dependents
}
