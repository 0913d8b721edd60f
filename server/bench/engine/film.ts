import { between, createRandom, numberOf, pick, type Random } from './random.ts'

/** A model that takes time. */
export interface FilmModel {
  readonly id: string
  readonly lane: LaneId
  /** What it takes on average, in milliseconds. */
  readonly milliseconds: number
}

export type LaneId = 'work' | 'other'

interface FilmNode {
  readonly id: string
  readonly model: FilmModel
  /** Once for every item of a list, or of another such node. */
  readonly each?: string
  /** All of these have to be there. */
  readonly from: readonly string[]
}

/** A graph of steps that take time, as random as films are: lists that go through chains of models, and what gathers them. */
export interface Film {
  readonly seed: number
  readonly lists: Readonly<Record<string, readonly string[]>>
  /** Sources come first. */
  readonly nodes: readonly FilmNode[]
  readonly widths: Readonly<Record<LaneId, number>>
}

const model = (lane: LaneId, seconds: number): FilmModel => ({
  id: `${lane}/takes-${seconds}s`,
  lane,
  milliseconds: seconds * 1000,
})

export const MODELS = [
  model('work', 2),
  model('work', 5),
  model('work', 12),
  model('work', 30),
  model('work', 75),
  model('other', 1),
  model('other', 8),
  model('other', 40),
] as const

export const drawFilm = (seed: number): Film => {
  const random = createRandom(seed)
  const lists: Record<string, readonly string[]> = {}
  const nodes: FilmNode[] = []
  const gathered: string[] = []
  const add = (node: Omit<FilmNode, 'id' | 'model'>): string => {
    const id = `n${nodes.length}`
    nodes.push({ id, model: pick(random, MODELS), ...node })
    return id
  }
  /** Made once, before the shots: a style, a voice. */
  const alone = add({ from: [] })
  for (let list = between(random, 1, 2); list > 0; list -= 1) {
    const source = `list${list}`
    const length = Math.round(8 * 20 ** random())
    lists[source] = Array.from({ length }, (_, item) => `${source}-${item}`)
    const mapped: string[] = []
    for (let steps = between(random, 2, 5); steps > 0; steps -= 1)
      mapped.push(add(nextStep(random, { source, mapped, alone })))
    gathered.push(mapped.at(-1) ?? source)
    if (random() < 0.5) gathered.push(add({ from: [mapped[0] ?? source] }))
  }
  add({ from: gathered })
  return { seed, lists, nodes, widths: { work: between(random, 1, 8), other: between(random, 1, 6) } }
}

interface Chain {
  readonly source: string
  readonly mapped: readonly string[]
  readonly alone: string
}

/** Mostly what comes after the last step, sometimes a branch; some wait for what is made once. */
const nextStep = (random: Random, { source, mapped, alone }: Chain): Omit<FilmNode, 'id' | 'model'> => {
  const [first, ...more] = mapped
  const before =
    first === undefined ? source : random() < 0.7 ? (mapped.at(-1) ?? source) : pick(random, [first, ...more])
  return { each: before, from: random() < 0.3 ? [alone] : [] }
}

/** In milliseconds: the model's own, more or less a half, and for one item in ten more than twice as long. */
export const timeOf = ({ seed }: Film, { id, model: { milliseconds } }: FilmNode, item: string | null): number => {
  const spread = 0.5 + numberOf(`${seed} ${id} ${item} how long`)
  const slow = numberOf(`${seed} ${id} ${item} slow`) < 0.1 ? 2.2 : 1
  return Math.round(milliseconds * spread * slow)
}

/** The items that a node runs for; `null` alone where it runs once. */
export const itemsOf = (film: Film, { each }: FilmNode): readonly (string | null)[] => {
  if (each === undefined) return [null]
  const list = film.lists[each]
  if (list) return list
  const source = film.nodes.find(({ id }) => id === each)
  return source ? itemsOf(film, source) : []
}
