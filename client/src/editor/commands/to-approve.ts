import type { RunId } from '@reelgraph/shared'
import { askOf } from '../../runs/asks.ts'
import type { ProjectRuns } from '../../runs/project-runs.ts'
import { seenNow, type LookedAt, type SeenTask } from '../../runs/run-api.ts'

interface ToApprove {
  readonly run: RunId
  readonly tasks: readonly SeenTask[]
}

/** What waits to be looked at among some nodes, by run, with what stands there now: only that is approved. */
export const toApprove = (runs: Pick<ProjectRuns, 'nodeRun'>, nodes: readonly string[]): readonly ToApprove[] =>
  nodes.flatMap((node) => {
    const run = runs.nodeRun(node)
    if (!run?.active) return []
    const tasks = run.tasks.filter((task) => askOf(task)?.of === 'gate').map(seenNow)
    return tasks.length === 0 ? [] : [{ run: run.run, tasks }]
  })

/** The same while no run waits there. */
export const holdingNow = (
  runs: Pick<ProjectRuns, 'nodeRun' | 'planned' | 'store'>,
  nodes: readonly string[],
): readonly LookedAt[] =>
  nodes.flatMap((node) => {
    if (!runs.store.getState().plan.fresh || runs.nodeRun(node)?.active) return []
    return runs.planned(node).flatMap(({ item, gated, outputs }) => (gated && outputs ? [{ node, item, outputs }] : []))
  })
