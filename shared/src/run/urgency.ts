import { isInstant, timedAs } from './expected-time.ts'
import type { Flow } from './flow.ts'
import type { FlowNode, FlowTask } from './flow-parts.ts'
import { mostTasks } from './lengths.ts'
import type { Duration } from './plan.ts'

export interface UrgencyQuestion {
  readonly flow: Flow
  /** How long a model, or a kind that has none, took here before. */
  duration(model: string): Duration | undefined
  /** How many tasks of a provider go on at once. */
  lanes(provider: string): number
}

/** In milliseconds: of what waits in a lane, the more urgent goes first. */
export type Urgency = (task: FlowTask) => number

/** What never ran here counts so much. */
const SECOND = 1000
/** In a larger graph, all that comes after a step is too much to be looked through for every step. */
const MOST_NODES = 200

/**
 * How much of the run is still to come when a task begins: the longest way from it to an end, and the work of one lane that
 * cannot begin before. What comes item by item after a step keeps its lane busy as soon as the first items are through, so
 * the first items of such a step are more urgent than the last ones. What has ended counts nothing.
 */
export const urgencyOf = (question: UrgencyQuestion): Urgency => {
  const ways = waysToTheEnd(question)
  if (!countsItems(question.flow)) return ({ node }) => ways.get(node) ?? 0
  const behind = workBehind(question)
  return ({ node, position }) => {
    const toCome = 1 - position / Math.max(1, node.tasks?.size ?? 1)
    let most = 0
    for (const { atOnce, byItem } of behind.get(node) ?? []) most = Math.max(most, atOnce + byItem * toCome)
    return (ways.get(node) ?? 0) + most
  }
}

/** Whether urgencies are others when it is known how many items a step has. */
export const countsItems = ({ nodes }: Flow): boolean => nodes.length <= MOST_NODES

const waysToTheEnd = ({ flow, duration }: UrgencyQuestion): ReadonlyMap<FlowNode, number> => {
  const ways = new Map<FlowNode, number>()
  for (const node of flow.nodes.toReversed()) {
    let rest = 0
    for (const consumer of node.consumers) rest = Math.max(rest, ways.get(consumer) ?? 0)
    ways.set(node, rest + ownTime(node, duration))
  }
  return ways
}

const ownTime = (node: FlowNode, duration: UrgencyQuestion['duration']): number => {
  const { step } = node.flat
  if (isInstant(step) || (node.tasks && node.left === 0)) return 0
  return duration(timedAs(step))?.median ?? SECOND
}

/** What comes after a step in one lane, by the lane's width. */
interface Behind {
  /** Waits for all items of the step, or for the one that it has. */
  readonly atOnce: number
  /** Waits for one item of the step each. */
  readonly byItem: number
}

const workBehind = ({ flow, duration, lanes }: UrgencyQuestion): ReadonlyMap<FlowNode, readonly Behind[]> => {
  const most = mostTasks(flow.nodes)
  const widths = new Map<string, number>()
  const widthOf = (lane: string): number => {
    const width = widths.get(lane) ?? Math.max(1, lanes(lane))
    widths.set(lane, width)
    return width
  }
  const work = new Map<FlowNode, number>()
  for (const node of flow.nodes) {
    const time = ownTime(node, duration)
    if (time === 0) continue
    const tasks = node.tasks ? node.left : (most.get(node) ?? 1)
    work.set(node, (time * tasks) / widthOf(laneOf(node)))
  }
  return new Map([...work.keys()].map((node) => [node, behindOf(node, work)]))
}

const behindOf = (node: FlowNode, work: ReadonlyMap<FlowNode, number>): readonly Behind[] => {
  const sums = new Map<string, { atOnce: number; byItem: number }>()
  const own = laneOf(node)
  for (const [follower, way] of followersOf(node)) {
    const lane = laneOf(follower)
    // In its own lane, what follows each item is no reason to hurry: the lane has this very item to do instead.
    if (way === 'by item' && lane === own) continue
    const sum = sums.get(lane) ?? { atOnce: 0, byItem: 0 }
    sum[way === 'by item' ? 'byItem' : 'atOnce'] += work.get(follower) ?? 0
    sums.set(lane, sum)
  }
  return [...sums.values()]
}

type Way = 'by item' | 'at once'

/** All that comes after a step, and whether it waits for single items of it. */
const followersOf = (start: FlowNode): ReadonlyMap<FlowNode, Way> => {
  const ways = new Map<FlowNode, Way>()
  const open: (readonly [FlowNode, Way])[] = [[start, start.mapped ? 'by item' : 'at once']]
  for (let next = open.pop(); next; next = open.pop()) {
    const [node, way] = next
    for (const consumer of node.consumers) {
      const further = way === 'by item' && takesSingleItems(consumer, node) ? way : 'at once'
      const known = ways.get(consumer)
      if (known === further || known === 'at once') continue
      ways.set(consumer, further)
      open.push([consumer, further])
    }
  }
  return ways
}

const takesSingleItems = (consumer: FlowNode, source: FlowNode): boolean =>
  consumer.mapped &&
  consumer.inputs.every(({ port, wires }) => !port.many || wires.every((wire) => wire.source !== source))

const laneOf = ({ flat: { step } }: FlowNode): string => step.provider?.id ?? 'local'
