import { newNode, NodeIdSchema, type Catalog, type Node, type Step } from '@reelgraph/shared'
import type { Made } from '../../../ui/type-chip.tsx'

/** Something that can be put on the canvas: a kind, with one of its models where it has any. */
export interface Entry {
  readonly id: string
  readonly kind: string
  readonly model?: string
  readonly title: string
  /** The model's name. */
  readonly detail?: string
  readonly summary: string
  readonly makes: Made | undefined
  readonly category: 'source' | 'generate' | 'assemble' | 'order'
  readonly words: string
}

const probeId = NodeIdSchema.parse('probe')

/** The step that a new node of an entry would be. */
export const stepOfEntry = (
  catalog: Catalog,
  entry: Pick<Entry, 'kind' | 'model'> & { readonly params?: Node['params'] | undefined },
): Step | undefined => {
  const { kind, model, params } = entry
  const step = catalog.stepOf(
    newNode({ id: probeId, kind, x: 0, y: 0, ...(model !== undefined && { model }), ...(params && { params }) }),
  )
  return 'missing' in step ? undefined : step
}

/** What a node makes, which gives it its colour; nothing where it makes nothing, or several things as long as it is undecided. */
export const madeBy = (step: Step): Made | undefined => {
  if (step.kind.category === 'assemble') return 'film'
  const [first, ...others] = Object.values(step.outputs)
  return step.kind.category === 'source' && others.length > 0 ? undefined : first?.type
}

const lists = new WeakMap<Catalog, readonly Entry[]>()

/** In the order of the palette; of a kind its default model first. */
export const entriesOf = (catalog: Catalog): readonly Entry[] => {
  const known = lists.get(catalog)
  if (known) return known
  const entries = [...catalog.kinds.values()].flatMap((kind): Entry[] => {
    const { model: place } = kind
    const common = { kind: kind.id, title: kind.title, category: kind.category }
    const plain = (): Entry => {
      const step = stepOfEntry(catalog, { kind: kind.id })
      const words = `${kind.title} ${kind.summary}`.toLowerCase()
      return { ...common, id: kind.id, summary: kind.summary, makes: step && madeBy(step), words }
    }
    if (!place) return [plain()]
    const models = [...catalog.models.values()].filter((model) => model.makes === place.makes)
    models.sort((a, b) => Number(b.id === place.default) - Number(a.id === place.default))
    const made = models.map((model): Entry => {
      const step = stepOfEntry(catalog, { kind: kind.id, model: model.id })
      return {
        ...common,
        id: `${kind.id}:${model.id}`,
        // The default is what a new node starts with, so it need not be said.
        ...(model.id !== place.default && { model: model.id }),
        ...(model.title !== kind.title && { detail: model.title }),
        summary: model.summary,
        makes: step && madeBy(step),
        words: `${kind.title} ${model.title} ${model.summary}`.toLowerCase(),
      }
    })
    return place.default === undefined ? [plain(), ...made] : made
  })
  lists.set(catalog, entries)
  return entries
}

/** Entries whose words hold every word of the query; a title that begins with it first. */
export const searchEntries = (entries: readonly Entry[], query: string): readonly Entry[] => {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return entries
  const found = entries.filter((entry) => words.every((word) => entry.words.includes(word)))
  const rank = (entry: Entry) => {
    const [first = ''] = words
    if (entry.title.toLowerCase().startsWith(first)) return 0
    return entry.detail?.toLowerCase().includes(first) ? 1 : 2
  }
  return found.toSorted((a, b) => rank(a) - rank(b))
}
