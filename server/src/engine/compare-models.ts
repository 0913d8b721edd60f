import { setImmediate as turn } from 'node:timers/promises'
import {
  ModelOffering,
  modelsFor,
  type Catalog,
  type Hash,
  type ModelOffer,
  type NodeId,
  type Project,
  type ProjectId,
} from '@reelgraph/shared'
import { ResultLookup, type LookupParts } from './result-lookup.ts'

export interface CompareParts {
  readonly lookup: LookupParts
  readonly catalog: Catalog
  readonly hash: Hash
  lanes(provider: string, project: ProjectId): number
  hasAccount(provider: string, project: ProjectId): boolean
}

export interface CompareOrder {
  readonly project: Project
  readonly node: NodeId
}

/** Every model that the node could hold, in the order of the catalogue. One look-up serves all; others have their turn between. */
export const compareModels = async (
  parts: CompareParts,
  { project, node: id }: CompareOrder,
): Promise<readonly ModelOffer[]> => {
  const { catalog, hash } = parts
  const node = project.nodes[id]
  if (!node) return []
  const lookup = await ResultLookup.open(parts.lookup, project.id)
  const offers: ModelOffer[] = []
  for (const model of modelsFor(catalog, node)) {
    const offering = new ModelOffering({
      ...{ graph: project, catalog, node, model, hash },
      lanes: (provider) => parts.lanes(provider, project.id),
      hasAccount: (provider) => parts.hasAccount(provider, project.id),
    })
    for (let missing = offering.advance(lookup); missing.length > 0; missing = offering.advance(lookup)) {
      await lookup.fetch(missing)
    }
    const offer = offering.offer(lookup)
    if (offer) offers.push(offer)
    await turn()
  }
  return offers
}
