import { createCatalog, defineModel, defineNode, defineProvider, out, port, type Price } from '@reelgraph/shared'
import { Rehearsal } from '@reelgraph/shared/testing'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { offerWordings } from './reword.ts'

const kind = (makes: 'image' | 'text') =>
  defineNode({
    ...{ id: makes, version: 1, title: makes, summary: 'For tests.', category: 'generate' },
    ...{ model: { makes }, params: z.object({}), inputs: {}, outputs: {} },
  })

const writer = (id: string, price: Price) =>
  defineModel({
    ...{ id, version: 1, makes: 'text', title: id, summary: 'For tests.', params: z.object({}) },
    inputs: { prompt: port.text({ typed: { default: '' } }) },
    outputs: { text: out.text() },
    price: () => price,
  })

const listener = defineModel({
  ...{
    id: 'cloud/listener',
    version: 1,
    makes: 'text',
    title: 'Listener',
    summary: 'For tests.',
    params: z.object({}),
  },
  inputs: { audio: port.audio(), prompt: port.text({ typed: { default: '' } }) },
  outputs: { text: out.text() },
  price: () => ({ low: 0, high: 1 }),
})

const painter = defineModel({
  ...{ id: 'cloud/painter', version: 1, makes: 'image', title: 'Painter', summary: 'For tests.', params: z.object({}) },
  inputs: { prompt: port.text({ typed: { default: '' } }) },
  outputs: { image: out.image() },
  price: () => ({ low: 0, high: 1 }),
})

const provider = (id: string) => defineProvider({ id, title: id, summary: 'For tests.', builtIn: true, concurrency: 1 })
const cents = (high: number): Price => ({ low: 0, high })

const ask = async (models: Parameters<typeof createCatalog>[0]['models']) => {
  const catalog = createCatalog({
    kinds: [kind('image'), kind('text')],
    providers: [provider('cloud'), provider('own')],
    models,
  })
  const planner = new Rehearsal()
  return offerWordings(
    { catalog, engine: { planAside: async ({ project }) => planner.plan({ project, catalog }) } },
    { words: 'A duel at {{place}}', because: 'Too much blood.' },
  )
}

test('of every provider its cheapest writer is offered, a server of one’s own before what is paid', async () => {
  const offered = await ask([
    writer('cloud/dear', cents(90)),
    writer('cloud/cheap', cents(40)),
    writer('own/free', cents(0)),
    listener,
    painter,
  ])
  expect(offered.map(({ offer }) => [offer.model, offer.price])).toEqual([
    ['own/free', cents(0)],
    ['cloud/cheap', cents(40)],
  ])
  expect(offered[0]?.offer.prompt).toMatch(/Too much blood\.[^]*\{\{double braces\}\}[^]*A duel at \{\{place\}\}$/)
  expect(offered[0]?.node.params).toEqual({ prompt: offered[0]?.offer.prompt })
})

test('where nothing that writes can run, nothing is offered', async () => {
  expect(await ask([listener, painter])).toEqual([])
})
