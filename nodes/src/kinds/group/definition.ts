import { defineNode } from '@reelgraph/shared'
import { z } from 'zod'

export const group = defineNode({
  id: 'group',
  version: 1,
  title: 'Group',
  summary: 'A frame around nodes that belong together; they move with it.',
  category: 'order',
  decoration: true,
  params: z.object({
    colour: z.enum(['plain', 'yellow', 'blue', 'green', 'red']).default('plain').meta({ title: 'Colour' }),
  }),
  inputs: {},
  outputs: {},
})
