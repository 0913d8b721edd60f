import { fail, type Planner, type Project, type ReelgraphError, type Scope } from '@reelgraph/shared'

/** @throws `not-found` where the scope names a node that the project does not have: nothing would run, and nobody would say so. */
export const checkNodes = (scope: Scope, { nodes }: Pick<Project, 'nodes'>): void => {
  if (scope.of === 'all') return
  const wrong = (scope.of === 'items' ? [scope.node] : scope.nodes).find((node) => !Object.hasOwn(nodes, node))
  if (wrong === undefined) return
  throw fail('not-found', `There is no node ${wrong} in this project.`, {
    node: wrong,
    hint: 'It may have been deleted: reload the project.',
  })
}

/** The same for items, as far as they are known before anything runs. `''` is the only one outside a list. */
export const checkItems = (scope: Scope, { flow }: Planner): void => {
  if (scope.of !== 'items') return
  const node = flow.nodes.find(({ flat }) => flat.id === scope.node)
  if (!node?.tasks) return
  const keys = new Set([...node.tasks.keys()].map((key) => key ?? ''))
  // what feeds it was never made: that is what its plan says
  if (node.mapped && keys.has('')) return
  const wrong = scope.items.find((item) => !keys.has(item))
  if (wrong !== undefined) throw noSuchItem({ title: node.flat.title, node: scope.node, item: wrong })
}

interface Missing {
  readonly title: string
  readonly node: string
  readonly item: string
}

export const noSuchItem = ({ title, node, item }: Missing): ReelgraphError =>
  fail('not-found', `“${title}” has no item “${item}”.`, {
    node,
    hint: 'Its list may have changed: look at its items again.',
  })
