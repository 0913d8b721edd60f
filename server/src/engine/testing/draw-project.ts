import {
  newEdgeId,
  newNode,
  NodeIdSchema,
  ProjectIdSchema,
  emptyProject,
  type Edge,
  type JsonObject,
  type Node,
  type Project,
} from '@reelgraph/shared'

interface DrawnNode {
  readonly kind?: string
  readonly model?: string
  readonly params?: JsonObject
  /** Nodes whose text goes into `from`, gathered. */
  readonly from?: readonly string[]
  /** The node whose text, item by item, goes into `each`. */
  readonly each?: string
  readonly takes?: Readonly<Record<string, number>>
  readonly pins?: Node['pins']
  readonly gate?: true
  readonly mode?: Node['mode']
  readonly checks?: Node['checks']
  readonly fallbacks?: Node['fallbacks']
}

/** Node id → what it is and where its wires come from. */
export type Drawing = Readonly<Record<string, DrawnNode>>

/** A project from a table: node id → what it is and where its wires come from. */
export const drawProject = (table: Drawing, name = 'test'): Project => {
  const nodes: Record<string, Node> = {}
  const edges: Record<string, Edge> = {}
  const wire = (source: string, target: string, into: string, place: number): void => {
    const id = newEdgeId()
    edges[id] = {
      id,
      from: { node: NodeIdSchema.parse(source), port: 'text' },
      to: { node: NodeIdSchema.parse(target), port: into },
      order: `a${String(place).padStart(6, '0')}`,
    }
  }
  for (const [id, drawn] of Object.entries(table)) {
    const { kind = 'work', model, params = kind === 'work' && !model ? { say: id } : {}, takes = {}, pins = {} } = drawn
    const wishes = {
      params,
      takes,
      pins,
      ...(model && { model }),
      ...(drawn.gate && { gate: true }),
      ...(drawn.mode && { mode: drawn.mode }),
      ...(drawn.checks && { checks: drawn.checks }),
      ...(drawn.fallbacks && { fallbacks: drawn.fallbacks }),
    }
    nodes[id] = newNode({ id: NodeIdSchema.parse(id), kind, x: 0, y: 0, ...wishes })
    drawn.from?.forEach((source, place) => wire(source, id, 'from', place))
    if (drawn.each) wire(drawn.each, id, 'each', 0)
  }
  return { ...emptyProject(ProjectIdSchema.parse('project'), name), nodes, edges }
}
