import { fail, own, type Node, type NodeId, type Op, type Project } from '@reelgraph/shared'
import type { Engine } from '../engine/engine.ts'

interface Reroll {
  readonly engine: Engine
  readonly project: Project
  readonly revision: number
  readonly node: NodeId
  /** Keys; without them all items that the node has now. */
  readonly items: readonly string[] | undefined
}

/**
 * The ops that give a node a new take: one that was never attempted, and no chosen result in its way.
 * @throws `not-found`, `locked`.
 */
export const rerollOps = async ({ engine, project, revision, node: id, items }: Reroll): Promise<readonly Op[]> => {
  const node = project.nodes[id]
  if (!node) throw fail('not-found', `There is no node ${id} in this project.`, { node: id })
  if (node.locked)
    throw fail('locked', `“${node.title ?? node.kind}” is locked.`, { node: id, hint: 'Unlock it to re-roll it.' })
  const keys = items ?? (await itemsOf({ engine, project, revision, node: id }))
  const ops = await Promise.all(keys.map((item) => itemOps({ engine, project, node, item })))
  return ops.flat()
}

const itemsOf = async ({ engine, project, revision, node }: Omit<Reroll, 'items'>): Promise<readonly string[]> => {
  const plan = await engine.plan({ project, revision, scope: { of: 'only', nodes: [node] } })
  const keys = plan.tasks.filter((task) => task.node === node).map((task) => task.item ?? '')
  return keys.length > 0 ? [...new Set(keys)] : ['']
}

interface ItemReroll extends Pick<Reroll, 'engine' | 'project'> {
  readonly node: Node
  readonly item: string
}

const itemOps = async ({ engine, project, node, item }: ItemReroll): Promise<readonly Op[]> => {
  const next = await engine.nextTake({ project: project.id, node: node.id, item })
  // In a copied project the takes of the original count too.
  const take = Math.max(next, 1 + (own(node.takes, item) ?? 0))
  const set: Op = { op: 'set', path: ['nodes', node.id, 'takes', item], value: take }
  return Object.hasOwn(node.pins, item) ? [set, { op: 'set', path: ['nodes', node.id, 'pins', item] }] : [set]
}
