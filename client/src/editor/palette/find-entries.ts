import { withoutApi } from '@reelgraph/nodes/catalog'
import { retiredWords, successorOf, type Catalog } from '@reelgraph/shared'
import { asksForCheap, entriesOf, searchEntries, stepOfEntry, type Entry } from '../document/edits/entries.ts'
import { listPrice } from './list-price.ts'

/** What a query finds, and a sentence about it where it needs one. */
export interface FoundEntries {
  readonly entries: readonly Entry[]
  readonly note?: string
}

/** Entries by their words; of a service that nobody can call or a model that is gone, what can be used in its place. */
export const findEntries = (catalog: Catalog, query: string): FoundEntries => {
  const all = entriesOf(catalog)
  const asked = query.trim().toLowerCase()
  const ofModel = (id: string): readonly Entry[] => all.filter(({ model }) => model?.id === id)
  const absent =
    asked.length < 3 ? undefined : withoutApi.find(({ words }) => words.some((word) => word.startsWith(asked)))
  if (absent)
    return { note: `${absent.title} has no official API. Use instead:`, entries: absent.instead.flatMap(ofModel) }
  const found = searchEntries(all, query)
  const entries = asksForCheap(query) ? cheapestFirst(catalog, ofKindsAsked(found, asked)) : found
  if (entries.length > 0 || asked.length < 3) return { entries }
  const gone = retiredAs(catalog, asked)
  return gone ? { note: gone.note, entries: ofModel(gone.successor) } : { entries }
}

/** A video that is cheap is no picture that can become one: where a kind is named, its models alone. */
const ofKindsAsked = (entries: readonly Entry[], asked: string): readonly Entry[] => {
  const named = entries.filter(({ model, title }) => !model && asked.includes(title.toLowerCase()))
  return named.length === 0 ? entries : entries.filter(({ kind }) => named.some((entry) => entry.kind === kind))
}

/** Only models have a price; what nobody knows it of comes last. */
const cheapestFirst = (catalog: Catalog, entries: readonly Entry[]): readonly Entry[] =>
  entries
    .flatMap((entry) => {
      const step = entry.model && stepOfEntry(catalog, { kind: entry.kind, model: entry.model.id })
      if (!step) return []
      const price = listPrice(step)
      return [{ entry, most: price === 'unknown' ? Number.MAX_VALUE : price.high }]
    })
    .toSorted((a, b) => a.most - b.most)
    .map(({ entry }) => entry)

const bare = (name: string): string => name.toLowerCase().replaceAll(/[^a-z\d]/g, '')

/** The model that takes the place of one that is gone, by any of the names of that. */
const retiredAs = (
  catalog: Catalog,
  asked: string,
): { readonly note: string; readonly successor: string } | undefined => {
  for (const end of new Set(catalog.ends.values())) {
    if (!('retiredOn' in end) || ![end.title, ...end.ids].some((name) => bare(name).startsWith(bare(asked)))) continue
    const successor = [...catalog.models.values()].find(
      ({ id, makes }) => successorOf(end, { models: catalog.models, makes, provider: '' })?.id === id,
    )
    if (successor) return { note: `${end.title} ${retiredWords(end.retiredOn)}. Use instead:`, successor: successor.id }
  }
  return undefined
}
