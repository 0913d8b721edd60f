import { own, type Catalog, type Graph, type Node, type Step } from '@reelgraph/shared'
import { wiresInEffect, type WiresInEffect } from '../document/wires-in-effect.ts'

/** Where words were typed that a step is made from. */
export interface TypedWords {
  /** `asks`: a model writes the words from these. */
  readonly of: 'typed' | 'asks'
  readonly node: Node
  readonly param: string
  readonly words: string
}

/** Where the words that a step is made from can be changed, or that nobody has typed them. */
export type WordsPlace = TypedWords | { readonly of: 'elsewhere'; readonly node: Node }

interface Around {
  readonly graph: Graph
  readonly catalog: Catalog
}

/**
 * Follows the wires, as they run, to where the words of a port were typed: in the node itself, or in what feeds it. Several
 * where a text is put together from others; the first is the one it all stands in. Never empty.
 */
export const wordsPlaces = (around: Around, node: Node, port: string): readonly WordsPlace[] => {
  const places = search({ ...around, wires: wiresInEffect(around.graph, around.catalog, node.id) }, node, port)
  const typed = places.filter((place) => place.of !== 'elsewhere')
  return typed.length > 0 ? typed : places
}

interface Search extends Around {
  readonly wires: WiresInEffect
}

const search = (where: Search, node: Node, port: string): readonly WordsPlace[] => {
  const { graph, wires } = where
  const found: WordsPlace[] = []
  const seen = new Set<string>()
  const open: { readonly node: Node; readonly port: string; readonly asks: boolean }[] = [{ node, port, asks: false }]
  for (let at = open.shift(); at; at = open.shift()) {
    const sources = wires(at.node.id, at.port).flatMap(({ from }) => graph.nodes[from] ?? [])
    if (sources.length === 0) found.push(placeAt(at.node, at.port, at.asks))
    for (const source of sources) {
      if (seen.has(source.id)) continue
      seen.add(source.id)
      const { place, next = [] } = behind(where, source, at.asks)
      if (place) found.push(place)
      open.push(...next)
    }
  }
  return found
}

interface Behind {
  readonly place?: WordsPlace
  /** Where to go on looking. */
  readonly next?: readonly { readonly node: Node; readonly port: string; readonly asks: boolean }[]
}

const behind = ({ catalog, wires }: Search, source: Node, asks: boolean): Behind => {
  const elsewhere: Behind = { place: { of: 'elsewhere', node: source } }
  const step = catalog.stepOf(source)
  // what was chosen stays, whatever it was once made from
  if ('missing' in step || own(source.pins, '')) return elsewhere
  const given = step.model ? undefined : step.kind.model?.given?.param
  if (given !== undefined) {
    const next = Object.keys(step.inputs).flatMap((port) =>
      wires(source.id, port).length > 0 ? [{ node: source, port, asks }] : [],
    )
    return { place: placeAt(source, given, asks), next }
  }
  const asked = askedPort(step)
  return asked === undefined ? elsewhere : { next: [{ node: source, port: asked, asks: true }] }
}

const placeAt = (node: Node, param: string, asks: boolean): TypedWords => {
  const words = own(node.params, param)
  return { of: asks ? 'asks' : 'typed', node, param, words: typeof words === 'string' ? words : '' }
}

const askedPort = ({ inputs, help }: Step): string | undefined =>
  help?.port ?? Object.entries(inputs).find(([, { type, typed }]) => type === 'text' && typed !== undefined)?.[0]
