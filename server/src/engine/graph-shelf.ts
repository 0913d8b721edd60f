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
  /** The graph as it is kept, until it is. */
  written?: { readonly name: string; readonly json: string }
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

  /** Writes the graph down in memory: what is on the screen may be run at any moment, and then it should start at once. */
  prepare(project: Project): void {
    const known = this.known(project)
    if (known.stored === undefined) this.write(known, project)
  }

  /** Keeps the graph for runs to read it again. @returns the hash of its content, which is its name. */
  store(project: Project): string {
    const known = this.known(project)
    if (known.stored !== undefined) return known.stored
    const { name, json } = this.write(known, project)
    this.parts.graphs.put(name, json)
    known.stored = name
    delete known.written
    return name
  }

  private write(known: Known, { nodes, edges }: Project): { readonly name: string; readonly json: string } {
    if (known.written) return known.written
    const json = JSON.stringify({ nodes, edges })
    known.written = { name: this.parts.hash(json), json }
    return known.written
  }

  private known({ nodes, edges }: Project): Known {
    const known = this.shelf.get(nodes)
    if (known?.edges === edges) return known
    const fresh: Known = { edges }
    this.shelf.set(nodes, fresh)
    return fresh
  }
}
