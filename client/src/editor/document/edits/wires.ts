import {
  canConnect,
  newEdgeId,
  orderAtEnd,
  portMisfit,
  portsOf,
  portTitle,
  wiresInto,
  type Catalog,
  type Edge,
  type End,
  type Graph,
  type InputPort,
  type Node,
  type Op,
  type OutputPort,
  type PortType,
} from '@reelgraph/shared'

export interface Ends {
  readonly from: End
  readonly to: End
}

/** The ops that draw a wire, giving up what it replaces. An import node that has no kind yet takes the one of its port. */
export const connectOps = (graph: Graph, catalog: Catalog, ends: Ends): readonly Op[] | { readonly reason: string } => {
  const verdict = canConnect(graph, catalog, ends)
  if (!verdict.ok) return verdict
  const edge: Edge = { id: newEdgeId(), ...ends, order: orderAtEnd(graph, ends.to.node, ends.to.port) }
  return [
    ...(verdict.replaces ? [{ op: 'edge-remove', id: verdict.replaces.id } satisfies Op] : []),
    ...decideMedia(graph, ends.from),
    { op: 'edge-add', edge },
  ]
}

const decideMedia = (graph: Graph, from: End): readonly Op[] => {
  const source = graph.nodes[from.node]
  if (source?.kind !== 'import' || source.params.media !== undefined || source.params.asset !== undefined) return []
  return [{ op: 'set', path: ['nodes', from.node, 'params', 'media'], value: from.port }]
}

/** Dragged from an output or from an input. */
export interface OpenWire {
  readonly side: 'output' | 'input'
  readonly end: End
}

export const portTypeOf = (graph: Graph, catalog: Catalog, { side, end }: OpenWire): PortType | undefined => {
  const node = graph.nodes[end.node]
  if (!node) return undefined
  const ports = portsOf(catalog, node)
  return (side === 'output' ? ports.outputs : ports.inputs)[end.port]?.type
}

export const endsOf = (wire: OpenWire, other: End): Ends =>
  wire.side === 'output' ? { from: wire.end, to: other } : { from: other, to: wire.end }

export interface Fit {
  readonly end: End
  readonly title: string
  readonly type: PortType
  /** Takes the wire without giving up another. */
  readonly free: boolean
}

/** The ports of a node that an open wire could end at, free ones first; else why there is none. */
export const fittingPorts = (
  graph: Graph,
  catalog: Catalog,
  given: { readonly wire: OpenWire; readonly node: string },
): readonly Fit[] | { readonly reason: string } => {
  const node = graph.nodes[given.node]
  if (!node) return []
  const known = portsOf(catalog, node)
  const ports: Readonly<Record<string, InputPort | OutputPort>> =
    given.wire.side === 'output' ? known.inputs : known.outputs
  let reason: string | undefined
  const fits: Fit[] = []
  for (const [name, port] of Object.entries(ports)) {
    const end: End = { node: node.id, port: name }
    const verdict = canConnect(graph, catalog, endsOf(given.wire, end))
    if (verdict.ok)
      fits.push({ end, title: portTitle(name, port), type: port.type, free: verdict.replaces === undefined })
    else reason ??= verdict.reason
  }
  if (fits.length === 0)
    return {
      reason: reason ?? `Nothing can be connected to this ${given.wire.side === 'output' ? 'node' : 'node’s outputs'}.`,
    }
  return fits.toSorted((a, b) => Number(b.free) - Number(a.free))
}

/** The one port that is meant, where there is no doubt. */
export const bestFit = (fits: readonly Fit[]): Fit | undefined => {
  const free = fits.filter((fit) => fit.free)
  if (free.length === 1) return free[0]
  return free.length === 0 && fits.length === 1 ? fits[0] : undefined
}

export const typeOfEdge = (graph: Graph, catalog: Catalog, edge: Edge): PortType | undefined =>
  portTypeOf(graph, catalog, { side: 'output', end: edge.from }) ??
  portTypeOf(graph, catalog, { side: 'input', end: edge.to })

