import { defineNode } from '@reelgraph/shared'
import { z } from 'zod'

/** Ports and parameters are its model's. */
export const audio = defineNode({
  id: 'audio',
  version: 1,
  title: 'Audio',
  summary: 'A voice, music or a sound.',
  category: 'generate',
  model: { makes: 'audio', default: 'draft/voice' },
  params: z.object({}),
  inputs: {},
  outputs: {},
})
