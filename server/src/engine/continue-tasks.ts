import type { FlowTask, Planner, TaskState } from '@reelgraph/shared'
import type { ReadyQueue } from './ready-queue.ts'
import type { RunGates } from './run-gates.ts'
import type { RunNotes } from './run-notes.ts'
import type { RunRecord } from './run-record.ts'
import { afterDeath, type Failure } from './task-causes.ts'

interface Stopped {
  readonly planner: Planner
  readonly record: RunRecord
  readonly notes: RunNotes
  readonly gates: RunGates
  readonly ready: ReadyQueue
  readonly run: {
    fail(task: FlowTask, failure: Failure): void
    /** A person has yet to say whether another model may. */
    offered(task: FlowTask, offer: NonNullable<TaskState['offer']>): void
  }
}

/** After a restart everything that is ready and has not ended is looked at anew. */
export const continueTasks = (run: Stopped): void => {
  for (const node of run.planner.flow.nodes) {
    if (node.tasks && !run.notes.hasExpanded(node)) run.notes.expanded(node)
    for (const task of node.tasks?.values() ?? []) continueTask(run, task)
  }
  run.gates.holdExpanded()
}

const continueTask = ({ planner, record, notes, gates, ready, run }: Stopped, task: FlowTask): void => {
  const state = record.stateOf(task)
  if (task.state === 'shown') gates.close(task)
  if (task.state === 'blocked' && state?.status === 'waiting') notes.blocked(task)
  if (task.state !== 'ready') return
  const offer = state?.offer
  if (offer && planner.hasFallback(task, offer.model)) return run.offered(task, offer)
  const failure = afterDeath(task, state)
  return failure ? run.fail(task, failure) : ready.add([task])
}
