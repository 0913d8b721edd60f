import {
  newNode,
  NodeIdSchema,
  providerOf,
  type Catalog,
  type ModelDefinition,
  type Node,
  type NodeDefinition,
  type Step,
} from '@reelgraph/shared'
import type { Made } from '../../../ui/type-chip.tsx'
import { capabilitiesOf } from './capabilities.ts'
import { kindWords } from './kind-words.ts'

/** Something that can be put on the canvas: a kind, or a kind with one of its models. */
export interface Entry {
  readonly id: string
  readonly kind: string
  /** Without it, the row of the kind itself: which model it starts with is decided when it is added. */
  readonly model?: ModelDefinition
  readonly title: string
  /** Whose model it is: titles repeat. */
  readonly provider?: { readonly id: string; readonly title: string; readonly needsKey: boolean }
  readonly summary: string
  readonly makes: Made | undefined
  readonly category: NodeDefinition['category']
  /** In small letters, for the search. */
  readonly words: string
}

const probeId = NodeIdSchema.parse('probe')

/** The step that a new node of a kind would be, with this model or its default. */
export const stepOfEntry = (
  catalog: Catalog,
  given: { readonly kind: string; readonly model?: string | undefined; readonly params?: Node['params'] | undefined },
): Step | undefined => {
  const { kind, model, params } = given
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

/** In the order of the palette: each kind, then its models, its default first and those of one provider together. */
export const entriesOf = (catalog: Catalog): readonly Entry[] => {
  const known = lists.get(catalog)
  if (known) return known
  const entries = [...catalog.kinds.values()].flatMap((kind): Entry[] => [
    entryOfKind(catalog, kind),
    ...modelsOf(catalog, kind).map((model) => entryOfModel(catalog, kind, model)),
  ])
  lists.set(catalog, entries)
  return entries
}

/** The models a kind can hold; none where it holds none, or only ever one. */
const modelsOf = (catalog: Catalog, { model: place }: NodeDefinition): readonly ModelDefinition[] => {
  if (!place) return []
  const models = [...catalog.models.values()].filter((model) => model.makes === place.makes)
  if (models.length === 1 && place.default !== undefined) return []
  const groups = Map.groupBy(models, ({ id }) => providerOf(id))
  const isFirst = (list: readonly ModelDefinition[]) => Number(list.some(({ id }) => id === place.default))
  return [...groups.values()].toSorted((a, b) => isFirst(b) - isFirst(a)).flat()
}

const entryOfKind = (catalog: Catalog, kind: NodeDefinition): Entry => {
  const { id, title, summary, category } = kind
  const step = stepOfEntry(catalog, { kind: id })
  const words = `${title} ${summary} ${kindWords(id)}`.toLowerCase()
  return { id, kind: id, title, summary, category, makes: step && madeBy(step), words }
}

const entryOfModel = (catalog: Catalog, kind: NodeDefinition, model: ModelDefinition): Entry => {
  const step = stepOfEntry(catalog, { kind: kind.id, model: model.id })
  const provider = catalog.providers.get(providerOf(model.id))
  const said = [
    kind.title,
    model.title,
    model.id,
    provider?.title,
    model.summary,
    ...(step ? capabilitiesOf(step) : []),
  ]
  return {
    id: `${kind.id}:${model.id}`,
    kind: kind.id,
    model,
    title: model.title,
    ...(provider && {
      provider: { id: provider.id, title: provider.title, needsKey: provider.account !== undefined },
    }),
    summary: model.summary,
    makes: step && madeBy(step),
    category: kind.category,
    words: said.join(' ').toLowerCase(),
  }
}

const CHEAP: ReadonlySet<string> = new Set(['cheap', 'cheaper', 'cheapest', 'inexpensive', 'affordable'])

const wordsOf = (query: string): readonly string[] => query.toLowerCase().split(/\s+/).filter(Boolean)

/** Whether a query asks for what costs little: that says in which order, and no entry is called so. */
export const asksForCheap = (query: string): boolean => wordsOf(query).some((word) => CHEAP.has(word))

/** Entries whose words hold every word of the query: a kind that is called so first, then models that are. */
export const searchEntries = (entries: readonly Entry[], query: string): readonly Entry[] => {
  const words = wordsOf(query).filter((word) => !CHEAP.has(word))
  if (words.length === 0) return entries
  const found = entries.filter((entry) => words.every((word) => entry.words.includes(word)))
  const [first = ''] = words
  const rank = ({ model, kind, title }: Entry): number => {
    const called = title.toLowerCase()
    if (!model) return called.startsWith(first) ? 0 : kindWords(kind).includes(first) ? 1 : 4
    return called.includes(first) ? 2 : 3
  }
  return found.toSorted((a, b) => rank(a) - rank(b))
}
