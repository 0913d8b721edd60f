import {
  canonical,
  fail,
  nodeTitle,
  type Catalog,
  type NodeId,
  type Outputs,
  type PlannedTask,
  type Project,
} from '@reelgraph/shared'

interface LookedAt {
  readonly node: NodeId
  readonly item: string | null
  readonly outputs: Outputs
}

interface Standing {
  readonly project: Project
  readonly catalog: Catalog
  /** What the plan of the whole project says now. */
  readonly tasks: readonly PlannedTask[]
}

/**
 * Whether somebody can have looked at this: it stands there now, at a step that asks to be looked at. What was approved
 * already may be approved again. @throws `not-found`, `conflict`.
 */
export const checkLookedAt = ({ node: id, item, outputs }: LookedAt, { project, catalog, tasks }: Standing): void => {
  const node = project.nodes[id]
  if (!node) throw fail('not-found', 'There is no such node.')
  const title = `“${nodeTitle(catalog, node)}”`
  const task = tasks.find((one) => one.node === id && one.item === item)
  if (!task)
    throw fail('not-found', item === null ? `${title} has nothing to look at.` : `${title} has no item “${item}”.`, {
      node: id,
      hint: 'Name one that the plan of the project has.',
    })
  if (!task.gated && !node.gate && !node.checks)
    throw fail('conflict', `${title} does not ask to be looked at.`, {
      node: id,
      hint: 'Nothing waits there, so there is nothing to approve.',
    })
  if (!task.outputs)
    throw fail('conflict', `${title} has made nothing yet that could be looked at.`, {
      node: id,
      hint: 'Run it first.',
    })
  if (canonical(task.outputs) !== canonical(outputs))
    throw fail('conflict', `This is not what ${title} gives now.`, {
      node: id,
      hint: 'Look at what it shows now, and approve that.',
    })
}
