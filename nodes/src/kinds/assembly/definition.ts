import { defineNode } from '@reelgraph/shared'
import { z } from 'zod'

/** Ports and parameters are its model's. */
export const assembly = defineNode({
  id: 'assembly',
  version: 1,
  title: 'Assembly',
  summary: 'Puts clips, voice, effects and music together into a film.',
  category: 'assemble',
  model: { makes: 'compile', default: 'local/ffmpeg' },
  params: z.object({}),
  inputs: {},
  outputs: {},
})
