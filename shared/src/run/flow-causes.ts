import { fail, type ErrorBody } from '../errors.ts'
import { portTitle } from '../project/connect.ts'
import type { FlatGraph, FlatWire } from '../project/flatten.ts'
import { feedOf, slotFor } from './feed.ts'
import { isLost, type Feed, type FlowInput, type FlowNode, type FlowTask } from './flow-parts.ts'

export const blockedBy = (wire: FlatWire, graph: FlatGraph): ErrorBody => {
  const broken = graph.broken.get(wire.from)
  if (broken) return broken
  return fail('missing-input', 'What feeds this step takes no part in the run.', { node: wire.from }).body
}

/** The cause as it is told to those who wait: always the first one, with its own node. */
export const becauseOf = (task: FlowTask): ErrorBody =>
  task.cause ?? { code: 'internal', message: `“${task.node.flat.title}” gave nothing.`, node: task.node.flat.id }

interface Unequal {
  readonly node: FlowNode
  readonly first: { readonly input: FlowInput; readonly feed: Feed }
  readonly other: { readonly input: FlowInput; readonly feed: Feed }
}

export const unequal = ({ node, first, other }: Unequal): ErrorBody => ({
  code: 'unequal-lists',
  message: `“${node.flat.title}” gets lists of different lengths: ${first.feed.keys.length} for “${portTitle(first.input.name, first.input.port)}”, ${other.feed.keys.length} for “${portTitle(other.input.name, other.input.port)}”.`,
  hint: 'Make them equally long, or give one value for all.',
  node: node.flat.id,
  field: other.input.name,
})

/** Whether what a lost task did not give ends a dependent as well. One that is tolerant spares what it only gathers. */
export const blocks = (lost: FlowTask, dependent: FlowTask): boolean =>
  !dependent.node.tolerant ||
  dependent.node.inputs.some((input) => !input.port.many && slotFor(dependent, input)?.task === lost)

/** What a task that waits for nothing any more still lacks: a gathering input that needs something got nothing at all. */
export const lackOf = ({ node }: FlowTask): ErrorBody | undefined => {
  for (const input of node.inputs) {
    if (!input.port.many || input.port.optional) continue
    const gets = input.wires.some((wire) => feedOf(wire)?.slots.some((slot) => !isLost(slot.task)))
    if (!gets) return whyNothing(node, input)
  }
  return undefined
}

/** The cause of the first item that was lost, else that the lists are empty. */
const whyNothing = (node: FlowNode, { wires, absent, name }: FlowInput): ErrorBody => {
  for (const wire of wires) {
    const feed = feedOf(wire)
    const lost = feed?.dead ?? feed?.slots[0]?.task
    if (lost) return becauseOf(lost)
  }
  return absent ?? emptyInput(node, name)
}

const emptyInput = (node: FlowNode, field: string): ErrorBody => ({
  code: 'missing-input',
  message: `“${node.flat.title}” gets an empty list.`,
  hint: 'Give it at least one item.',
  node: node.flat.id,
  field,
})
