import { own, wiresInto, type Catalog, type Graph, type Node, type Step } from '@reelgraph/shared'

/** Where the words that a step is made from can be changed. */
export type WordsPlace =
  /** `asks`: a model writes the words from these. */
  | { readonly of: 'typed' | 'asks'; readonly node: Node; readonly param: string; readonly words: string }
  /** They come from something that nobody has typed. */
  | { readonly of: 'elsewhere'; readonly node: Node }

interface Around {
  readonly graph: Graph
  readonly catalog: Pick<Catalog, 'stepOf'>
}

/** Follows the wires to where the words of a port were typed: in the node itself, or in what feeds it. */
export const wordsPlace = ({ graph, catalog }: Around, node: Node, port: string): WordsPlace => {
  const [wire] = wiresInto(graph, node.id, port)
  const source = wire && graph.nodes[wire.from.node]
  if (!source) return { of: 'typed', node, param: port, words: wordsOf(node, port) }
  const step = catalog.stepOf(source)
  if ('missing' in step) return { of: 'elsewhere', node: source }
  const given = step.model ? undefined : step.kind.model?.given?.param
  if (given !== undefined) return { of: 'typed', node: source, param: given, words: wordsOf(source, given) }
  const asked = askedPort(step)
  if (asked === undefined) return { of: 'elsewhere', node: source }
  const place = wordsPlace({ graph, catalog }, source, asked)
  return place.of === 'typed' ? { ...place, of: 'asks' } : place
}

const wordsOf = (node: Node, param: string): string => {
  const words = own(node.params, param)
  return typeof words === 'string' ? words : ''
}

const askedPort = ({ inputs, help }: Step): string | undefined =>
  help?.port ?? Object.entries(inputs).find(([, { type, typed }]) => type === 'text' && typed !== undefined)?.[0]
