import { createHash } from 'node:crypto'
import { flatten, Planner, type Catalog, type Graph, type Lookup, type Price } from '@reelgraph/shared'

/** Nothing was ever made. */
const nothing: Lookup = {
  result: () => null,
  latest: () => undefined,
  setback: () => undefined,
  pending: () => undefined,
  approved: () => false,
  duration: () => undefined,
}

/** What a first run costs, with every key at hand. Undefined where it cannot be said before a person brings something. */
export const templatePrice = (graph: Graph, catalog: Catalog): Price | undefined => {
  const planner = new Planner({
    ...{ graph: flatten(graph, catalog), scope: { of: 'all' }, revision: 0 },
    hash: (text) => createHash('sha256').update(text).digest('hex'),
  })
  planner.advance(nothing)
  const { total, problems } = planner.plan()
  return problems.length > 0 ? undefined : total
}
