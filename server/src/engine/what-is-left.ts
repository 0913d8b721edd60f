import type { Flow } from '@reelgraph/shared'

/** How many tasks of a run have not ended, and of how many nodes nobody knows the tasks. */
export const whatIsLeft = ({ nodes }: Flow): { readonly openTasks: number; readonly unexpanded: number } => {
  let openTasks = 0
  let unexpanded = 0
  for (const { tasks } of nodes) {
    if (!tasks) unexpanded += 1
    for (const { state } of tasks?.values() ?? [])
      if (state === 'waiting' || state === 'ready' || state === 'shown') openTasks += 1
  }
  return { openTasks, unexpanded }
}
