import type { Node, TaskState } from '@reelgraph/shared'
import { askOf } from '../../runs/asks.ts'
import type { AskedItem } from './asked-items.ts'

/** A step that was deleted while a run waits for a person there. */
interface Orphan {
  readonly node: string
  /** In the order of the list. */
  readonly asked: readonly AskedItem[]
}

/** What a run asks of steps that are no longer on the canvas. */
export const orphansOf = (tasks: readonly TaskState[], nodes: Readonly<Record<string, Node>>): readonly Orphan[] => {
  const asked = tasks.flatMap((task) => {
    const ask = nodes[task.node] ? undefined : askOf(task)
    return ask ? [{ item: task.item, position: task.position, ask, task }] : []
  })
  return [...Map.groupBy(asked, ({ task }) => task.node)].map(([node, entries]) => ({
    node,
    asked: entries.toSorted((a, b) => a.position - b.position),
  }))
}
