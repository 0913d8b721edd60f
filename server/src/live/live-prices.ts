import { createCatalog, type Catalog, type ProviderDefinition } from '@reelgraph/shared'
import type { LiveLists } from './live-lists.ts'

/** The same catalogue, with prices as providers tell them now in the place of those of their lists. */
export const withLivePrices = (catalog: Catalog, lists: Pick<LiveLists, 'known'>): Catalog =>
  createCatalog({
    kinds: [...catalog.kinds.values()],
    models: [...catalog.models.values()],
    providers: [...catalog.providers.values()].map((provider) => livePriced(provider, lists)),
    ends: [...new Set(catalog.ends.values())],
  })

/** Looked up each time a price is worked out: a list that comes later counts from then on. */
const livePriced = (provider: ProviderDefinition, lists: Pick<LiveLists, 'known'>): ProviderDefinition => {
  const { id, prices } = provider
  if (!prices) return provider
  let merged: { readonly asOf: number; readonly prices: typeof prices } | undefined
  return {
    ...provider,
    get prices() {
      const list = lists.known(id)
      if (!list) return prices
      if (merged?.asOf !== list.asOf)
        merged = { asOf: list.asOf, prices: { ...prices, rates: { ...prices.rates, ...list.facts.rates } } }
      return merged.prices
    },
  }
}
