import {
  EdgeIdSchema,
  NodeIdSchema,
  newNode,
  ProjectIdSchema,
  RunIdSchema,
  type Edge,
  type Node,
  type Op,
} from '@reelgraph/shared'

export const projectId = (id: string) => ProjectIdSchema.parse(id)
export const runId = (id: string) => RunIdSchema.parse(id)
export const nodeId = (id: string) => NodeIdSchema.parse(id)

export const words = (id: string, params: Node['params'] = {}): Node =>
  newNode({ id: nodeId(id), kind: 'words', x: 0, y: 0, params })
export const picture = (id: string): Node => newNode({ id: nodeId(id), kind: 'picture', x: 300, y: 0 })

export const addNode = (node: Node): Op => ({ op: 'node-add', node })

/** `wire('a.text', 'b.prompt')` */
export const wire = (from: string, to: string): Edge => {
  const end = (text: string) => {
    const [node = '', port = ''] = text.split('.')
    return { node: nodeId(node), port }
  }
  return { id: EdgeIdSchema.parse(`${from}-${to}`.replaceAll('.', '_')), from: end(from), to: end(to), order: 'a0' }
}
export const addWire = (from: string, to: string): Op => ({ op: 'edge-add', edge: wire(from, to) })
