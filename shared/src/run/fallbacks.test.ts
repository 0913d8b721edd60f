import { expect, test } from 'vitest'
import { z } from 'zod'
import type { NodeId, RunId } from '../ids.ts'
import { createCatalog } from '../node/catalog.ts'
import { defineModel, defineProvider } from '../node/define.ts'
import { out, port } from '../node/ports.ts'
import { exactly } from '../node/price.ts'
import { fallbackFit } from '../project/fallback-steps.ts'
import { flatten } from '../project/flatten.ts'
import { testCatalog } from '../testing/catalog.ts'
import { graph, type Drawn } from '../testing/drawing.ts'
import { testHash } from '../testing/hash.ts'
import { Rehearsal } from '../testing/rehearsal.ts'
import { taskKey } from './events.ts'
import type { Fallbacks } from './fallback.ts'
import { applyRunEvent } from './fold.ts'
import type { Plan } from './plan.ts'
import { Planner } from './planner.ts'
import { newRunState } from './state.ts'

const painter = (id: string, dollars: number | 'unknown') =>
  defineModel({
    ...{ id, version: 1, makes: 'image', title: id, summary: 'Paints elsewhere.' },
    inputs: { prompt: port.text({ typed: {} }) },
    outputs: { image: out.image() },
    params: z.object({}),
    price: () => (dollars === 'unknown' ? dollars : exactly(dollars)),
  })

const account = { fields: [{ name: 'key', title: 'Key', secret: true, env: [] }], keysUrl: 'https://example.com' }

/** Paint costs 0.05; its provider and the others need an account. */
const catalog = createCatalog({
  kinds: [...testCatalog.kinds.values()],
  models: [
    ...testCatalog.models.values(),
    painter('else/fair', 0.05),
    painter('else/dear', 0.2),
    painter('else/priceless', 'unknown'),
    defineModel({
      ...painter('else/lettered', 0),
      price: ({ inputs: { prompt } }) => (prompt === undefined ? 'unknown' : exactly(prompt.length / 1000)),
    }),
    defineModel({
      ...painter('else/small', 0.05),
      params: z.object({ seed: z.int().default(1), size: z.enum(['small']).default('small').meta({ title: 'Size' }) }),
    }),
    defineModel({
      ...painter('else/seeded', 0.05),
      params: z.object({ seed: z.int().min(5).default(7).meta({ title: 'Seed' }), size: z.string().default('small') }),
    }),
    defineModel({
      ...painter('else/free', 0.05),
      params: z.object({ seed: z.int().default(7), size: z.enum(['large', 'small']).default('large') }),
    }),
    defineModel({ ...painter('else/never', 0.05), problems: () => [{ message: 'It paints nothing.' }] }),
  ],
  providers: [
    ...[...testCatalog.providers.values()].map((provider) => ({ ...provider, account })),
    { ...defineProvider({ id: 'else', title: 'Else', summary: 'For tests.', builtIn: true, concurrency: 4 }), account },
  ],
})

const shot = (models: readonly string[], policy: Fallbacks['policy'] = 'any'): Drawn =>
  graph('text → image', { text: { params: { text: 'a fox' } }, image: { fallbacks: { models, policy } } }, catalog)

const plannerOf = (drawn: Drawn, keys: readonly string[] = ['test', 'else'], past = new Rehearsal()): Planner => {
  const planner = new Planner({
    graph: flatten(drawn.project, drawn.catalog),
    ...{ scope: { of: 'all' }, revision: 1, hash: testHash },
    hasAccount: (provider) => keys.includes(provider),
  })
  planner.advance(past)
  return planner
}

const planned = (plan: Plan) => plan.tasks.find(({ node }) => node === 'image')

test('a plan counts the dearest that may come to make it, once', () => {
  const price = (models: readonly string[], policy?: Fallbacks['policy']) =>
    planned(plannerOf(shot(models, policy)).plan())?.price
  expect(price(['else/dear'])).toEqual({ low: 50_000, high: 200_000 })
  expect(price(['else/fair', 'else/dear'], 'ask')).toEqual({ low: 50_000, high: 200_000 })
  expect(price(['else/fair', 'else/dear'], 'cheaper')).toEqual({ low: 50_000, high: 50_000 })
  expect(price(['else/priceless'])).toBe('unknown')
  expect(price(['else/priceless'], 'cheaper')).toEqual({ low: 50_000, high: 50_000 })
})

