import { z } from 'zod'
import { fail } from '../errors.ts'
import { EdgeIdSchema, NodeIdSchema } from '../ids.ts'
import { JsonSchema, own, type Json } from '../json.ts'
import { EdgeSchema, NodeSchema, ProjectSchema, type Edge, type Graph, type Node, type Project } from './document.ts'

const SetOpSchema = z.object({
  op: z.literal('set'),
  /** `['name']`, `['settings', key]`, `['nodes', id, field, …]` or `['edges', id, 'order']`. */
  path: z.array(z.string().max(400)).min(1).max(8),
  /** Without it the field is removed. */
  value: JsonSchema.exactOptional(),
})

export const OpSchema = z.discriminatedUnion('op', [
  z.object({ op: z.literal('node-add'), node: NodeSchema }),
  /** Takes the wires of the node with it. */
  z.object({ op: z.literal('node-remove'), id: NodeIdSchema }),
  z.object({ op: z.literal('edge-add'), edge: EdgeSchema }),
  z.object({ op: z.literal('edge-remove'), id: EdgeIdSchema }),
  SetOpSchema,
])
export type Op = Readonly<z.infer<typeof OpSchema>>
export type SetOp = Readonly<z.infer<typeof SetOpSchema>>

export const OpsSchema = z.array(OpSchema).max(20_000)

export interface Applied {
  readonly project: Project
  /** Applied to the result, it gives the start again, exactly. */
  readonly inverse: readonly Op[]
}

/**
 * Applies one gesture as a whole, or refuses it as a whole. Checks structure only: that a wire fits is `checkOps`.
 * @throws `bad-operation` naming the first op that cannot be applied.
 */
export const applyOps = (project: Project, ops: readonly Op[]): Applied => {
  const draft = new Draft(project)
  const undone: (readonly Op[])[] = []
  for (const op of ops) undone.push(applyOne(draft, op))
  return { project: draft.finish(), inverse: undone.toReversed().flat() }
}

/** Copies a record at its first change and never again, so a batch costs what it touches. */
class Draft {
  readonly start: Project
  private top: { -readonly [K in keyof Project]: Project[K] }
  private ownNodes: Record<string, Node> | undefined
  private ownEdges: Record<string, Edge> | undefined
  /** Made when the first node is removed, so that removing a thousand does not walk every wire a thousand times. */
  private wiresByNode: Map<string, Set<Edge>> | undefined

  constructor(project: Project) {
    this.start = project
    this.top = { ...project }
  }

  get project(): Project {
    return this.top
  }

  addNode(node: Node): void {
    this.nodes[node.id] = node
    this.wiresByNode?.set(node.id, new Set())
  }

  get nodes(): Record<string, Node> {
    if (!this.ownNodes) this.top.nodes = this.ownNodes = { ...this.start.nodes }
    return this.ownNodes
  }

  addEdge(edge: Edge): void {
    this.edges[edge.id] = edge
    for (const id of [edge.from.node, edge.to.node]) this.wiresByNode?.get(id)?.add(edge)
  }

  removeEdge(edge: Edge): void {
    delete this.edges[edge.id]
    for (const id of [edge.from.node, edge.to.node]) this.wiresByNode?.get(id)?.delete(edge)
  }

  orderEdge(edge: Edge): void {
    this.edges[edge.id] = edge
    this.wiresByNode = undefined
  }

  wiresOf(node: string): readonly Edge[] {
    this.wiresByNode ??= indexByNode(this.top)
    return [...(this.wiresByNode.get(node) ?? [])]
  }

  private get edges(): Record<string, Edge> {
    if (!this.ownEdges) this.top.edges = this.ownEdges = { ...this.start.edges }
    return this.ownEdges
  }

  setName(value: unknown): void {
    this.top.name = checked(ProjectSchema.shape.name, value, 'the project’s name')
  }

  setSettings(value: unknown): void {
    this.top.settings = checked(ProjectSchema.shape.settings, value, 'the project’s settings')
  }

  finish(): Project {
    return this.top
  }
}

const indexByNode = (graph: Graph): Map<string, Set<Edge>> => {
  const index = new Map(Object.keys(graph.nodes).map((id) => [id, new Set<Edge>()]))
  for (const edge of Object.values(graph.edges)) {
    index.get(edge.from.node)?.add(edge)
    index.get(edge.to.node)?.add(edge)
  }
  return index
}

