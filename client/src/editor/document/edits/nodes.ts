import {
  newNode,
  newNodeId,
  nodeTitle,
  swapModel,
  type Catalog,
  type Checks,
  type Fallbacks,
  type Graph,
  type Json,
  type Node,
  type NodeMode,
  type Op,
  type Step,
} from '@reelgraph/shared'

export interface Point {
  readonly x: number
  readonly y: number
}

export const createNode = (given: {
  readonly kind: string
  readonly model?: string | undefined
  readonly at: Point
  readonly params?: Node['params']
}): Node =>
  newNode({
    id: newNodeId(),
    kind: given.kind,
    x: Math.round(given.at.x),
    y: Math.round(given.at.y),
    ...(given.model !== undefined && { model: given.model }),
    ...(given.params && { params: given.params }),
    ...(given.kind === 'group' && { width: 480, height: 320 }),
  })

export const set = (node: string, field: keyof Node, value: Json | undefined): Op =>
  value === undefined ? { op: 'set', path: ['nodes', node, field] } : { op: 'set', path: ['nodes', node, field], value }

/** A chosen result belongs to the parameters it was chosen under: an edit lets go of it. */
const unpin = (node: Node): readonly Op[] => (Object.keys(node.pins).length > 0 ? [set(node.id, 'pins', {})] : [])

/** `undefined` goes back to the default. */
export const paramOps = (node: Node, name: string, value: Json | undefined): readonly Op[] => {
  const path = ['nodes', node.id, 'params', name]
  return [...unpin(node), value === undefined ? { op: 'set', path } : { op: 'set', path, value }]
}

/**
 * Another model for the same node: what is typed into ports and every setting that it takes stay, and so do the wires. None,
 * where the kind also works by itself: what was typed for the one is there for the other.
 */
export const modelOps = (catalog: Catalog, node: Node, model: string | undefined): readonly Op[] => {
  const place = catalog.kinds.get(node.kind)?.model
  const next = model === place?.default ? undefined : model
  const swap = swapModel({ catalog, edges: {} }, node, next)
  const fitted = Object.entries(node.params).flatMap(([name, value]): readonly Op[] => {
    const after = swap?.node.params[name]
    if (!swap || after === value) return []
    const path = ['nodes', node.id, 'params', name]
    return [after === undefined ? { op: 'set', path } : { op: 'set', path, value: after }]
  })
  return [...unpin(node), ...fitted, ...wordOps(node, place?.given, model), set(node.id, 'model', next)]
}

const wordOps = (
  node: Node,
  given: { readonly param: string; readonly port: string } | undefined,
  model: string | undefined,
): readonly Op[] => {
  if (!given || (node.model === undefined) === (model === undefined)) return []
  const { [given.param]: own, [given.port]: asked, ...rest } = node.params
  const [from, to] = model === undefined ? [asked, given.param] : [own, given.port]
  if (from === undefined || from === '') return []
  return [set(node.id, 'params', { ...rest, [to]: from })]
}

/** Another kind in the same place: shared parameters, wires that still fit. */
export const replaceOps = (
  graph: Graph,
  catalog: Catalog,
  given: { readonly node: Node; readonly kind: string; readonly model?: string | undefined },
): readonly Op[] => {
  const { node, kind, model } = given
  if (node.kind === kind) return modelOps(catalog, node, model ?? catalog.kinds.get(kind)?.model?.default)
  const { model: before, ...rest } = node
  void before
  const next: Node = { ...rest, id: newNodeId(), kind, pins: {}, takes: {}, ...(model !== undefined && { model }) }
  const step = catalog.stepOf(next)
  if ('missing' in step) return []
  const edges = Object.values(graph.edges).filter((edge) => edge.from.node === node.id || edge.to.node === node.id)
  const kept = edges.flatMap((edge): Op[] => {
    const fits = edge.from.node === node.id ? edge.from.port in step.outputs : edge.to.port in step.inputs
    if (!fits) return []
    const from = edge.from.node === node.id ? { ...edge.from, node: next.id } : edge.from
    const to = edge.to.node === node.id ? { ...edge.to, node: next.id } : edge.to
    return [{ op: 'edge-add', edge: { ...edge, from, to } }]
  })
  return [{ op: 'node-remove', id: node.id }, { op: 'node-add', node: next }, ...kept]
}

