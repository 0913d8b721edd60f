import { defineNode } from '@reelgraph/shared'
import { z } from 'zod'
import { imageHelp } from './help.ts'

/** Ports and parameters are its model's. */
export const image = defineNode({
  id: 'image',
  version: 1,
  title: 'Image',
  summary: 'A picture, made from words.',
  category: 'generate',
  model: { makes: 'image', default: 'draft/storyboard' },
  help: imageHelp,
  params: z.object({}),
  inputs: {},
  outputs: {},
})
