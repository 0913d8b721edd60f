import type { Edge as FlowEdge, Node as FlowNode } from '@xyflow/react'
import { nodeTitle, type Catalog, type Edge, type Graph, type Node, type PortType } from '@reelgraph/shared'
import { brokenReason, typeOfEdge } from '../document/edits/wires.ts'
import type { Point } from '../document/edits/nodes.ts'

export type CardNode = FlowNode<{ readonly node: Node }, 'card' | 'note' | 'frame'>
export type WireEdge = FlowEdge<
  { readonly edge: Edge; readonly type: PortType | undefined; readonly broken: string | undefined },
  'wire'
>

export interface Measured {
  readonly width: number
  readonly height: number
}

interface Seen {
  readonly graph: Graph
  readonly selectedNodes: ReadonlySet<string>
  readonly selectedEdges: ReadonlySet<string>
  /** Positions of nodes that are being dragged. */
  readonly dragged: ReadonlyMap<string, Point>
  /** Sizes of nodes that are being resized. */
  readonly resized: ReadonlyMap<string, Measured>
  readonly measured: ReadonlyMap<string, Measured>
}

const TYPES: Readonly<Record<string, CardNode['type']>> = { note: 'note', group: 'frame' }

/**
 * The arrays that React Flow draws, derived from the document. An entry is a new object only if something about that one
 * node or wire has changed, so that a change draws one card again and not all.
 */
export class FlowModel {
  private readonly catalog: Catalog
  private nodes: readonly CardNode[] = []
  private edges: readonly WireEdge[] = []
  private nodesById = new Map<string, CardNode>()
  private edgesById = new Map<
    string,
    { readonly wire: WireEdge; readonly source: Node | undefined; readonly target: Node | undefined }
  >()
  private rank = new Map<string, number>()

  constructor(catalog: Catalog) {
    this.catalog = catalog
  }

  nodesOf(seen: Seen): readonly CardNode[] {
    const next = new Map<string, CardNode>()
    for (const node of Object.values(seen.graph.nodes)) next.set(node.id, this.nodeOf(node, seen))
    this.nodesById = next
    const list = this.ordered([...next.values()])
    if (!sameEntries(list, this.nodes)) this.nodes = list
    return this.nodes
  }

  edgesOf(seen: Pick<Seen, 'graph' | 'selectedEdges'>): readonly WireEdge[] {
    const next: typeof this.edgesById = new Map()
    for (const edge of Object.values(seen.graph.edges)) {
      const source = seen.graph.nodes[edge.from.node]
      const target = seen.graph.nodes[edge.to.node]
      const selected = seen.selectedEdges.has(edge.id)
      const before = this.edgesById.get(edge.id)
      if (
        before &&
        before.wire.data?.edge === edge &&
        before.source === source &&
        before.target === target &&
        before.wire.selected === selected
      ) {
        next.set(edge.id, before)
        continue
      }
      const type = typeOfEdge(seen.graph, this.catalog, edge)
      const broken = brokenReason(seen.graph, this.catalog, edge)
      const { wire } = before ?? {}
      const same =
        wire?.data?.edge === edge &&
        wire.data.type === type &&
        wire.data.broken === broken &&
        wire.selected === selected
      next.set(edge.id, {
        wire: same ? wire : wireOf({ edge, type, broken, selected, label: this.labelOf(source, target) }),
        source,
        target,
      })
    }
    this.edgesById = next
    const list = [...next.values()].map(({ wire }) => wire)
    if (!sameEntries(list, this.edges)) this.edges = list
    return this.edges
  }

  private labelOf(source: Node | undefined, target: Node | undefined): string {
    return source && target
      ? `Wire from ${nodeTitle(this.catalog, source)} to ${nodeTitle(this.catalog, target)}`
      : 'Wire'
  }

  private nodeOf(node: Node, seen: Seen): CardNode {
    const before = this.nodesById.get(node.id)
    const position = seen.dragged.get(node.id)
    const x = position?.x ?? node.x
    const y = position?.y ?? node.y
    const selected = seen.selectedNodes.has(node.id)
    const measured = seen.measured.get(node.id)
    const size = seen.resized.get(node.id)
    const width = size?.width ?? node.width
    const height = size?.height ?? node.height
    if (
      before &&
      before.data.node === node &&
      before.position.x === x &&
      before.position.y === y &&
      before.selected === selected &&
      before.measured === measured &&
      before.width === width &&
      before.height === height
    ) {
      return before
    }
    return {
      id: node.id,
      type: TYPES[node.kind] ?? 'card',
      position: { x, y },
      data: before?.data.node === node ? before.data : { node },
      selected,
      ariaLabel: nodeTitle(this.catalog, node),
      ...(node.kind === 'group' && { zIndex: -1, dragHandle: '.group-handle' }),
      ...(width !== undefined && { width }),
      ...(height !== undefined && { height }),
      ...(measured && { measured }),
    }
  }

  /** The order of the document changes when a node is removed and brought back; the order of drawing does not. */
  private ordered(nodes: CardNode[]): readonly CardNode[] {
    for (const { id } of nodes) if (!this.rank.has(id)) this.rank.set(id, this.rank.size)
    return nodes.toSorted((a, b) => (this.rank.get(a.id) ?? 0) - (this.rank.get(b.id) ?? 0))
  }
}

const sameEntries = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((entry, index) => entry === b[index])

const wireOf = (given: {
  readonly edge: Edge
  readonly type: PortType | undefined
  readonly broken: string | undefined
  readonly selected: boolean
  readonly label: string
}): WireEdge => ({
  id: given.edge.id,
  type: 'wire',
  source: given.edge.from.node,
  target: given.edge.to.node,
  sourceHandle: given.edge.from.port,
  targetHandle: given.edge.to.port,
  selected: given.selected,
  ariaLabel: given.label,
  data: { edge: given.edge, type: given.type, broken: given.broken },
})
