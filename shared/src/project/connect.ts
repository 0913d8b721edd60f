import { canonical } from '../canonical.ts'
import { own } from '../json.ts'
import type { Catalog, Step } from '../node/catalog.ts'
import type { InputPort, OutputPort } from '../node/ports.ts'
import type { PortType } from '../node/values.ts'
import { fail, type ErrorCode } from '../errors.ts'
import type { Edge, End, Graph, Node, Project } from './document.ts'
import { applyOps, type Applied, type Op } from './ops.ts'

export type Verdict =
  /** `replaces` is the wire that a single input gives up for the new one. */
  { readonly ok: true; readonly replaces?: Edge } | { readonly ok: false; readonly reason: string }

const NAMES: Readonly<Record<PortType, string>> = {
  text: 'text',
  number: 'a number',
  image: 'an image',
  video: 'a video',
  audio: 'sound',
  data: 'data',
}

/** What a port is called on screen: its title, else its name in words. */
export const portTitle = (name: string, port: { readonly title?: string } | undefined): string =>
  port?.title ??
  name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/^./, (letter) => letter.toUpperCase())
    .replace(/ [A-Z]/g, (word) => word.toLowerCase())

/** What a node is called on screen. */
export const nodeTitle = (catalog: Catalog, node: Node): string =>
  node.title ?? catalog.kinds.get(node.kind)?.title ?? node.kind

/** Says whether a wire may be drawn, and if not, why, in the words of the ports. */
export const canConnect = (graph: Graph, catalog: Catalog, ends: { readonly from: End; readonly to: End }): Verdict => {
  const { from, to } = ends
  const source = graph.nodes[from.node]
  const target = graph.nodes[to.node]
  if (!source || !target) return no('One of the two nodes is not there any more.')
  if (source === target) return no(circle(catalog, source, target))
  const misfit = portMisfit(catalog, { source, target, from, to })
  if (misfit) return no(misfit.reason)
  const present = Object.values(graph.edges).filter((edge) => edge.to.node === to.node && edge.to.port === to.port)
  if (present.some((edge) => edge.from.node === from.node && edge.from.port === from.port))
    return no('These two are already connected.')
  if (reaches(graph, to.node, from.node)) {
    return no(circle(catalog, source, target))
  }
  const step = catalog.stepOf(target)
  const single = !('missing' in step) && takesOneWire(step, to.port)
  const [replaces] = present
  return single && replaces ? { ok: true, replaces } : { ok: true }
}

const no = (reason: string): Verdict => ({ ok: false, reason })

const takesOneWire = (step: Step, port: string): boolean => own(step.inputs, port)?.many === false

interface Wire {
  readonly source: Node
  readonly target: Node
  readonly from: End
  readonly to: End
}

interface Misfit {
  readonly kind: 'port-gone' | 'type'
  readonly reason: string
}

/** Why a wire does not fit its ports. A node of unknown kind keeps every wire. */
export const portMisfit = (catalog: Catalog, wire: Wire): Misfit | undefined => {
  const source = catalog.stepOf(wire.source)
  const target = catalog.stepOf(wire.target)
  const output = 'missing' in source ? undefined : own(source.outputs, wire.from.port)
  const input = 'missing' in target ? undefined : own(target.inputs, wire.to.port)
  if (!('missing' in source) && !output) return gone(catalog, wire.source, wire.from.port, 'output')
  if (!('missing' in target) && !input) return gone(catalog, wire.target, wire.to.port, 'input')
  if (!output || !input || output.type === input.type) return undefined
  return {
    kind: 'type',
    reason: `“${nodeTitle(catalog, wire.source)}” gives ${NAMES[output.type]}, but “${portTitle(wire.to.port, input)}” of “${nodeTitle(catalog, wire.target)}” takes ${NAMES[input.type]}.`,
  }
}

const gone = (catalog: Catalog, node: Node, port: string, side: 'input' | 'output'): Misfit => ({
  kind: 'port-gone',
  reason: `“${nodeTitle(catalog, node)}” has no ${side} “${portTitle(port, undefined)}”.`,
})

/** Whether `to` can be reached from `from` along the wires. */
export const reaches = (graph: Graph, from: string, to: string): boolean => {
  const next = new Map<string, string[]>()
  for (const edge of Object.values(graph.edges)) {
    const list = next.get(edge.from.node)
    if (list) list.push(edge.to.node)
    else next.set(edge.from.node, [edge.to.node])
  }
  const seen = new Set<string>([from])
  const open = [from]
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node === to) return true
    for (const other of next.get(node) ?? []) {
      if (seen.has(other)) continue
      seen.add(other)
      open.push(other)
    }
  }
  return false
}

/** The nodes that lie on a circle or behind one; empty where there is none. */
export const cycleMembers = (graph: Graph): ReadonlySet<string> => {
  const waiting = new Map<string, number>(Object.keys(graph.nodes).map((id) => [id, 0]))
  const next = new Map<string, string[]>()
  for (const { from, to } of Object.values(graph.edges)) {
    waiting.set(to.node, (waiting.get(to.node) ?? 0) + 1)
    const list = next.get(from.node)
    if (list) list.push(to.node)
    else next.set(from.node, [to.node])
  }
  const open = [...waiting].filter(([, count]) => count === 0).map(([id]) => id)
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    waiting.delete(id)
    for (const other of next.get(id) ?? []) {
      const left = (waiting.get(other) ?? 0) - 1
      waiting.set(other, left)
      if (left === 0) open.push(other)
    }
  }
  return new Set(waiting.keys())
}

