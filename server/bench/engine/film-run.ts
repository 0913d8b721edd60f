import { defineModel, out, port, type ModelDefinition } from '@reelgraph/shared'
import { z } from 'zod'
import { drawProject, ended, openWorkshop } from '../../src/engine/testing/workshop.ts'
import { itemsOf, MODELS, timeOf, type Film } from './film.ts'
import { ALL } from './layered.ts'
import { createVirtualClock } from './virtual-clock.ts'

const models: readonly ModelDefinition[] = MODELS.map(
  ({ id }) =>
    defineModel({
      id,
      version: 1,
      makes: 'text',
      title: id,
      summary: 'Takes time. For benchmarks.',
      inputs: { from: port.text({ many: true, optional: true }), each: port.text({ optional: true }) },
      outputs: { text: out.text() },
      params: z.object({ say: z.string().default(''), round: z.int().default(0) }),
    }) as ModelDefinition, // its parameters are those of every model here
)

/** How long the engine takes on a clock of its own, in milliseconds: at first, and when it knows how long models take. */
export interface FilmTimes {
  readonly untrained: number
  readonly trained: number
}

/** The real engine, its lanes and its database run the film twice. */
export const runFilm = async (film: Film): Promise<FilmTimes> => {
  const clock = createVirtualClock()
  const nodes = new Map(film.nodes.map((node) => [node.id, node]))
  const executor = {
    async run({ params, inputs }: { readonly params: object; readonly inputs: object }) {
      const { say } = params as { readonly say: string } // the parameters of `models`
      const { each = null } = inputs as { readonly each?: string } // their inputs
      const node = nodes.get(say)
      if (!node) throw new Error(`The film has no step “${say}”.`)
      await clock.work(timeOf(film, node, each), never)
      return { text: each ?? say }
    },
  }
  const workshop = openWorkshop({
    clock,
    shop: {
      models,
      executors: Object.fromEntries(models.map(({ id }) => [id, async () => ({ executor })])),
      fetch: async () => Promise.reject(new Error('nothing is fetched')),
    },
  })
  const { engine } = workshop
  for (const [lane, concurrency] of Object.entries(film.widths)) engine.changeLane(lane, { concurrency })
  const times: number[] = []
  for (const round of [0, 1]) {
    const start = clock.now()
    const id = await engine.start({ project: projectOf(film, round), revision: round, scope: ALL })
    const run = await clock.until(ended(engine, id))
    const made = run.tasks.filter(({ status, reused }) => status === 'succeeded' && !reused).length
    const expected = film.nodes.reduce((sum, node) => sum + itemsOf(film, node).length, 0)
    if (made !== expected) throw new Error(`The engine made ${made} of ${expected} steps of the film.`)
    times.push((run.endedAt ?? NaN) - start)
  }
  await workshop.close()
  const [untrained = NaN, trained = NaN] = times
  return { untrained, trained }
}

const never = new AbortController().signal

const projectOf = ({ lists, nodes }: Film, round: number) => {
  const table: Record<string, Parameters<typeof drawProject>[0][string]> = {}
  for (const [id, items] of Object.entries(lists)) table[id] = { kind: 'lines', params: { text: items.join(' ') } }
  for (const { id, model, each, from } of nodes)
    table[id] = { model: model.id, params: { say: id, round }, from, ...(each !== undefined && { each }) }
  return drawProject(table)
}
