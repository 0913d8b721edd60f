import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createCatalog, type Catalog } from '../node/catalog.ts'
import { defineModel, defineProvider } from '../node/define.ts'
import { out, port } from '../node/ports.ts'
import { exactly } from '../node/price.ts'
import { flatten } from '../project/flatten.ts'
import { testCatalog } from '../testing/catalog.ts'
import { graph, type Drawn } from '../testing/drawing.ts'
import { testHash } from '../testing/hash.ts'
import { Rehearsal } from '../testing/rehearsal.ts'
import { ModelOffering, modelsFor, type ModelOffer } from './model-offer.ts'
import { Planner } from './planner.ts'

/** A second maker of pictures: dearer by the letter, and on an account of its own. */
const other = defineModel({
  ...{ id: 'paid/paint', version: 1, makes: 'image', title: 'Paint by letter', summary: '' },
  inputs: { prompt: port.text({ title: 'Prompt', typed: {} }), mask: port.image({ title: 'Mask' }) },
  outputs: { image: out.image() },
  params: z.object({}),
  price: ({ inputs: { prompt } }) => exactly((prompt?.length ?? 100) / 100),
})
const plain = defineModel({
  ...{ id: 'paid/plain', version: 1, makes: 'image', title: 'Plain', summary: '' },
  inputs: { prompt: port.text({ title: 'Prompt', typed: {} }) },
  outputs: { image: out.image() },
  params: z.object({}),
  price: ({ inputs: { prompt } }) => exactly((prompt?.length ?? 100) / 100),
})
const catalog: Catalog = createCatalog({
  kinds: [...testCatalog.kinds.values()],
  models: [...testCatalog.models.values(), other, plain],
  providers: [
    ...testCatalog.providers.values(),
    defineProvider({
      ...{ id: 'paid', title: 'Paid', summary: '', builtIn: false, concurrency: 2 },
      account: { fields: [], keysUrl: 'https://example.com' },
    }),
  ],
})

interface Asked {
  readonly stored?: Rehearsal
  readonly has?: boolean
}

const offersOf = (drawn: Drawn, node: string, { stored = new Rehearsal(), has = true }: Asked = {}) => {
  const place = drawn.project.nodes[node] ?? expect.unreachable(`there is no ${node}`)
  const offers = modelsFor(catalog, place).flatMap((model): ModelOffer[] => {
    const offering = new ModelOffering({
      ...{ graph: drawn.project, catalog, node: place, model, hash: testHash },
      lanes: () => 2,
      hasAccount: () => has,
    })
    expect(offering.advance(stored)).toEqual([])
    return [offering.offer(stored) ?? expect.unreachable(`${model} fits`)]
  })
  return new Map(offers.map((offer) => [offer.model, offer]))
}

// three words, three pictures
const film = () => graph('split → image', { split: { params: { text: 'a fox runs' } } }, catalog)

describe('comparing models', () => {
  test('says for each what one item and what all of them cost, by the very inputs they would get', () => {
    const offers = offersOf(film(), 'image')
    expect(offers.get('paid/plain')).toMatchObject({
      current: false,
      items: 3,
      made: 0,
      each: { low: 10_000, high: 10_000 },
      // “a”, “fox” and “runs”
      all: { low: 80_000, high: 80_000 },
    })
    expect([...offers.values()].filter(({ current }) => current).map(({ model }) => model)).toEqual(['test/paint'])
  })

  test('agrees with the plan of a graph that holds the model', () => {
    const drawn = film()
    const offers = offersOf(drawn, 'image')
    for (const [model, offer] of offers) {
      const image = drawn.project.nodes['image'] ?? expect.unreachable('it is drawn')
      const nodes = { ...drawn.project.nodes, image: { ...image, model } }
      const planner = new Planner({
        graph: flatten({ ...drawn.project, nodes }, catalog),
        ...{ scope: { of: 'all' }, revision: 1, hash: testHash },
      })
      planner.advance(new Rehearsal())
      const plan = planner.plan()
      if (offer.problem === undefined) expect([model, offer.all]).toEqual([model, plan.total])
      else expect(plan.problems.map(({ message }) => message)).toContain(offer.problem)
    }
  })

  test('what a model has made already costs nothing again', () => {
    const drawn = film()
    const stored = new Rehearsal()
    stored.run(drawn)
    const offers = offersOf(drawn, 'image', { stored })
    expect(offers.get('test/paint')).toMatchObject({ items: 3, made: 3, all: { low: 0, high: 0 } })
    expect(offers.get('paid/plain')).toMatchObject({ items: 3, made: 0 })
  })

  test('a missing key, a missing picture and a lost wire are said, and hide no price', () => {
    const offers = offersOf(film(), 'image', { has: false })
    expect(offers.get('paid/plain')).toMatchObject({ keyMissing: true, all: { low: 80_000, high: 80_000 } })
    expect(offers.get('test/paint')?.keyMissing).toBe(false)
    expect(offers.get('paid/paint')?.problem).toMatch(/needs a mask/)
    expect(offers.get('paid/paint')?.each).toEqual({ low: 10_000, high: 10_000 })
  })

  test('where nobody knows how many items there will be, the declared most of them counts', () => {
    const drawn = graph('director → image', { director: { params: { idea: 'foxes', most: 4 } } }, catalog)
    const { items, all, each } = offersOf(drawn, 'image').get('paid/plain') ?? expect.unreachable('it fits')
    expect({ items, all, each }).toEqual({
      items: undefined,
      each: { low: 1_000_000, high: 1_000_000 },
      all: { low: 0, high: 4_000_000 },
    })
  })
})
