import type { Value } from '../node/values.ts'
import {
  appended,
  type Feed,
  type FlowInput,
  type FlowNode,
  type FlowTask,
  type FlowWire,
  type Slot,
} from './flow-parts.ts'

/** What a wire gives, once its length is known. Worked out once. */
export const feedOf = ({ source, port, list }: FlowWire): Feed | undefined => {
  for (const known of source.feeds) if (known.port === port) return known.feed
  const feed = list ? listFeed(source, port) : singleFeed(source, port)
  if (feed) source.feeds = appended(source.feeds, { port, feed })
  return feed
}

/** Everything that a `many` input gets, as far as lengths are known. */
export const gather = ({ wires }: FlowInput): readonly Slot[] => {
  const [first] = wires
  if (first && wires.length === 1) return feedOf(first)?.slots ?? []
  const slots: Slot[] = []
  for (const wire of wires) for (const slot of feedOf(wire)?.slots ?? []) slots.push(slot)
  return slots
}

/** Where an ordinary input of a task gets its value from. */
export const slotFor = (task: FlowTask, input: FlowInput): Slot | undefined => {
  const [wire] = input.wires
  const feed = wire && feedOf(wire)
  if (!feed) return undefined
  return wire.list ? feed.slots[input.zip?.[task.position] ?? task.position] : feed.slots[0]
}

/** The value as those who need it see it: not before its step has ended and whoever wants to look has looked. */
export const valueOf = ({ task, port, index }: Slot): Value | undefined => {
  const output = task.state === 'done' ? task.outputs?.[port] : undefined
  if (!output) return undefined
  if ('value' in output) return output.value
  return index === undefined ? undefined : output.items[index]?.value
}

const ALONE = [null]

const singleFeed = (source: FlowNode, port: string): Feed | undefined => {
  const task = source.tasks?.get(null)
  return task && { keys: ALONE, slots: [{ task, port }] }
}

const listFeed = (source: FlowNode, port: string): Feed | undefined => {
  if (!source.tasks) return undefined
  if (source.dead) return { keys: [], slots: [], dead: source.dead }
  const tasks = [...source.tasks.values()]
  if (source.flat.step.outputs[port]?.list === undefined) {
    return { keys: tasks.map((task) => task.key), slots: tasks.map((task) => ({ task, port })) }
  }
  if (source.left > 0) return undefined
  const [only] = tasks
  if (!source.mapped && only && only.state !== 'done') return { keys: [], slots: [], dead: only }
  return concatenated(tasks, port)
}

/** A task that failed keeps its place: one item, that will never come. */
const concatenated = (tasks: readonly FlowTask[], port: string): Feed => {
  const keys: (string | null)[] = []
  const slots: Slot[] = []
  for (const task of tasks) {
    const output = task.outputs?.[port]
    if (!output || !('items' in output)) {
      keys.push(task.key)
      slots.push({ task, port })
      continue
    }
    output.items.forEach((item, index) => {
      keys.push(task.key === null ? item.key : `${task.key}/${item.key}`)
      slots.push({ task, port, index })
    })
  }
  return { keys: distinct(keys), slots }
}

/** A step may give two items one key, and keys of lists in lists may meet: a later one is told apart by its occurrence. */
const distinct = (keys: readonly (string | null)[]): readonly (string | null)[] => {
  const taken = new Set<string | null>()
  const occurrences = new Map<string | null, number>()
  return keys.map((key) => {
    let name = key
    let occurrence = occurrences.get(key) ?? 1
    while (taken.has(name)) name = `${key}#${++occurrence}`
    occurrences.set(key, occurrence)
    taken.add(name)
    return name
  })
}
