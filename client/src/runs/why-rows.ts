import type { PlannedTask } from '@reelgraph/shared'

interface WhyRow {
  /** Which items of a list it is about: `All 8`, `Items 2–4`, `Item 6`. Nothing where there is no list. */
  readonly items: string | undefined
  readonly verdict: PlannedTask['verdict']
  readonly text: string
  readonly tasks: readonly PlannedTask[]
}

/** Items about which there is the same to say share a row; rows stand in the order of their first items. */
export const whyRows = (planned: readonly PlannedTask[], textOf: (task: PlannedTask) => string): readonly WhyRow[] => {
  const tasks = planned.toSorted((a, b) => a.position - b.position)
  const list = tasks.length > 1 || tasks.some((task) => task.item !== null)
  const same = Map.groupBy(tasks, (task) =>
    // One was made a minute after the other: no reason for a row of its own.
    task.reason.because === 'unchanged'
      ? `unchanged ${task.gated ?? false} ${task.fallback?.model ?? ''}`
      : `${task.verdict} ${textOf(task)}`,
  )
  return [...same.values()].flatMap((group): readonly WhyRow[] => {
    const [last] = group.toSorted((a, b) => madeAt(b) - madeAt(a))
    if (!last) return []
    const items = list ? itemsText(group, tasks.length) : undefined
    return [{ items, verdict: last.verdict, text: textOf(last), tasks: group }]
  })
}

const madeAt = ({ reason }: PlannedTask): number => (reason.because === 'unchanged' ? reason.at : 0)

const MOST_RANGES = 3

const itemsText = (group: readonly PlannedTask[], all: number): string => {
  if (group.length === all && all > 1) return `All ${all}`
  const ranges: { from: number; to: number }[] = []
  for (const { position } of group) {
    const last = ranges.at(-1)
    if (last && position === last.to + 1) last.to = position
    else ranges.push({ from: position, to: position })
  }
  if (ranges.length > MOST_RANGES) return `${group.length} items`
  const words = ranges.map(({ from, to }) => (from === to ? `${from + 1}` : `${from + 1}–${to + 1}`))
  return `${group.length === 1 ? 'Item' : 'Items'} ${words.join(', ')}`
}
