import { fail, type ErrorBody } from '../errors.ts'
import { portTitle } from '../project/connect.ts'
import type { FlatGraph, FlatWire } from '../project/flatten.ts'
import type { Feed, FlowInput, FlowNode, FlowTask } from './flow-parts.ts'

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

export const emptyInput = (node: FlowNode, field: string): ErrorBody => ({
  code: 'missing-input',
  message: `“${node.flat.title}” gets an empty list.`,
  hint: 'Give it at least one item.',
  node: node.flat.id,
  field,
})
