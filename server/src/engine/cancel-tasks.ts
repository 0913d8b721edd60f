import type { Flow, FlowTask, RunState } from '@reelgraph/shared'
import type { AttemptStore } from '../store/stores.ts'
import { LEFT, type Left } from './flight.ts'
import type { RunNotes } from './run-notes.ts'
import { placeOf } from './task-flight.ts'

interface Cancelled {
  readonly flow: Flow
  readonly notes: RunNotes
  /** What was in a lane or running, and when it is out of it. */
  readonly leaving: ReadonlyMap<FlowTask, Promise<Left>>
}

/** Notes everything that has not ended as cancelled: what only waited at once, what ran when it has stopped. */
export const cancelTasks = async ({ flow, notes, leaving }: Cancelled): Promise<void> => {
  for (const node of flow.nodes) {
    for (const task of node.tasks?.values() ?? [])
      if ((task.state === 'waiting' || task.state === 'ready') && !leaving.has(task))
        notes.cancelled(placeOf(task), LEFT)
    if (!node.tasks) notes.cancelled({ node: node.flat.id, item: null }, LEFT)
  }
  const left = await Promise.all([...leaving].map(async ([task, gone]) => ({ task, left: await gone })))
  for (const one of left) notes.cancelled(placeOf(one.task), one.left)
}

interface CancelledBefore {
  readonly state: RunState
  readonly notes: RunNotes
  readonly attempts: Pick<AttemptStore, 'row'>
}

/** The process died between the wish to cancel and the end: nothing is running here any more. */
export const cancelAfterDeath = ({ state, notes, attempts }: CancelledBefore): void => {
  for (const { node, item, endedAt, attempts: tried } of [...state.tasks.values()]) {
    if (endedAt !== undefined) continue
    const key = tried.at(-1)?.key
    notes.cancelled({ node, item }, { mayBeBilled: key !== undefined && attempts.row(key)?.endedAt === undefined })
  }
}
