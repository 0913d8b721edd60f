import { fail, own, type Node, type NodeId, type Op, type Project } from '@reelgraph/shared'
import { noSuchItem } from '../engine/check-scope.ts'
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
 * @throws `not-found` where there is no such node, or no such item of it, `locked`.
 */
export const rerollOps = async ({ engine, project, revision, node: id, items }: Reroll): Promise<readonly Op[]> => {
  const node = project.nodes[id]
  if (!node) throw fail('not-found', `There is no node ${id} in this project.`, { node: id })
  if (node.locked)
    throw fail('locked', `“${node.title ?? node.kind}” is locked.`, { node: id, hint: 'Unlock it to re-roll it.' })
  if (items) await checkItems({ engine, project, revision, node: id, items })
  const keys = items ?? (await itemsOf({ engine, project, revision, node: id }))
  const ops = await Promise.all(keys.map((item) => itemOps({ engine, project, node, item })))
  return ops.flat()
}

const itemsOf = async ({ engine, project, revision, node }: Omit<Reroll, 'items'>): Promise<readonly string[]> => {
  const plan = await engine.planAside({ project, revision, scope: { of: 'only', nodes: [node] } })
  const keys = plan.tasks.filter((task) => task.node === node).map((task) => task.item ?? '')
  return keys.length > 0 ? [...new Set(keys)] : ['']
}

/** Of an item that there never was, nobody would ever see the take. */
const checkItems = async ({ engine, project, revision, node, items = [] }: Reroll): Promise<void> => {
  const { takes = {}, pins = {}, title, kind } = project.nodes[node] ?? {}
  const isKnown = async (item: string): Promise<boolean> =>
    own(takes, item) !== undefined ||
    own(pins, item) !== undefined ||
    (await engine.results({ project: project.id, node, item })).length > 0
  const known = await Promise.all(items.map(isKnown))
  const doubtful = items.filter((_, at) => !known[at])
  if (doubtful.length === 0) return
  const keys = await itemsOf({ engine, project, revision, node })
  const wrong = doubtful.find((item) => !keys.includes(item))
  if (wrong !== undefined) throw noSuchItem({ title: title ?? kind ?? node, node, item: wrong })
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
