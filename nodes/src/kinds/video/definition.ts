import { defineNode } from '@reelgraph/shared'
import { z } from 'zod'
import { videoHelp } from './help.ts'

/** Ports and parameters are its model's. */
export const video = defineNode({
  id: 'video',
  version: 1,
  title: 'Video',
  summary: 'A clip, made from a picture or from words.',
  category: 'generate',
  model: { makes: 'video', default: 'draft/camera' },
  help: videoHelp,
  params: z.object({}),
  inputs: {},
  outputs: {},
})
