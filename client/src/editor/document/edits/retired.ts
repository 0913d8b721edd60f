import { endNotice, replacementOf, type Catalog, type Graph, type Node, type Op } from '@reelgraph/shared'
import { modelOps, set } from './nodes.ts'

/** The steps whose model is gone, in the order of the document. `now` in milliseconds since 1970. */
export const retiredNodes = (graph: Pick<Graph, 'nodes'>, catalog: Catalog, now: number): readonly Node[] =>
  Object.values(graph.nodes).filter((node) => {
    const end = node.model === undefined ? undefined : catalog.ends.get(node.model)
    return end !== undefined && (!catalog.models.has(node.model ?? '') || endNotice(end, now)?.over === true)
  })

/**
 * Gives these nodes the models that take the place of theirs, with every setting that fits in its new words. Wires stay, and
 * takes do too. What is locked, and what nothing takes the place of, stays as it is.
 */
export const replaceRetiredOps = (graph: Graph, catalog: Catalog, nodes: Iterable<Node>): readonly Op[] =>
  [...nodes].flatMap((node) => {
    const replacement = node.locked === true ? undefined : replacementOf(catalog, node, graph)
    if (!replacement) return []
    return [
      ...modelOps(catalog, node, replacement.model.id),
      ...(Object.keys(node.params).length > 0 ? [set(node.id, 'params', replacement.params)] : []),
    ]
  })
