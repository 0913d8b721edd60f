import { itemsOf, timeOf, type Film, type LaneId } from './film.ts'

export interface GraphTask {
  /** Absent where it takes no time: it only waits for others. */
  readonly lane: LaneId | undefined
  readonly milliseconds: number
  /** Which step it is of, and which item of that. */
  readonly step: string
  readonly item: number
  /** Places of tasks that have to end first; all are lower than its own. */
  readonly after: readonly number[]
}

/** A film as bare tasks, without any engine. */
export interface TaskGraph {
  readonly tasks: readonly GraphTask[]
  readonly widths: Film['widths']
}

/**
 * When a task may start: `item` as soon as what it needs itself is there, `node` when the nodes before it are wholly done,
 * `level` when everything of all levels before it is.
 */
export type Barrier = 'item' | 'node' | 'level'

export const toTasks = (film: Film, barrier: Barrier): TaskGraph => {
  const tasks: GraphTask[] = []
  const places = new Map<string, ReadonlyMap<string | null, number>>()
  const ends = new Map<string, number>()
  const add = (task: GraphTask): number => tasks.push(task) - 1
  /** Where all of a node has ended. */
  const endOf = (id: string): readonly number[] => {
    const all = places.get(id)
    if (!all) return []
    const known = ends.get(id) ?? add({ lane: undefined, milliseconds: 0, step: id, item: 0, after: [...all.values()] })
    ends.set(id, known)
    return [known]
  }
  for (const level of barrier === 'level' ? levelsOf(film) : [film.nodes]) {
    const before = barrier === 'level' ? [...places.keys()].flatMap(endOf) : undefined
    for (const node of level) {
      const { id, model, each, from } = node
      const gathered = before ?? from.flatMap(endOf)
      const whole = before ?? (each === undefined || barrier === 'item' ? gathered : [...gathered, ...endOf(each)])
      const made = new Map<string | null, number>()
      for (const [place, item] of itemsOf(film, node).entries()) {
        const own = barrier === 'item' && each !== undefined ? places.get(each)?.get(item) : undefined
        const after = own === undefined ? whole : [...whole, own]
        const milliseconds = timeOf(film, node, item)
        made.set(item, add({ lane: model.lane, milliseconds, step: id, item: place, after }))
      }
      places.set(id, made)
    }
  }
  return { tasks, widths: film.widths }
}

const levelsOf = ({ nodes }: Film): readonly Film['nodes'][] => {
  const levels: Film['nodes'][number][][] = []
  const levelOf = new Map<string, number>()
  for (const node of nodes) {
    const sources = node.each === undefined ? node.from : [...node.from, node.each]
    const level = Math.max(-1, ...sources.map((source) => levelOf.get(source) ?? -1)) + 1
    levelOf.set(node.id, level)
    ;(levels[level] ??= []).push(node)
  }
  return levels
}

/** For every task, the milliseconds of the longest way from it to an end, itself included. */
export const waysToTheEnd = ({ tasks }: TaskGraph): Float64Array => {
  const ways = new Float64Array(tasks.length)
  for (const [back, task] of tasks.toReversed().entries()) {
    const place = tasks.length - 1 - back
    const own = (ways[place] ?? 0) + task.milliseconds
    ways[place] = own
    for (const before of task.after) ways[before] = Math.max(ways[before] ?? 0, own)
  }
  return ways
}

export interface Bounds {
  readonly criticalPath: number
  /** The most that the work of a lane takes by its width, and how many tasks that lane has. */
  readonly fullestLane: { readonly milliseconds: number; readonly tasks: number }
  /** No order can be faster. */
  readonly lower: number
}

export const boundsOf = (graph: TaskGraph): Bounds => {
  const criticalPath = Math.max(...waysToTheEnd(graph))
  const lanes = Object.entries(graph.widths).map(([lane, width]) => {
    const own = graph.tasks.filter((task) => task.lane === lane)
    return { milliseconds: own.reduce((sum, task) => sum + task.milliseconds, 0) / width, tasks: own.length }
  })
  const fullestLane = lanes.reduce((most, lane) => (lane.milliseconds > most.milliseconds ? lane : most))
  return { criticalPath, fullestLane, lower: Math.max(criticalPath, fullestLane.milliseconds) }
}
