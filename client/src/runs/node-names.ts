import { nodeTitle, type Catalog, type Graph, type Node, type Step } from '@reelgraph/shared'
import type { Made } from '../ui/type-chip.tsx'

/** What plans and runs call a node, and what it makes. */
interface NodeName {
  readonly title: string
  readonly makes: Made
  /** Unknown where the node, its kind or its model is not there (any more). */
  readonly step: Step | undefined
}

export type NameOf = (node: string) => NodeName

export const namesOf = (graph: Pick<Graph, 'nodes'>, catalog: Catalog): NameOf => {
  return (id) => {
    const node = graph.nodes[id]
    if (!node) return { title: 'a deleted node', makes: 'data', step: undefined }
    const step = catalog.stepOf(node)
    const known = 'missing' in step ? undefined : step
    return { title: nodeTitle(catalog, node), makes: madeBy(node, known), step: known }
  }
}

const madeBy = (node: Node, step: Step | undefined): Made => {
  if (node.kind === 'assembly') return 'film'
  const [first] = Object.values(step?.outputs ?? {})
  return first?.type ?? 'data'
}
