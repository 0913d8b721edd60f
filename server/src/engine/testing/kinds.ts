import { z } from 'zod'
import { defineNode, out } from '@reelgraph/shared'

export const lines = defineNode({
  id: 'lines',
  version: 1,
  title: 'Lines',
  summary: 'A typed list.',
  category: 'source',
  params: z.object({ text: z.string().default('') }),
  inputs: {},
  outputs: { text: out.text({ list: {} }) },
  evaluate: ({ params }) => ({
    text: params.text
      .split(' ')
      .filter(Boolean)
      .map((value) => ({ key: value, value })),
  }),
})

export const typed = defineNode({
  id: 'typed',
  version: 1,
  title: 'Typed',
  summary: 'A typed text.',
  category: 'source',
  params: z.object({ text: z.string().default('') }),
  inputs: {},
  outputs: { text: out.text() },
  evaluate: ({ params }) => {
    if (params.text === 'break') throw new RangeError('a mistake of ours')
    return { text: params.text }
  },
})

export const work = defineNode({
  id: 'work',
  version: 1,
  title: 'Work',
  summary: 'A step with a model.',
  category: 'generate',
  model: { makes: 'text', default: 'work/step' },
  params: z.object({}),
  inputs: {},
  outputs: {},
})
