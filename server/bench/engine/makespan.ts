import { median, type Bench } from '../harness.ts'
import { drawFilm, type Film } from './film.ts'
import { runFilm } from './film-run.ts'
import { searchBest } from './search.ts'
import { simulate } from './simulate.ts'
import { boundsOf, toTasks, waysToTheEnd, type Barrier } from './task-graph.ts'

const EACH = 20
/** In the lane that has the most to do: fewer, and how well they fit beside each other decides, not their order. */
const MANY_TASKS = 100

/** Whether one lane is the bottleneck and has many tasks. */
type Sort = 'full lane' | 'other'

/** How long a film takes, in milliseconds. */
interface Times {
  readonly lower: number
  readonly best: number
  readonly trained: number
  readonly untrained: number
  readonly byNode: number
  readonly byLevel: number
}

/**
 * How long films take beside what no order can be faster than, and beside the best order that somebody finds who knows how
 * long every task takes. The engine knows what models took in an earlier run, and in its first run nothing.
 */
export const measureMakespans = async (bench: Bench): Promise<void> => {
  const films = drawFilms()
  const full = { sort: `${EACH} films with a full lane, ÷ lower bound`, by: 'lower' } as const
  const ofFull = await timesOf(films['full lane'])
  const other = { sort: `${EACH} other films, ÷ best order found`, by: 'best' } as const
  const ofOther = await timesOf(films.other)
  for (const who of ['trained', 'untrained', 'best', 'byNode', 'byLevel'] as const)
    tell(bench, ofFull, { ...full, who, ...(who === 'trained' && { goal: { atMost: 1.03 } }) })
  for (const who of ['trained', 'untrained', 'byNode', 'byLevel'] as const)
    tell(bench, ofOther, { ...other, who, ...(who === 'trained' && { goal: { atMost: 1.05 } }) })
}

const drawFilms = (): Readonly<Record<Sort, readonly Film[]>> => {
  const films: Record<Sort, Film[]> = { 'full lane': [], other: [] }
  for (let seed = 1; films['full lane'].length < EACH || films.other.length < EACH; seed += 1) {
    const film = drawFilm(seed)
    const alike = films[sortOf(film)]
    if (alike.length < EACH) alike.push(film)
  }
  return films
}

const sortOf = (film: Film): Sort => {
  const { fullestLane, criticalPath } = boundsOf(toTasks(film, 'item'))
  return fullestLane.milliseconds > criticalPath && fullestLane.tasks >= MANY_TASKS ? 'full lane' : 'other'
}

const timesOf = async (films: readonly Film[]): Promise<readonly Times[]> => {
  const times: Times[] = []
  for (const film of films) {
    const graph = toTasks(film, 'item')
    times.push({
      lower: boundsOf(graph).lower,
      best: searchBest(graph, film.seed),
      ...(await runFilm(film)),
      byNode: withBarriers(film, 'node'),
      byLevel: withBarriers(film, 'level'),
    })
  }
  return times
}

/** A scheduler that waits for whole nodes or levels; it knows how long every task takes, so it is as good as it can be. */
const withBarriers = (film: Film, barrier: Barrier): number => {
  const graph = toTasks(film, barrier)
  return simulate(graph, waysToTheEnd(graph))
}

const NAMES = {
  trained: 'engine that has seen the models',
  untrained: 'engine that has not',
  best: 'best order found',
  byNode: 'node by node',
  byLevel: 'level by level',
} as const

interface Comparison {
  readonly sort: string
  readonly who: keyof typeof NAMES
  readonly by: 'lower' | 'best'
  readonly goal?: { readonly atMost: number }
}

const tell = (bench: Bench, times: readonly Times[], { sort, who, by, goal }: Comparison): void => {
  const shares = times.map((film) => film[who] / film[by])
  const name = `${sort}: ${NAMES[who]}`
  bench.add({ case: name, unit: '×', value: median(shares), ...(goal && { goal }) })
  if (goal) bench.add({ case: `${name}, the worst film`, unit: '×', value: Math.max(...shares) })
}
