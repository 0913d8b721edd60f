import { z } from 'zod'
import { newNode, newNodeId, type Graph, type Node, type Op } from '@reelgraph/shared'
import { moveOps, set, type Point } from './nodes.ts'

export interface Box extends Point {
  readonly width: number
  readonly height: number
}

/** How large a node is drawn. */
export type SizeOf = (node: Node) => { readonly width: number; readonly height: number }

export const boxOf = (nodes: readonly Node[], sizeOf: SizeOf): Box => {
  const left = Math.min(...nodes.map((node) => node.x))
  const top = Math.min(...nodes.map((node) => node.y))
  const right = Math.max(...nodes.map((node) => node.x + sizeOf(node).width))
  const bottom = Math.max(...nodes.map((node) => node.y + sizeOf(node).height))
  return { x: left, y: top, width: right - left, height: bottom - top }
}

const PADDING = 28
const HEADER = 40

/** A frame around nodes, which move with it from now on. */
export const groupOps = (
  nodes: readonly Node[],
  sizeOf: SizeOf,
): { readonly ops: readonly Op[]; readonly group: string } => {
  const box = boxOf(nodes, sizeOf)
  const group = newNode({
    id: newNodeId(),
    kind: 'group',
    x: box.x - PADDING,
    y: box.y - PADDING - HEADER,
    width: box.width + 2 * PADDING,
    height: box.height + 2 * PADDING + HEADER,
  })
  const ids = new Set<string>(nodes.map((node) => node.id))
  const top = nodes.filter((node) => node.parent === undefined || !ids.has(node.parent))
  return {
    group: group.id,
    ops: [{ op: 'node-add', node: group }, ...top.map((node) => set(node.id, 'parent', group.id))],
  }
}

/** Takes the frames away and leaves what is in them. */
export const ungroupOps = (graph: Graph, groups: readonly Node[]): readonly Op[] =>
  groups.flatMap((group): Op[] => [
    ...Object.values(graph.nodes)
      .filter((node) => node.parent === group.id)
      .map((node) => set(node.id, 'parent', group.parent)),
    { op: 'node-remove', id: group.id },
  ])

/** A node dropped into a frame belongs to it; dragged out of it, it no longer does. */
export const reparentOps = (graph: Graph, moved: readonly Node[], sizeOf: SizeOf): readonly Op[] => {
  const groups = Object.values(graph.nodes).filter((node) => node.kind === 'group')
  const movedIds = new Set<string>(moved.map((node) => node.id))
  return moved.flatMap((node): Op[] => {
    if (node.kind === 'group' || (node.parent !== undefined && movedIds.has(node.parent))) return []
    const size = sizeOf(node)
    const centre = { x: node.x + size.width / 2, y: node.y + size.height / 2 }
    const inside = groups.filter((group) => {
      const { width, height } = sizeOf(group)
      return centre.x > group.x && centre.x < group.x + width && centre.y > group.y && centre.y < group.y + height
    })
    const smallest = inside.toSorted(
      (a, b) => sizeOf(a).width * sizeOf(a).height - sizeOf(b).width * sizeOf(b).height,
    )[0]
    return smallest?.id === node.parent ? [] : [set(node.id, 'parent', smallest?.id)]
  })
}

export type Alignment = 'left' | 'centre' | 'right' | 'top' | 'middle' | 'bottom'

export const alignOps = (
  graph: Graph,
  given: { readonly nodes: readonly Node[]; readonly to: Alignment; readonly sizeOf: SizeOf },
): readonly Op[] => {
  const { nodes, to, sizeOf } = given
  const box = boxOf(nodes, sizeOf)
  const place = (node: Node): Point => {
    const { width, height } = sizeOf(node)
    if (to === 'left') return { x: box.x, y: node.y }
    if (to === 'right') return { x: box.x + box.width - width, y: node.y }
    if (to === 'centre') return { x: box.x + (box.width - width) / 2, y: node.y }
    if (to === 'top') return { x: node.x, y: box.y }
    if (to === 'bottom') return { x: node.x, y: box.y + box.height - height }
    return { x: node.x, y: box.y + (box.height - height) / 2 }
  }
  return moveOps(graph, new Map(nodes.map((node) => [node.id, place(node)])))
}

/** What the layout engine writes on a node. */
const SpotSchema = z.object({ x: z.number(), y: z.number() })

/** Lays nodes out from left to right along their wires. Frames and notes stay. The layout engine is loaded when first asked for. */
export const tidyOps = async (
  graph: Graph,
  given: { readonly nodes: readonly Node[]; readonly sizeOf: SizeOf },
): Promise<readonly Op[]> => {
  const { Graph: Layout, layout } = await import('@dagrejs/dagre').then((dagre) => ({
    Graph: dagre.graphlib.Graph,
    layout: dagre.layout,
  }))
  const nodes = given.nodes.filter((node) => node.kind !== 'group' && node.kind !== 'note')
  if (nodes.length < 2) return []
  const sheet = new Layout({ multigraph: true })
  sheet.setGraph({ rankdir: 'LR', nodesep: 48, ranksep: 96 })
  sheet.setDefaultEdgeLabel(() => ({}))
  const ids = new Set<string>(nodes.map((node) => node.id))
  for (const node of nodes) sheet.setNode(node.id, { ...given.sizeOf(node) })
  for (const edge of Object.values(graph.edges)) {
    if (ids.has(edge.from.node) && ids.has(edge.to.node)) sheet.setEdge(edge.from.node, edge.to.node, {}, edge.id)
  }
  layout(sheet)
  const placed = nodes.map((node) => {
    const { width, height } = given.sizeOf(node)
    const spot = SpotSchema.parse(sheet.node(node.id))
    return { node, x: spot.x - width / 2, y: spot.y - height / 2 }
  })
  // What is tidied stays where it is on the canvas: only its order changes.
  const box = boxOf(nodes, given.sizeOf)
  const left = Math.min(...placed.map((spot) => spot.x))
  const top = Math.min(...placed.map((spot) => spot.y))
  return moveOps(graph, new Map(placed.map(({ node, x, y }) => [node.id, { x: x - left + box.x, y: y - top + box.y }])))
}