test('who is next: in order, by the policy, and never one without a key', () => {
  const offered = (drawn: Drawn, failed = 'test/paint', keys?: readonly string[]) => {
    const planner = plannerOf(drawn, keys)
    const task = planner.flow.task('image', null)
    return task && planner.nextModel(task, failed)
  }
  const next = (...asked: Parameters<typeof offered>) => offered(...asked)?.model
  const both = shot(['else/dear', 'else/fair'])
  expect(next(both, 'test/paint')).toBe('else/dear')
  expect(next(both, 'else/dear')).toBe('else/fair')
  expect(offered(both)).toEqual({ model: 'else/dear', price: { low: 200_000, high: 200_000 } })
  expect(next(both, 'else/fair')).toBeUndefined()
  expect(next(shot(['else/dear', 'else/fair'], 'cheaper'), 'test/paint')).toBe('else/fair')
  expect(next(both, 'test/paint', ['test'])).toBeUndefined()
})

test('without a key for its own model, one whose key is there makes it; to be asked, it is a problem of the plan', () => {
  const plan = plannerOf(shot(['else/fair']), ['else']).plan()
  expect(plan.problems).toEqual([])
  expect(planned(plan)).toMatchObject({
    verdict: 'run',
    fallback: { model: 'else/fair', because: '“Image” needs a key for Test.' },
  })
  for (const drawn of [shot(['else/fair'], 'ask'), shot(['else/dear'], 'cheaper')])
    expect(plannerOf(drawn, ['else']).plan().problems).toMatchObject([{ code: 'key-missing', provider: 'test' }])
  expect(plannerOf(shot(['else/fair']), []).plan().problems).toMatchObject([{ code: 'key-missing', provider: 'test' }])
})

test('a key that no allowed fallback can stand in for is a problem of the plan before its inputs are paid for', () => {
  const film = (drawing: string, models: readonly string[], policy: Fallbacks['policy']) =>
    graph(drawing, { echo: { params: { text: 'a fox' } }, image: { fallbacks: { models, policy } } }, catalog)
  for (const drawing of ['echo → image', 'director (shots)→(prompt) image']) {
    const problems = (...named: readonly [readonly string[], Fallbacks['policy']]) =>
      plannerOf(film(drawing, ...named), ['else'])
        .plan()
        .problems.filter(({ node }) => node === 'image')
    expect(problems(['else/dear'], 'cheaper')).toMatchObject([{ code: 'key-missing', provider: 'test' }])
    expect(problems(['else/dear', 'else/fair'], 'cheaper')).toEqual([])
    expect(problems(['else/dear'], 'any')).toEqual([])
    // what it costs is known when its words are, and may be little
    expect(problems(['else/lettered'], 'cheaper')).toEqual([])
    expect(problems(['else/never'], 'any')).toMatchObject([{ code: 'key-missing', provider: 'test' }])
  }
})

test('who has no key, or is against a rule, will not come to make it and is not counted', () => {
  const price = (models: readonly string[], keys: readonly string[]) =>
    planned(plannerOf(shot(models), keys).plan())?.price
  const own = { low: 50_000, high: 50_000 }
  expect(price(['else/priceless'], ['test'])).toEqual(own)
  expect(price(['else/dear'], ['test'])).toEqual(own)
  expect(price(['else/never'], ['test', 'else'])).toEqual(own)
})

test('what comes by a wire and is not known yet is not known for a fallback either', () => {
  const priceOf = (image: object) =>
    planned(
      plannerOf(
        graph('director (shots)→(prompt) image', { director: { params: { idea: 'a fox' } }, image }, catalog),
      ).plan(),
    )?.price
  const params = { prompt: 'typed before the wire was drawn' }
  expect(priceOf({ model: 'else/lettered', params })).toBe('unknown')
  expect(priceOf({ params, fallbacks: { models: ['else/lettered'], policy: 'any' } })).toBe('unknown')
})

test('the expected time and the price are of the model that will make it, also where what it works on is not there yet', () => {
  const past = new Rehearsal()
  past.durations.set('else/dear', { median: 1000, p95: 2000, runs: 3 })
  past.durations.set('echo', { median: 100, p95: 100, runs: 3 })
  const fallbacks = { models: ['else/dear'], policy: 'any' } as const
  for (const drawing of ['text → image', 'echo → image']) {
    const plan = plannerOf(
      graph(drawing, { echo: { params: { text: 'a fox' } }, image: { fallbacks } }, catalog),
      ['else'],
      past,
    ).plan()
    expect(planned(plan)?.price).toEqual({ low: 200_000, high: 200_000 })
    expect(plan.times).toHaveProperty(['else/dear'])
    expect(plan.times).not.toHaveProperty(['test/paint'])
    expect(plan.expected?.median).toBe(drawing === 'text → image' ? 1000 : 1100)
  }
})

