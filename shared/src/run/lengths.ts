import { feedOf } from './feed.ts'
import type { FlowNode, FlowWire } from './flow-parts.ts'

/** The most tasks each node can have, as far as it is known or declared by what feeds it. Nodes come after their sources. */
export const mostTasks = (nodes: readonly FlowNode[]): ReadonlyMap<FlowNode, number | undefined> => {
  const most = new Map<FlowNode, number | undefined>()
  for (const node of nodes) most.set(node, node.tasks?.size ?? shortest(node, most))
  return most
}

/** Lists that are zipped must be of one length, so the lowest bound holds for all. */
const shortest = (node: FlowNode, most: ReadonlyMap<FlowNode, number | undefined>): number | undefined => {
  let bound: number | undefined
  for (const { port, wires } of node.inputs) {
    const [wire] = wires
    if (port.many || !wire?.list) continue
    const length = longest(wire, most)
    if (length !== undefined) bound = Math.min(bound ?? length, length)
  }
  return bound
}

const longest = (wire: FlowWire, most: ReadonlyMap<FlowNode, number | undefined>): number | undefined => {
  const feed = feedOf(wire)
  if (feed) return feed.slots.length
  const tasks = wire.source.mapped ? most.get(wire.source) : 1
  const list = wire.source.flat.step.outputs[wire.port]?.list
  if (!list || tasks === undefined) return tasks
  return list.max === undefined ? undefined : list.max * tasks
}
