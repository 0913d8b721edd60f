import { byOrder, type Catalog, type Graph, type Node } from '@reelgraph/shared'

/** The steps of a project in the order in which they are done: nothing before what feeds it, else from left to right. */
export const stepOrder = (graph: Graph, catalog: Catalog): readonly Node[] => {
  const steps = Object.values(graph.nodes).filter((node) => catalog.kinds.get(node.kind)?.decoration !== true)
  const waiting = new Map<string, number>(steps.map((node) => [node.id, 0]))
  const edges = Object.values(graph.edges).toSorted(byOrder)
  for (const { to } of edges) waiting.set(to.node, (waiting.get(to.node) ?? 0) + 1)
  const place = (a: Node, b: Node) => a.x - b.x || a.y - b.y
  const open = steps.filter((node) => waiting.get(node.id) === 0).toSorted(place)
  const order: Node[] = []
  for (let node = open.shift(); node; node = open.shift()) {
    order.push(node)
    const { id } = node
    for (const edge of edges) {
      if (edge.from.node !== id) continue
      const left = (waiting.get(edge.to.node) ?? 0) - 1
      waiting.set(edge.to.node, left)
      const target = graph.nodes[edge.to.node]
      if (left === 0 && target) open.push(target)
    }
    open.sort(place)
  }
  // What lies on a circle is shown too, behind the rest.
  return [...order, ...steps.filter((node) => !order.includes(node))]
}