test('a plan says who may come to make it, in their order, for how much each, and what they would do otherwise', () => {
  const film = (drawing: string, models: readonly string[], policy: Fallbacks['policy'] = 'any') => {
    const image = { params: { size: 'large' }, fallbacks: { models, policy } } as const
    const words = { params: { text: 'a fox', idea: 'a fox' } }
    return graph(drawing, { text: words, echo: words, director: words, image }, catalog)
  }
  const own = { model: 'test/paint', price: { low: 100_000, high: 100_000 } }
  const changes = ['It has no “size” (large).']
  const fair = { model: 'else/fair', price: { low: 50_000, high: 50_000 }, changes }
  const small = { model: 'else/small', price: fair.price, changes: ['Size: large becomes small.'] }
  for (const drawing of ['text → image', 'echo → image', 'director (shots)→(prompt) image']) {
    const makers = (models: readonly string[], keys?: readonly string[]) =>
      planned(plannerOf(film(drawing, models), keys).plan())?.makers
    expect(makers(['else/fair', 'else/small'])).toEqual([own, fair, small])
    expect(makers(['else/small'], ['else'])).toEqual([small])
    expect(makers(['else/small'], ['test'])).toBeUndefined()
  }
  const plan = plannerOf(film('text → image', ['else/small']), ['else']).plan()
  expect(planned(plan)?.fallback).toMatchObject({ model: 'else/small', changes: ['Size: large becomes small.'] })
})

test('what its own model does by itself, whoever takes its place does too, where it can; else it is said', () => {
  const planner = plannerOf(shot(['else/free', 'else/seeded'], 'ask'))
  const task = planner.flow.task('image', null)
  if (!task) throw new Error('there is a task')
  expect(planner.nextModel(task, 'test/paint')).toEqual({ model: 'else/free', price: { low: 50_000, high: 50_000 } })
  planner.fallBack(task, { model: 'else/free', because: 'It is down.' })
  expect(planner.appraise(task, new Rehearsal())).toMatchObject({
    subject: { model: 'else/free', params: { seed: 1, size: 'small' } },
  })
  expect(planner.nextModel(task, 'else/free')).toMatchObject({ changes: ['Seed: 1 becomes 5.'] })
  planner.fallBack(task, { model: 'else/seeded', because: 'It is down.' })
  expect(planner.appraise(task, new Rehearsal())).toMatchObject({ insteadOf: { changes: ['Seed: 1 becomes 5.'] } })
})

test('what it does otherwise stays with the offer, and with the step once it has taken its place', () => {
  const drawn = shot(['else/seeded'])
  const { tasks } = plannerOf(drawn).plan()
  const state = newRunState({
    ...{ type: 'run-created', at: 1, run: 'run' as RunId, project: drawn.project.id, revision: 1, graph: 'g' },
    scope: { of: 'all' },
  }) // an id by its form
  const said = { at: 2, node: 'image', item: null, model: 'else/seeded', changes: ['Seed: 1 becomes 5.'] } as const
  const error = { code: 'key-rejected', message: 'The key was refused.' } as const
  applyRunEvent(state, { type: 'planned', at: 1, tasks })
  applyRunEvent(state, { ...said, type: 'task-offered', price: { low: 1, high: 1 }, error })
  expect(state.tasks.get(taskKey('image', null))?.offer?.changes).toEqual(said.changes)
  applyRunEvent(state, { ...said, type: 'task-fell-back', because: error.message })
  expect(state.tasks.get(taskKey('image', null))?.fallback).toEqual({
    ...{ model: 'else/seeded', because: 'The key was refused.', changes: said.changes },
  })
})

test('a re-roll begins with its own model again', () => {
  const planner = plannerOf(shot(['else/fair']))
  const task = planner.flow.task('image', null)
  if (!task) throw new Error('there is a task')
  const past = new Rehearsal()
  planner.fallBack(task, { model: 'else/fair', because: 'It is down.' })
  expect(planner.appraise(task, past)).toMatchObject({
    subject: { model: 'else/fair' },
    insteadOf: { model: 'test/paint' },
  })
  planner.retake(task, 1)
  expect(planner.appraise(task, past)).toMatchObject({ subject: { model: 'test/paint', take: 1 } })
})

test('only what fits its wires takes its place', () => {
  const { project } = graph('text → image\nimage2 → (style)image', {}, catalog)
  const node = project.nodes['image' as NodeId]
  const step = node && catalog.stepOf(node)
  if (!node || !step || 'missing' in step) throw new Error('there is a step')
  const fit = (model: string) =>
    fallbackFit(
      { catalog, edges: project.edges, node, step, isWired: (name) => name === 'style' || name === 'prompt' },
      model,
    )
  expect(fit('test/sketch')).toHaveProperty('step')
  expect(fit('else/fair')).toEqual({ misfit: 'It has no “Style”.' })
  expect(fit('test/film')).toHaveProperty('misfit')
  expect(fit('test/paint')).toHaveProperty('misfit')
})
