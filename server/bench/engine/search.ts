import { createRandom, pick, type Random } from './random.ts'
import { simulate } from './simulate.ts'
import { boundsOf, waysToTheEnd, type TaskGraph } from './task-graph.ts'

const RESTARTS = 6
const MOVES = 300

/**
 * The shortest that was found, by somebody who knows beforehand how long every task takes: from several orders, again and
 * again something is moved, and what is no worse is kept.
 */
export const searchBest = (graph: TaskGraph, seed: number): number => {
  const random = createRandom(seed)
  const { lower } = boundsOf(graph)
  const ways = waysToTheEnd(graph)
  let best = Infinity
  for (let restart = 0; restart < RESTARTS && best > lower; restart += 1) {
    let order: Float64Array = ways
    for (let moves = 0; moves < restart; moves += 1) order = moveSteps(graph, order, random)
    best = Math.min(best, climb(graph, { start: order, random, lower }))
  }
  return best
}

interface Climb {
  readonly start: Float64Array
  readonly random: Random
  readonly lower: number
}

const climb = (graph: TaskGraph, { start, random, lower }: Climb): number => {
  let order = start
  let shortest = simulate(graph, order)
  for (let step = 0; step < MOVES && shortest > lower; step += 1) {
    const moved = random() < 0.5 ? moveSteps(graph, order, random) : moveTasks(order, random)
    const took = simulate(graph, moved)
    if (took > shortest) continue
    shortest = took
    order = moved
  }
  return shortest
}

/** A few tasks go before or after where they were. */
const moveTasks = (order: Float64Array, random: Random): Float64Array => {
  const share = 0.2 * random() ** 3 + 1 / order.length
  return order.map((priority) => (random() < share ? priority * (0.4 + 1.6 * random()) : priority))
}

/** All items of one step go before or after where they were; or its first ones before, and its last ones after. */
const moveSteps = ({ tasks }: TaskGraph, order: Float64Array, random: Random): Float64Array => {
  const steps = [...new Set(tasks.map(({ step }) => step))]
  const [first = ''] = steps
  const chosen = pick(random, [first, ...steps])
  const items = tasks.filter(({ step }) => step === chosen).length
  const highest = Math.max(...order)
  const shift = (random() - 0.5) * highest
  const tilt = random() < 0.5 ? 0 : random() * highest
  return order.map((priority, place) => {
    const task = tasks[place]
    return task?.step === chosen ? priority + shift + tilt * (1 - task.item / items) : priority
  })
}
