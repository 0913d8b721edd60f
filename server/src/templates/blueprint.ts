import { newEdgeId, newNodeId, type Edge, type Graph, type Node, type NodeId, type Template } from '@reelgraph/shared'

/** A graph without what was made with it: no takes, no chosen results, nothing locked. */
export const blueprint = (graph: Graph): Template['graph'] => ({
  nodes: Object.fromEntries(Object.entries(graph.nodes).map(([id, node]) => [id, cleared(node)])),
  edges: { ...graph.edges },
})

const cleared = ({ locked, ...node }: Node): Node => {
  void locked
  return { ...node, takes: {}, pins: {} }
}

/** The same graph under new ids, so that no two projects made of it share a node. */
export const instantiate = (template: Graph): Graph => {
  const graph = blueprint(template)
  const ids = new Map<string, NodeId>(Object.keys(graph.nodes).map((id) => [id, newNodeId()]))
  const idOf = (id: NodeId): NodeId => ids.get(id) ?? id
  const nodes = Object.values(graph.nodes).map((node): Node => ({
    ...node,
    id: idOf(node.id),
    ...(node.parent && { parent: idOf(node.parent) }),
  }))
  const edges = Object.values(graph.edges).map((edge): Edge => ({
    ...edge,
    id: newEdgeId(),
    from: { ...edge.from, node: idOf(edge.from.node) },
    to: { ...edge.to, node: idOf(edge.to.node) },
  }))
  return { nodes: byId(nodes), edges: byId(edges) }
}

const byId = <T extends { readonly id: string }>(list: readonly T[]): Record<string, T> =>
  Object.fromEntries(list.map((one) => [one.id, one]))