interface Door {
  /** An undo may bring back a wire whose port has gone meanwhile; a new wire may not be born broken. */
  readonly restoring?: boolean
}

/**
 * The door: applies a batch only if its wires fit. Never used on replay.
 * @throws `bad-operation` for structure, `bad-connection` for a wire, `locked` for an edit of a locked node.
 */
export const checkOps = (project: Project, ops: readonly Op[], catalog: Catalog, door: Door = {}): Applied => {
  const applied = applyOps(project, ops)
  checkLocks(project, applied.project, catalog)
  const touched = new Set<string>()
  const added = new Set<string>()
  for (const op of ops) {
    if (op.op === 'edge-add') added.add(op.edge.id)
    if (op.op === 'node-add') touched.add(op.node.id)
    if (op.op === 'set' && op.path[0] === 'nodes') touched.add(op.path[1] ?? '')
  }
  if (added.size === 0 && touched.size === 0) return applied
  const single = new Map<string, Edge>()
  for (const edge of Object.values(applied.project.edges)) {
    const isNew = added.has(edge.id)
    if (isNew || touched.has(edge.from.node) || touched.has(edge.to.node)) {
      checkWire({ before: project, after: applied.project, catalog }, edge, isNew && !door.restoring)
    }
    const key = `${edge.to.node} ${edge.to.port}`
    const other = single.get(key)
    if (other && (isNew || added.has(other.id))) checkRoom(applied.project, catalog, edge)
    single.set(key, edge)
  }
  checkCircle(applied.project, catalog, added)
  return applied
}

/** A circle that was there before (an imported file may have one) does not forbid wires elsewhere. */
const checkCircle = (graph: Graph, catalog: Catalog, added: ReadonlySet<string>): void => {
  if (added.size === 0) return
  const circles = cycleMembers(graph)
  for (const id of added) {
    const edge = graph.edges[id]
    const source = edge && graph.nodes[edge.from.node]
    const target = edge && graph.nodes[edge.to.node]
    if (!source || !target || !circles.has(source.id) || !reaches(graph, target.id, source.id)) continue
    throw refuseWire(circle(catalog, source, target), edge.to)
  }
}

const circle = (catalog: Catalog, source: Node, target: Node): string =>
  source === target
    ? `“${nodeTitle(catalog, source)}” cannot feed itself.`
    : `This would make a circle: “${nodeTitle(catalog, source)}” already depends on “${nodeTitle(catalog, target)}”.`

interface Change {
  readonly before: Project
  readonly after: Project
  readonly catalog: Catalog
}

const misfitIn = (graph: Graph, catalog: Catalog, edge: Edge): Misfit | undefined => {
  const source = graph.nodes[edge.from.node]
  const target = graph.nodes[edge.to.node]
  return source && target && portMisfit(catalog, { source, target, from: edge.from, to: edge.to })
}

const checkWire = (change: Change, edge: Edge, mustFit: boolean): void => {
  const node = change.after.nodes[edge.from.node]
  if (mustFit && node && edge.from.node === edge.to.node) throw refuseWire(circle(change.catalog, node, node), edge.to)
  const misfit = misfitIn(change.after, change.catalog, edge)
  if (!misfit) return
  if (mustFit) throw refuseWire(misfit.reason, edge.to)
  if (misfit.kind === 'port-gone') return
  const wasThere = Object.hasOwn(change.before.edges, edge.id)
  if (wasThere && misfitIn(change.before, change.catalog, edge)?.kind === 'type') return
  throw refuseWire(misfit.reason, edge.to)
}

const checkRoom = (graph: Graph, catalog: Catalog, edge: Edge): void => {
  const target = graph.nodes[edge.to.node]
  const step = target && catalog.stepOf(target)
  if (!step || 'missing' in step || !takesOneWire(step, edge.to.port)) return
  throw refuseWire(
    `“${portTitle(edge.to.port, step.inputs[edge.to.port])}” of “${nodeTitle(catalog, target)}” takes one wire only.`,
    edge.to,
  )
}

const refuseWire = (message: string, end?: End) =>
  fail('bad-connection' satisfies ErrorCode, message, end ? { node: end.node, field: end.port } : {})

const DECIDING = ['kind', 'model', 'params', 'takes', 'pins'] as const

/** What decides a result may not change while a node is locked, before and after the batch. */
const checkLocks = (before: Project, after: Project, catalog: Catalog): void => {
  if (before.nodes === after.nodes) return
  for (const [id, node] of Object.entries(before.nodes)) {
    const next = after.nodes[id]
    if (!node.locked || !next?.locked || node === next) continue
    if (
      DECIDING.every(
        (field) => node[field] === next[field] || canonical(node[field] ?? null) === canonical(next[field] ?? null),
      )
    )
      continue
    throw fail('locked', `“${nodeTitle(catalog, node)}” is locked.`, { node: id, hint: 'Unlock it to change it.' })
  }
}

/** The ports of a node, or none where its kind is unknown. */
export const portsOf = (
  catalog: Catalog,
  node: Node,
): { readonly inputs: Readonly<Record<string, InputPort>>; readonly outputs: Readonly<Record<string, OutputPort>> } => {
  const step: Step | { missing: unknown } = catalog.stepOf(node)
  return 'missing' in step ? { inputs: {}, outputs: {} } : step
}
