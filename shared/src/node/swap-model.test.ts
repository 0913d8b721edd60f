import { z } from 'zod'
import { expect, test } from 'vitest'
import { createCatalog } from './catalog.ts'
import { defineModel, defineNode, defineProvider } from './define.ts'
import { out, port } from './ports.ts'
import { newNode, type Graph } from '../project/document.ts'
import { EdgeIdSchema, NodeIdSchema } from '../ids.ts'
import { swapModel } from './swap-model.ts'

const seconds = (most: number) => z.int().min(2).max(most).default(5).meta({ title: 'Length' })
const common = { version: 1, makes: 'video', summary: '', outputs: { video: out.video() } } as const
const prompt = port.text({ title: 'Prompt', typed: {} })
const catalog = createCatalog({
  kinds: [
    defineNode({
      id: 'video',
      version: 1,
      title: 'Video',
      summary: '',
      category: 'generate',
      model: { makes: 'video', default: 'one/long' },
      params: z.object({}),
      inputs: {},
      outputs: {},
    }),
  ],
  models: [
    defineModel({
      ...common,
      id: 'one/long',
      title: 'Long',
      inputs: { prompt, endImage: port.image({ title: 'End image', optional: true }) },
      params: z.object({
        seconds: seconds(15),
        ratio: z.enum(['16:9', '21:9']).default('16:9').meta({ title: 'Ratio' }),
        steps: z.int().default(28).meta({ title: 'Steps' }),
      }),
    }),
    defineModel({
      ...common,
      id: 'two/short',
      title: 'Short',
      inputs: { prompt },
      params: z.object({
        seconds: seconds(8),
        ratio: z.enum(['16:9', '9:16']).default('16:9').meta({ title: 'Ratio' }),
      }),
    }),
  ],
  providers: ['one', 'two'].map((id) => defineProvider({ id, title: id, summary: '', builtIn: true, concurrency: 1 })),
})

const id = NodeIdSchema.parse('clip')
const node = newNode({
  ...{ id, kind: 'video', x: 0, y: 0 },
  params: { prompt: 'a fox', seconds: 12, ratio: '21:9', steps: 40 },
})
const edges: Graph['edges'] = {
  frame: {
    id: EdgeIdSchema.parse('frame'),
    from: { node: NodeIdSchema.parse('image'), port: 'image' },
    to: { node: id, port: 'endImage' },
    order: 'a0',
  },
}

test('what fits stays, a number comes to the limit, and everything else is named', () => {
  const swap = swapModel({ catalog, edges }, node, 'two/short')
  expect(swap?.step.params).toEqual({ seconds: 8, ratio: '16:9' })
  expect(swap?.step.problems).toEqual([])
  expect(swap?.step.typed).toEqual({ prompt: 'a fox' })
  expect(swap?.notes).toEqual(['Length: 12 becomes 8.', 'Ratio: 21:9 is not there.', 'It has no “Steps” (40).'])
  expect(swap?.lostPorts).toEqual(['End image'])
})

test('what it does not know waits in the document for the way back', () => {
  const there = swapModel({ catalog, edges }, node, 'two/short')
  const back = there && swapModel({ catalog, edges }, there.node, undefined)
  expect(back?.node.model).toBeUndefined()
  expect(back?.step.params).toMatchObject({ seconds: 8, steps: 40 })
  expect(back?.notes).toEqual([])
})

test('a model that is not there, or makes something else, is no swap', () => {
  expect(swapModel({ catalog, edges }, node, 'two/unheard-of')).toBeUndefined()
})