/** Applies one op to the draft and returns the ops that take it back, in order. */
const applyOne = (draft: Draft, op: Op): readonly Op[] => {
  switch (op.op) {
    case 'node-add': {
      if (Object.hasOwn(draft.project.nodes, op.node.id)) throw refuse(`node "${op.node.id}" is already there`)
      draft.addNode(op.node)
      return [{ op: 'node-remove', id: op.node.id }]
    }
    case 'node-remove': {
      const node = own(draft.project.nodes, op.id)
      if (!node) throw refuse(`node "${op.id}" is not there`)
      const wires = draft.wiresOf(op.id)
      for (const edge of wires) draft.removeEdge(edge)
      delete draft.nodes[op.id]
      return [{ op: 'node-add', node }, ...wires.map((edge): Op => ({ op: 'edge-add', edge }))]
    }
    case 'edge-add': {
      const { edge } = op
      if (Object.hasOwn(draft.project.edges, edge.id)) throw refuse(`wire "${edge.id}" is already there`)
      for (const end of [edge.from, edge.to]) {
        if (!Object.hasOwn(draft.project.nodes, end.node))
          throw refuse(`wire "${edge.id}" needs node "${end.node}", which is not there`)
      }
      draft.addEdge(edge)
      return [{ op: 'edge-remove', id: edge.id }]
    }
    case 'edge-remove': {
      const edge = own(draft.project.edges, op.id)
      if (!edge) throw refuse(`wire "${op.id}" is not there`)
      draft.removeEdge(edge)
      return [{ op: 'edge-add', edge }]
    }
    case 'set':
      return [applySet(draft, op)]
  }
}

/** Each field of a node with its own schema: what a change does not touch keeps its identity. */
const NODE_FIELDS = new Map(
  Object.entries(NodeSchema.shape)
    .filter(([field]) => field !== 'id')
    .map(([field, schema]) => [field, z.object({ [field]: schema })]),
)

const applySet = (draft: Draft, op: SetOp): Op => {
  const [root, ...rest] = op.path
  if (root === 'name' && rest.length === 0) {
    const before = draft.project.name
    draft.setName(op.value)
    return { op: 'set', path: op.path, value: before }
  }
  if (root === 'settings' && rest.length >= 1) {
    const { next, before } = setIn(draft.project.settings, rest, op)
    draft.setSettings(next)
    return undo(op, before)
  }
  if (root === 'nodes' && rest.length >= 2) {
    const [id = '', field = ''] = rest
    const node = own(draft.project.nodes, id)
    if (!node) throw refuse(`node "${id}" is not there`)
    const schema = NODE_FIELDS.get(field)
    if (!schema) throw refuse(`a node has no field "${field}"`)
    const { next, before } = setIn(node, rest.slice(1), op)
    const changed = checked(schema, next, `node "${id}"`)
    draft.nodes[id] = { ...(next as Node), ...changed } // the one field that changed has just been checked
    return undo(op, before)
  }
  if (root === 'edges' && rest.length === 2 && rest[1] === 'order') {
    const [id = ''] = rest
    const edge = own(draft.project.edges, id)
    if (!edge) throw refuse(`wire "${id}" is not there`)
    draft.orderEdge(checked(EdgeSchema, { ...edge, order: op.value }, `wire "${id}"`))
    return undo(op, edge.order)
  }
  throw refuse(`nothing can be set at "${op.path.join('/')}"`)
}

const undo = (op: SetOp, before: Json | undefined): Op =>
  before === undefined ? { op: 'set', path: op.path } : { op: 'set', path: op.path, value: before }

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

interface SetResult {
  readonly next: unknown
  readonly before: Json | undefined
}

const setIn = (target: unknown, path: readonly string[], op: SetOp): SetResult => {
  const [key = '', ...rest] = path
  if (!isObject(target)) throw refuse(`"${op.path.join('/')}" leads through something that is not an object`)
  if (key === '__proto__') throw refuse('"__proto__" is not a name')
  const copy: Record<string, unknown> = { ...target }
  const held = own(target, key)
  if (rest.length > 0) {
    const inner = setIn(held, rest, op)
    copy[key] = inner.next
    return { next: copy, before: inner.before }
  }
  if (op.value === undefined) delete copy[key]
  else copy[key] = op.value
  return { next: copy, before: held as Json | undefined } // documents hold JSON only
}

const checked = <T>(schema: z.ZodType<T>, value: unknown, what: string): T => {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw refuse(`${what} would not be valid: ${z.prettifyError(parsed.error)}`)
}

const refuse = (why: string) => fail('bad-operation', `The change cannot be applied: ${why}.`)
