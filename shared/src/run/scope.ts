import type { FlatGraph } from '../project/flatten.ts'
import type { Scope } from './plan.ts'

export interface ScopedGraph {
  /** What a scope touches: the nodes it may run, and those whose stored results it needs. */
  readonly graph: FlatGraph
  /** Whether a task may run, or only its stored result be used. */
  mayRun(node: string, item: string | null): boolean
}

/** Narrows a graph to what a scope is about. */
export const scoped = (graph: FlatGraph, scope: Scope): ScopedGraph => {
  if (scope.of === 'all') return { graph, mayRun: () => true }
  const targets = scope.of === 'items' ? [scope.node] : scope.nodes
  const runnable = new Set<string>(scope.of === 'from' ? below(graph, targets) : scope.of === 'to' ? above(graph, targets) : targets)
  const kept = above(graph, [...runnable])
  const keep = <T>(map: ReadonlyMap<string, T>): ReadonlyMap<string, T> => new Map([...map].filter(([id]) => runnable.has(id)))
  const items = scope.of === 'items' ? new Set(scope.items) : undefined
  return {
    graph: { nodes: graph.nodes.filter((node) => kept.has(node.id)), off: keep(graph.off), broken: graph.broken },
    mayRun: (node, item) => runnable.has(node) && (!items || item === null || items.has(item)),
  }
}

const above = (graph: FlatGraph, targets: readonly string[]): ReadonlySet<string> => {
  const found = new Set<string>(targets)
  for (const node of [...graph.nodes].reverse()) {
    if (!found.has(node.id)) continue
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
