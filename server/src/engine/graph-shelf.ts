import { flatten, type Catalog, type FlatGraph, type Hash, type Project } from '@reelgraph/shared'
import type { GraphStore } from '../store/stores.ts'

interface GraphShelfParts {
  readonly catalog: Catalog
  readonly graphs: GraphStore
  readonly hash: Hash
}

interface Known {
  readonly edges: Project['edges']
  flat?: FlatGraph
  stored?: string
}

/** What is worked out once per change of a graph and not once per question: projects are never changed in place. */
export class GraphShelf {
  private readonly parts: GraphShelfParts
  private readonly shelf = new WeakMap<Project['nodes'], Known>()

  constructor(parts: GraphShelfParts) {
    this.parts = parts
  }

  flat(project: Project): FlatGraph {
    const known = this.known(project)
    return (known.flat ??= flatten(project, this.parts.catalog))
  }

  /** Keeps the graph for runs to read it again. @returns the hash of its content, which is its name. */
  store(project: Project): string {
    const known = this.known(project)
    if (known.stored !== undefined) return known.stored
    const json = JSON.stringify({ nodes: project.nodes, edges: project.edges })
    const name = this.parts.hash(json)
    this.parts.graphs.put(name, json)
    return (known.stored = name)
  }

  private known({ nodes, edges }: Project): Known {
    const known = this.shelf.get(nodes)
    if (known?.edges === edges) return known
    const fresh: Known = { edges }
    this.shelf.set(nodes, fresh)
    return fresh
  }
}
