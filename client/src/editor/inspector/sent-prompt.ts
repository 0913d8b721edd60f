import {
  composePrompt,
  own,
  portsOf,
  type Graph,
  type Node,
  type PromptPart,
  type Step,
  type StepHelp,
} from '@reelgraph/shared'
import type { LatestItem } from '../../runs/latest.ts'
import { wiresInEffect, type WiresInEffect } from '../document/wires-in-effect.ts'
import type { Editing } from '../editor-context.ts'

interface Around {
  readonly editing: Pick<Editing, 'catalog'>
  readonly graph: Graph
  /** What a node last made. */
  latest(node: string): readonly LatestItem[]
}

/** Which item of a node is looked at. */
export interface Place {
  readonly item: string | null
  readonly position: number
}

/**
 * What is sent for one item, in its pieces: nothing where that is known only when what feeds it has run. The pieces are put
 * together as for the request; only where the words come from is looked up here.
 */
export const sentPrompt = (
  around: Around,
  node: Node,
  { step, place }: { readonly step: Step; readonly place: Place },
): readonly PromptPart[] | undefined => {
  const { help } = step
  if (!help) return undefined
  const { graph, editing } = around
  const wired = { ...around, wires: wiresInEffect(graph, editing.catalog, node.id) }
  const said = saidTo(wired, node, { step, port: help.port, place })
  if (!said.known) return undefined
  return composePrompt(help, { said: said.words, picture: pictureOf(wired, node, { help, place }) })
}

interface Wired extends Around {
  readonly wires: WiresInEffect
}

interface Question {
  readonly step: Step
  readonly port: string
  readonly place: Place
}

/** What comes by a wire may not have been made yet. */
interface Words {
  readonly known: boolean
  readonly words: string | undefined
}

/** What is typed there, or comes by a wire. */
const saidTo = ({ wires, latest }: Wired, node: Node, { step, port, place }: Question): Words => {
  const [wire] = wires(node.id, port)
  if (!wire) {
    const typed = own(step.typed, port)
    return { known: true, words: typeof typed === 'string' ? typed : undefined }
  }
  const values = latest(wire.from).flatMap(({ item, outputs }) => {
    const output = outputs && own(outputs, wire.fromPort)
    if (!output) return []
    return 'items' in output ? output.items : [{ key: item ?? '', value: output.value }]
  })
  const found = values.find(({ key }) => key === place.item) ?? values[values.length === 1 ? 0 : place.position]
  return typeof found?.value === 'string' ? { known: true, words: found.value } : { known: false, words: undefined }
}

/** Of a chosen picture nobody knows here what it was made from. */
const pictureOf = (
  around: Wired,
  node: Node,
  { help, place }: { readonly help: StepHelp; readonly place: Place },
): { readonly words: string | undefined } | undefined => {
  const [wire] = help.picture ? around.wires(node.id, help.picture.port) : []
  const source = wire && around.graph.nodes[wire.from]
  if (!source) return undefined
  const step = around.editing.catalog.stepOf(source)
  const chosen = Object.keys(source.pins).some((key) => key === '' || key === place.item)
  if ('missing' in step || chosen || !own(portsOf(around.editing.catalog, source).inputs, help.port))
    return { words: undefined }
  return { words: saidTo(around, source, { step, port: help.port, place }).words }
}