export const removeOps = (
  graph: Graph,
  given: { readonly nodes: Iterable<string>; readonly edges: Iterable<string> },
): readonly Op[] => {
  const nodes = [...given.nodes].flatMap((id) => graph.nodes[id] ?? [])
  const gone = new Set<string>(nodes.map((node) => node.id))
  const edges = [...given.edges]
    .flatMap((id) => graph.edges[id] ?? [])
    .filter((edge) => !gone.has(edge.from.node) && !gone.has(edge.to.node))
  const orphans = Object.values(graph.nodes).filter(
    (node) => node.parent !== undefined && gone.has(node.parent) && !gone.has(node.id),
  )
  return [
    ...edges.map((edge): Op => ({ op: 'edge-remove', id: edge.id })),
    ...orphans.map((node) => set(node.id, 'parent', undefined)),
    ...nodes.map((node): Op => ({ op: 'node-remove', id: node.id })),
  ]
}

/** The same mode again switches it back on. */
export const modeOps = (nodes: readonly Node[], mode: Exclude<NodeMode, 'on'>): readonly Op[] => {
  const next = nodes.every((node) => node.mode === mode) ? 'on' : mode
  return nodes.filter((node) => node.mode !== next).map((node) => set(node.id, 'mode', next))
}

export const collapseOps = (nodes: readonly Node[]): readonly Op[] => {
  const expand = nodes.every((node) => node.collapsed === true)
  return nodes.map((node) => set(node.id, 'collapsed', expand ? undefined : true))
}

/** Holds what comes after these nodes, or lets it through where all of them hold. */
export const gateOps = (nodes: readonly Node[]): readonly Op[] => {
  const open = nodes.every((node) => node.gate === true)
  return nodes.filter((node) => open || !node.gate).map((node) => set(node.id, 'gate', open ? undefined : true))
}

/** Goes on without what failed, or waits for all of it. */
export const tolerantOps = (nodes: readonly Node[]): readonly Op[] => {
  const strict = nodes.every((node) => node.tolerant === true)
  return nodes
    .filter((node) => strict || !node.tolerant)
    .map((node) => set(node.id, 'tolerant', strict ? undefined : true))
}

/** What is to happen where something is off with what it made; nobody looks where nothing is said. */
export const checksOps = (node: Node, checks: Checks | undefined): readonly Op[] => [set(node.id, 'checks', checks)]

/** Which models make it where its own could not; none where nothing is said. */
export const fallbackOps = (node: Node, fallbacks: Fallbacks | undefined): readonly Op[] => [
  set(node.id, 'fallbacks', fallbacks),
]

/** Whether a step gathers many: only then can it go on without some of them. */
export const gathers = (step: Pick<Step, 'inputs'>): boolean => Object.values(step.inputs).some((port) => port.many)

export const renameOps = (catalog: Catalog, node: Node, title: string): readonly Op[] => {
  const next = title.trim()
  const { title: own, ...untitled } = node
  if (next === (own ?? '') || next === nodeTitle(catalog, node)) return []
  return [set(node.id, 'title', next === '' || next === nodeTitle(catalog, untitled) ? undefined : next.slice(0, 200))]
}

/** Holds on to the results given (by item key) and refuses edits; on locked nodes lets go of both. */
export const lockOps = (node: Node, results: Readonly<Record<string, string>>): readonly Op[] =>
  node.locked
    ? [set(node.id, 'locked', undefined), set(node.id, 'pins', {})]
    : [set(node.id, 'pins', { ...node.pins, ...results }), set(node.id, 'locked', true)]

/** Moves nodes and everything inside the groups among them. `to` holds new top left corners. */
export const moveOps = (graph: Graph, to: ReadonlyMap<string, Point>): readonly Op[] =>
  [...withChildren(graph, to)].flatMap(([id, point]): Op[] => {
    const node = graph.nodes[id]
    if (!node) return []
    const x = Math.round(point.x)
    const y = Math.round(point.y)
    return [...(x === node.x ? [] : [set(id, 'x', x)]), ...(y === node.y ? [] : [set(id, 'y', y)])]
  })

export const withChildren = (graph: Graph, to: ReadonlyMap<string, Point>): ReadonlyMap<string, Point> => {
  const all = new Map(to)
  const open = [...to.keys()]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const group = graph.nodes[id]
    const target = all.get(id)
    if (group?.kind !== 'group' || !target) continue
    for (const child of Object.values(graph.nodes)) {
      if (child.parent !== id || all.has(child.id)) continue
      all.set(child.id, { x: child.x + target.x - group.x, y: child.y + target.y - group.y })
      open.push(child.id)
    }
  }
  return all
}
