import { defineModel, out, port } from '@reelgraph/shared'
import { z } from 'zod'
import { frameSize, RATIOS, RESOLUTIONS } from '../frame-size.ts'
import { MOVE_LABELS, MOVES } from './move.ts'

export const draftCamera = defineModel({
  id: 'draft/camera',
  version: 1,
  makes: 'video',
  title: 'Draft camera',
  summary: 'Moves a camera over a picture, and morphs to a second one if there is one. No AI.',
  inputs: {
    startImage: port.image({ title: 'Start image' }),
    endImage: port.image({ title: 'End image', optional: true }),
  },
  outputs: { video: out.video({ title: 'Video' }) },
  params: z.object({
    move: z.enum(MOVES).default('push_in').meta({ title: 'Camera', labels: MOVE_LABELS }),
    seconds: z.number().min(2).max(10).default(4).meta({ title: 'Length', unit: 's', step: 0.5 }),
    strength: z
      .number()
      .min(0)
      .max(1)
      .default(0.5)
      .meta({ title: 'Strength', description: 'How far the camera travels.', widget: 'slider', step: 0.05 }),
    ratio: z.enum(RATIOS).default('16:9').meta({ title: 'Ratio', widget: 'segmented' }),
    resolution: z.enum(RESOLUTIONS).default('720p').meta({ title: 'Resolution', widget: 'segmented' }),
    fps: z
      .literal([24, 25, 30])
      .default(24)
      .meta({ title: 'Frame rate', unit: 'fps', widget: 'segmented', advanced: true }),
    fit: z
      .enum(['smart', 'centre', 'letterbox'])
      .default('smart')
      .meta({
        title: 'Fit',
        description: 'How a picture of another ratio is brought to this one.',
        labels: { smart: 'Smart crop', centre: 'Centre crop', letterbox: 'Whole, with bars' },
        advanced: true,
      }),
  }),
  size: ({ params }) => frameSize(params),
})
