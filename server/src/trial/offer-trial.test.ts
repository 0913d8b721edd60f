import {
  createCatalog,
  defineModel,
  defineNode,
  defineProvider,
  out,
  port,
  type ModelDefinition,
  type Price,
} from '@reelgraph/shared'
import { Rehearsal } from '@reelgraph/shared/testing'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { startApp } from '../testing/start-app.ts'
import { offerTrial } from './offer-trial.ts'
import { startTrial } from './start-trial.ts'

const kind = (makes: 'image' | 'text' | 'audio') =>
  defineNode({
    ...{ id: makes, version: 1, title: makes, summary: 'For tests.', category: 'generate' },
    ...{ model: { makes }, params: z.object({}), inputs: {}, outputs: {} },
  })

interface Sort {
  readonly price: Price
  /** It needs more than words. */
  readonly startImage?: true
}

const image = (id: string, { price, startImage }: Sort) =>
  defineModel({
    ...{ id, version: 1, makes: 'image', title: id, summary: 'For tests.', params: z.object({}) },
    inputs: { prompt: port.text({ typed: { default: '' } }), ...(startImage && { startImage: port.image() }) },
    outputs: { image: out.image() },
    price: () => price,
  })

const provider = (id: string) => defineProvider({ id, title: id, summary: 'For tests.', builtIn: true, concurrency: 1 })

const open = (models: readonly ModelDefinition[]) => {
  const catalog = createCatalog({
    kinds: [kind('image'), kind('text'), kind('audio')],
    providers: [provider('shop'), provider('other')],
    models,
  })
  const planner = new Rehearsal()
  return offerTrial(
    { catalog, engine: { planAside: async ({ project }) => planner.plan({ project, catalog }) } },
    'shop',
  )
}
const cents = (high: number): Price => ({ low: 0, high })

test('of what can be made of words alone the cheapest is offered, and what nobody knows the price of last', async () => {
  const models = [
    image('shop/unknown', { price: 'unknown' }),
    image('shop/dear', { price: cents(90) }),
    image('shop/cheap', { price: cents(40) }),
    image('shop/needs-a-picture', { price: cents(10), startImage: true }),
    image('other/cheapest', { price: cents(1) }),
  ]
  const { offer, node } = await open(models)
  expect(offer).toMatchObject({ model: 'shop/cheap', makes: 'image', price: cents(40) })
  expect(node.params).toEqual({ prompt: offer.prompt })
  expect((await open(models.slice(0, 1))).offer).toMatchObject({ model: 'shop/unknown', price: 'unknown' })
})

test('a provider is tried with what most of its models make, and a sound is not asked to say hello', async () => {
  const sound = (id: string, input: 'script' | 'prompt', high: number) =>
    defineModel({
      ...{ id, version: 1, makes: 'audio', title: id, summary: 'For tests.', params: z.object({}) },
      inputs: { [input]: port.text({ typed: { default: '' } }) },
      outputs: { audio: out.audio() },
      price: () => cents(high),
    })
  const pictures = [image('shop/a', { price: cents(40) }), image('shop/b', { price: cents(60) })]
  expect((await open([sound('shop/rain', 'prompt', 1), ...pictures])).offer.model).toBe('shop/a')
  // as many of either: what is soonest looked at
  expect((await open([sound('shop/rain', 'prompt', 1), image('shop/a', { price: cents(40) })])).offer.model).toBe(
    'shop/a',
  )
  // what has a price before what has none, however many there are of that
  const dear = [image('shop/c', { price: 'unknown' }), image('shop/d', { price: 'unknown' })]
  expect((await open([sound('shop/rain', 'prompt', 1), ...dear])).offer).toMatchObject({
    model: 'shop/rain',
    prompt: expect.stringContaining('Rain'),
  })
  expect((await open([sound('shop/voice', 'script', 1)])).offer.prompt).toContain('Hello')
})

test('another model than the one that is offered is refused by its name, not by a price', async () => {
  const models = [image('shop/cheap', { price: cents(40) }), image('shop/dear', { price: cents(90) })]
  const catalog = createCatalog({ kinds: [kind('image')], providers: [provider('shop'), provider('other')], models })
  const { engine, projects } = await startApp({ catalog })
  const planner = new Rehearsal()
  engine.planAside = async ({ project }) => planner.plan({ project, catalog })
  const start = startTrial({ catalog, engine, projects }, { provider: 'shop', model: 'shop/dear', atMost: 90 })
  await expect(start).rejects.toMatchObject({
    code: 'plan-changed',
    message: '“shop/dear” is not what is offered: it is tried with “shop/cheap” now.',
  })
})

test('where nothing can be made of words alone, that is said', async () => {
  const only = open([image('shop/needs-a-picture', { price: cents(10), startImage: true })])
  await expect(only).rejects.toMatchObject({ code: 'not-found', body: { provider: 'shop' } })
})