/**
 * The ops that put a node into a wire: what came in goes through it. A node that changes the type fits where its input takes
 * what the wire carries and its output gives what the wire's end takes.
 */
export const insertOnWireOps = (
  graph: Graph,
  catalog: Catalog,
  given: { readonly edge: Edge; readonly node: Node },
): readonly Op[] | { readonly reason: string } => {
  const { edge, node } = given
  const title = node.title ?? catalog.kinds.get(node.kind)?.title ?? node.kind
  const carries = portTypeOf(graph, catalog, { side: 'output', end: edge.from })
  const takes = portTypeOf(graph, catalog, { side: 'input', end: edge.to })
  const { inputs, outputs } = portsOf(catalog, node)
  const input = Object.entries(inputs).find(([, port]) => port.type === carries)?.[0]
  const output = Object.entries(outputs).find(([, port]) => port.type === takes)?.[0]
  if (carries === undefined || input === undefined)
    return { reason: `“${title}” has no input for ${carries ?? 'this wire'}.` }
  if (takes === undefined || output === undefined)
    return { reason: `“${title}” gives no ${takes ?? 'output'} for what the wire leads to.` }
  return [
    { op: 'edge-remove', id: edge.id },
    { op: 'edge-add', edge: { id: newEdgeId(), from: edge.from, to: { node: node.id, port: input }, order: 'a0' } },
    {
      op: 'edge-add',
      edge: { id: newEdgeId(), from: { node: node.id, port: output }, to: edge.to, order: edge.order },
    },
  ]
}

/** Whether something is wrong with a wire that is drawn: its port has gone or takes something else. */
export const brokenReason = (graph: Graph, catalog: Catalog, edge: Edge): string | undefined => {
  const source = graph.nodes[edge.from.node]
  const target = graph.nodes[edge.to.node]
  return source && target ? portMisfit(catalog, { source, target, from: edge.from, to: edge.to })?.reason : undefined
}

/** Removes nodes and joins what fed them to what they fed, where the types match. */
export const dissolveOps = (graph: Graph, catalog: Catalog, ids: readonly string[]): readonly Op[] => {
  const gone = new Set(ids)
  const ops: Op[] = ids.flatMap((id): Op[] => (graph.nodes[id] ? [{ op: 'node-remove', id: graph.nodes[id].id }] : []))
  const edges = Object.values(graph.edges)
  for (const edge of edges) {
    if (!gone.has(edge.from.node) || gone.has(edge.to.node)) continue
    const type = portTypeOf(graph, catalog, { side: 'input', end: edge.to })
    for (const source of sourcesThrough({ graph, catalog, gone, type }, edge.from.node)) {
      if (
        edges.some(
          (other) =>
            other.from.node === source.node &&
            other.from.port === source.port &&
            other.to.node === edge.to.node &&
            other.to.port === edge.to.port,
        )
      )
        continue
      ops.push({ op: 'edge-add', edge: { id: newEdgeId(), from: source, to: edge.to, order: edge.order } })
      if (!isMany(graph, catalog, edge.to)) break
    }
  }
  return ops
}

const isMany = (graph: Graph, catalog: Catalog, end: End): boolean => {
  const node = graph.nodes[end.node]
  return node !== undefined && portsOf(catalog, node).inputs[end.port]?.many === true
}

interface Tracing {
  readonly graph: Graph
  readonly catalog: Catalog
  readonly gone: ReadonlySet<string>
  readonly type: PortType | undefined
}

/** Follows the inputs of one type back through nodes that go, to what really gives it. */
const sourcesThrough = (tracing: Tracing, node: string): readonly End[] => {
  const { graph, catalog, gone, type } = tracing
  const there = graph.nodes[node]
  if (!there) return []
  const inputs = Object.entries(portsOf(catalog, there).inputs).filter(([, port]) => port.type === type)
  return inputs.flatMap(([name]) =>
    wiresInto(graph, node, name).flatMap((edge) =>
      gone.has(edge.from.node) ? sourcesThrough(tracing, edge.from.node) : [edge.from],
    ),
  )
}
