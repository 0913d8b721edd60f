import { createCatalog, defineModel, defineNode, defineProvider, out, port, type Price } from '@reelgraph/shared'
import { Rehearsal } from '@reelgraph/shared/testing'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { offerTrial } from './offer-trial.ts'

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

const open = (models: readonly ReturnType<typeof image>[]) => {
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

test('where nothing can be made of words alone, that is said', async () => {
  const only = open([image('shop/needs-a-picture', { price: cents(10), startImage: true })])
  await expect(only).rejects.toMatchObject({ code: 'not-found', body: { provider: 'shop' } })
})
