import { FlowTask, type FlowNode } from './flow-parts.ts'

/** Where something waits: `item` is `null` outside a list and where the items are not known yet. */
export interface Held {
  readonly node: string
  readonly item: string | null
}

/** What waits directly for a task, each once however many wires lead there; a node where its tasks are not known yet. */
export const waitingFor = (task: FlowTask): ReadonlySet<FlowTask | FlowNode> => {
  const waiting = new Set<FlowTask | FlowNode>()
  for (const dependent of task.dependents) if (dependent.state === 'waiting') waiting.add(dependent)
  for (const { task: gathering } of task.node.waitingForFeed) if (gathering.state === 'waiting') waiting.add(gathering)
  for (const consumer of task.node.consumers) if (!consumer.tasks) waiting.add(consumer)
  return waiting
}

export const heldBy = (task: FlowTask): readonly Held[] =>
  Array.from(waitingFor(task), (held) =>
    held instanceof FlowTask ? { node: held.node.flat.id, item: held.key } : { node: held.flat.id, item: null },
  )

/** The tasks at closed gates: they have their outputs, and a person has yet to look. */
export const shownTasks = (nodes: readonly FlowNode[]): readonly FlowTask[] => {
  const shown: FlowTask[] = []
  for (const node of nodes) {
    if (!node.flat.node.gate && node.flat.node.checks?.ifOff !== 'ask') continue
    for (const task of node.tasks?.values() ?? []) if (task.state === 'shown') shown.push(task)
  }
  return shown
}
