import type { ErrorBody } from '../errors.ts'
import { own } from '../json.ts'
import type { FlatGraph } from '../project/flatten.ts'
import { feedOf } from './feed.ts'
import { becauseOf, blockedBy, unequal } from './flow-causes.ts'
import { appended, type Feed, type FlowInput, type FlowNode, type FlowWire } from './flow-parts.ts'

const UNWIRED: readonly FlowWire[] = []

/** Connects a node to its sources, all of which are there before it. */
export const wireUp = (node: FlowNode, graph: FlatGraph, sources: ReadonlyMap<string, FlowNode>): void => {
  node.inputs = Object.entries(node.flat.step.inputs).map(([name, port]) => {
    let wires: readonly FlowWire[] = UNWIRED
    let absent: ErrorBody | undefined
    for (const wire of own(node.flat.wires, name) ?? []) {
      const source = sources.get(wire.from)
      if (!source) {
        absent ??= blockedBy(wire, graph)
        continue
      }
      if (source.consumers.at(-1) !== node) source.consumers = appended(source.consumers, node)
      wires = appended(wires, {
        source,
        port: wire.fromPort,
        list: source.mapped || source.flat.step.outputs[wire.fromPort]?.list !== undefined,
      })
    }
    if (!(port.many && node.tolerant)) node.cause ??= absent
    return { name, port, wires, zip: undefined, absent }
  })
  const [problem] = node.flat.problems
  if (problem) node.cause = problem
}

/** The keys of a mapped node's items; `undefined` while a list it needs is not known. Says which slot each one takes. */
export const zipItems = (
  node: FlowNode,
): { readonly keys: readonly (string | null)[] } | { readonly cause: ErrorBody } | undefined => {
  const lists: { readonly input: FlowInput; readonly feed: Feed }[] = []
  for (const input of node.inputs) {
    const [wire] = input.wires
    if (input.port.many || !wire?.list) continue
    const feed = feedOf(wire)
    if (!feed) return undefined
    if (feed.dead) return { cause: becauseOf(feed.dead) }
    lists.push({ input, feed })
  }
  const [first] = lists
  if (!first) return undefined
  const { keys } = first.feed
  for (const { input, feed } of lists) {
    if (feed.keys.length !== keys.length) return { cause: unequal({ node, first, other: { input, feed } }) }
    const places = new Map(feed.keys.map((key, index) => [key, index]))
    input.zip = keys.every((key) => places.has(key)) ? keys.map((key) => places.get(key) ?? 0) : undefined
  }
  return { keys }
}
