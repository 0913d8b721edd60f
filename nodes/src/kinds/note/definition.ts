import { defineNode } from '@reelgraph/shared'
import { z } from 'zod'

export const note = defineNode({
  id: 'note',
  version: 1,
  title: 'Note',
  summary: 'Words for people, next to the work.',
  category: 'order',
  decoration: true,
  params: z.object({
    text: z.string().max(20_000).default('').meta({ title: 'Note', widget: 'textarea' }),
    colour: z.enum(['plain', 'yellow', 'blue', 'green', 'red']).default('plain').meta({ title: 'Colour' }),
  }),
  inputs: {},
  outputs: {},
})
