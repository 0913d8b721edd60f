import { z } from 'zod'
import { newEdgeId, newNodeId, type NodeId } from '../ids.ts'
import { EdgeSchema, NodeSchema, type Edge, type Graph, type Node } from './document.ts'
import type { Op } from './ops.ts'

const ClipboardSchema = z.object({
  reelgraph: z.literal('nodes'),
  version: z.literal(1),
  nodes: z.array(NodeSchema).min(1).max(5_000),
  /** Wires between the nodes. */
  edges: z.array(EdgeSchema).max(20_000),
  /** Wires that come from nodes that were not copied. */
  incoming: z.array(EdgeSchema).max(20_000),
})
export type Clipboard = z.infer<typeof ClipboardSchema>

/** Copied nodes as JSON text, so that they travel between tabs, files and chats. */
export const copyNodes = (graph: Graph, ids: ReadonlySet<string>): string => {
  const nodes = [...ids].flatMap((id) => graph.nodes[id] ?? [])
  const edges = Object.values(graph.edges).filter((edge) => ids.has(edge.to.node))
  const clipboard: Clipboard = {
    reelgraph: 'nodes',
    version: 1,
    nodes: nodes.map((node) => ({ ...node })),
    edges: edges.filter((edge) => ids.has(edge.from.node)),
    incoming: edges.filter((edge) => !ids.has(edge.from.node)),
  }
  return JSON.stringify(clipboard, null, 1)
}

/** Reads copied nodes from text, or tells that it is something else. */
export const readClipboard = (text: string): Clipboard | undefined => {
  if (!text.includes('"reelgraph"')) return undefined
  try {
    return ClipboardSchema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

interface Paste {
  /** Where the top left corner of what is pasted goes, in canvas units. */
  readonly at: { readonly x: number; readonly y: number }
  /** Keeps the wires from nodes that were not copied, where those are still there. */
  readonly withIncoming?: boolean
}

export interface Pasted {
  readonly ops: readonly Op[]
  readonly nodes: readonly NodeId[]
}

/** The ops that add copied nodes under new ids. Takes come along, so a copy shows what is stored already; pins do not. */
export const pasteNodes = (graph: Graph, clipboard: Clipboard, paste: Paste): Pasted => {
  const left = Math.min(...clipboard.nodes.map((node) => node.x))
  const top = Math.min(...clipboard.nodes.map((node) => node.y))
  const ids = new Map<string, NodeId>(clipboard.nodes.map((node) => [node.id, newNodeId()]))
  const idOf = (id: NodeId): NodeId => ids.get(id) ?? id
  const nodes = clipboard.nodes.map((node): Node => {
    const { parent, locked, ...rest } = node
    void locked
    const inside = parent !== undefined && ids.has(parent)
    return {
      ...rest,
      id: idOf(node.id),
      x: node.x - left + paste.at.x,
      y: node.y - top + paste.at.y,
      pins: {},
      ...(inside && { parent: idOf(parent) }),
    }
  })
  const inner = clipboard.edges
    .filter((edge) => ids.has(edge.from.node) && ids.has(edge.to.node))
    .map((edge): Edge => ({
      ...edge,
      id: newEdgeId(),
      from: { ...edge.from, node: idOf(edge.from.node) },
      to: { ...edge.to, node: idOf(edge.to.node) },
    }))
  const incoming = (paste.withIncoming ? clipboard.incoming : [])
    .filter((edge) => Object.hasOwn(graph.nodes, edge.from.node) && ids.has(edge.to.node))
    .map((edge): Edge => ({ ...edge, id: newEdgeId(), to: { ...edge.to, node: idOf(edge.to.node) } }))
  const ops: Op[] = [
    ...nodes.map((node): Op => ({ op: 'node-add', node })),
    ...[...inner, ...incoming].map((edge): Op => ({ op: 'edge-add', edge })),
  ]
  return { ops, nodes: nodes.map((node) => node.id) }
}
