import type { ErrorBody } from '../errors.ts'
import { own } from '../json.ts'
import type { FlatGraph, FlatNode } from '../project/flatten.ts'
import type { Scope } from './plan.ts'

export interface ScopedGraph {
  /** What a scope touches: the nodes it may run, and those whose stored results it needs. */
  readonly graph: FlatGraph
  /** Nodes that it asks for and that cannot take part. */
  readonly broken: ReadonlyMap<string, ErrorBody>
  /** Whether a task may run, or only its stored result be used. */
  mayRun(node: string, item: string | null): boolean
}

/** Narrows a graph to what a scope is about. */
export const scoped = (graph: FlatGraph, scope: Scope): ScopedGraph => {
  if (scope.of === 'all') return { graph, broken: graph.broken, mayRun: () => true }
  const targets = scope.of === 'items' ? [scope.node] : scope.nodes
  const runnable = new Set<string>(
    scope.of === 'from' ? below(graph, targets) : scope.of === 'to' ? above(graph, targets) : targets,
  )
  const kept = above(graph, [...runnable])
  const keep = <T>(map: ReadonlyMap<string, T>): ReadonlyMap<string, T> =>
    new Map([...map].filter(([id]) => runnable.has(id)))
  const items = scope.of === 'items' ? new Set(scope.items) : undefined
  const nodes = graph.nodes
    .filter((node) => kept.has(node.id))
    .map((node) => (needsNothing(node) ? { ...node, wires: {} } : node))
  return {
    graph: { nodes, off: keep(graph.off), broken: graph.broken },
    broken: keep(graph.broken),
    mayRun: (node, item) => runnable.has(node) && (!items || item === null || items.has(item)),
  }
}

/** A chosen result holds whatever the inputs, so what feeds it is not asked for on its account. */
const needsNothing = (node: FlatNode): boolean => !node.mapped && own(node.node.pins, '') !== undefined

const above = (graph: FlatGraph, targets: readonly string[]): ReadonlySet<string> => {
  const found = new Set<string>(targets)
  for (const node of graph.nodes.toReversed()) {
    if (!found.has(node.id) || needsNothing(node)) continue
    for (const wires of Object.values(node.wires)) for (const wire of wires) found.add(wire.from)
  }
  return found
}

const below = (graph: FlatGraph, targets: readonly string[]): ReadonlySet<string> => {
  const found = new Set<string>(targets)
  for (const node of graph.nodes) {
    const fed = Object.values(node.wires).some((wires) => wires.some((wire) => found.has(wire.from)))
    if (fed) found.add(node.id)
  }
  return found
}
