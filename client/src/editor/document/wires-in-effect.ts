import { flatten, own, type Catalog, type Edge, type FlatWire, type Graph } from '@reelgraph/shared'

/** Which wires lead into a port as it runs: through what is bypassed, and none from what is off. */
export type WiresInEffect = (node: string, port: string) => readonly FlatWire[]

/** Of a node and all that lies before it; of the node itself also where it is off. No circle is left among them. */
export const wiresInEffect = (graph: Graph, catalog: Catalog, node: string): WiresInEffect => {
  const flat = flatten(upstream(graph, node), catalog)
  const wires = new Map(flat.nodes.map((one) => [one.id, one.wires]))
  return (id, port) => own(wires.get(id) ?? {}, port) ?? []
}

/** What else is in the graph decides nothing here, and may be thousands of nodes. */
const upstream = ({ nodes, edges }: Graph, node: string): Graph => {
  const into = Map.groupBy<string, Edge>(Object.values(edges), ({ to }) => to.node)
  const found = new Set<string>([node])
  const wires: Edge[] = []
  for (const id of found)
    for (const edge of into.get(id) ?? []) {
      wires.push(edge)
      found.add(edge.from.node)
    }
  const kept = [...found].flatMap((id) => own(nodes, id) ?? [])
  return {
    nodes: Object.fromEntries(kept.map((one) => [one.id, one.id === node ? { ...one, mode: 'on' as const } : one])),
    edges: Object.fromEntries(wires.map((edge) => [edge.id, edge])),
  }
}
