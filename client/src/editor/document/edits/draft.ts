import {
  portsOf,
  providerOf,
  type Catalog,
  type Edge,
  type Graph,
  type ModelDefinition,
  type Node,
  type Op,
} from '@reelgraph/shared'
import { z } from 'zod'
import { fallbackOps, modelOps, paramOps } from './nodes.ts'

/**
 * The ops that give these nodes models of this machine, which cost nothing. Wires and parameters that the free model does not
 * take go, and so do fallbacks, which may cost something; one undo brings them back. A node that has no free counterpart stays
 * as it is.
 */
export const draftOps = (graph: Graph, catalog: Catalog, nodes: Iterable<string>): readonly Op[] =>
  [...new Set(nodes)].flatMap((id) => {
    const node = graph.nodes[id]
    const model = node && node.locked !== true ? freeModelFor(graph, catalog, node) : undefined
    return node && model ? swapOps(graph, catalog, { node, model }) : []
  })

const wiresOf = (graph: Graph, node: Node): readonly Edge[] =>
  Object.values(graph.edges).filter(({ from, to }) => from.node === node.id || to.node === node.id)

const withModel = (catalog: Catalog, node: Node, model: ModelDefinition): Node => ({
  ...{ ...node, model: model.id },
  params: Object.fromEntries(
    Object.entries(node.params).filter(([name, value]) => {
      const field: unknown = model.params.shape[name]
      return !(field instanceof z.ZodType) || field.safeParse(value).success
    }),
  ),
})

const fits = (catalog: Catalog, edge: Edge, node: Node): boolean => {
  const { inputs, outputs } = portsOf(catalog, node)
  return edge.from.node === node.id ? edge.from.port in outputs : edge.to.port in inputs
}

/** The one that keeps most wires, of those that have all they need. */
const freeModelFor = (graph: Graph, catalog: Catalog, node: Node): ModelDefinition | undefined => {
  const makes = catalog.kinds.get(node.kind)?.model?.makes
  const wires = wiresOf(graph, node)
  const candidates = [...catalog.models.values()].flatMap((model) => {
    if (model.makes !== makes || model.price || !catalog.providers.get(providerOf(model.id))?.builtIn) return []
    const next = withModel(catalog, node, model)
    const kept = wires.filter((edge) => fits(catalog, edge, next))
    return hasAll(catalog, next, kept) ? [{ model, kept: kept.length }] : []
  })
  return candidates.toSorted((a, b) => b.kept - a.kept)[0]?.model
}

const hasAll = (catalog: Catalog, node: Node, wires: readonly Edge[]): boolean =>
  Object.entries(portsOf(catalog, node).inputs).every(
    ([name, { optional }]) =>
      optional || (node.params[name] ?? '') !== '' || wires.some(({ to }) => to.node === node.id && to.port === name),
  )

const swapOps = (
  graph: Graph,
  catalog: Catalog,
  { node, model }: { readonly node: Node; readonly model: ModelDefinition },
): readonly Op[] => {
  const next = withModel(catalog, node, model)
  return [
    ...wiresOf(graph, node)
      .filter((edge) => !fits(catalog, edge, next))
      .map((edge): Op => ({ op: 'edge-remove', id: edge.id })),
    ...Object.keys(node.params)
      .filter((name) => !(name in next.params))
      .flatMap((name) => paramOps({ ...node, pins: {} }, name, undefined)),
    ...(node.fallbacks ? fallbackOps(node, undefined) : []),
    ...modelOps(catalog, node, model.id),
  ]
}
