import { defineModel, out, port } from '@reelgraph/shared'
import { z } from 'zod'
import { frameSize, RATIOS, RESOLUTIONS } from '../frame-size.ts'
import { STYLE_LABELS, STYLES } from './style.ts'

export const draftStoryboard = defineModel({
  id: 'draft/storyboard',
  version: 1,
  makes: 'image',
  title: 'Draft storyboard',
  summary: 'Draws a frame from the words of the prompt: place, hour, weather, who is there, how near. No AI.',
  inputs: {
    prompt: port.text({
      title: 'Prompt',
      typed: {
        multiline: true,
        placeholder: 'A blacksmith forges an emblem at dawn, sparks, the city waking behind him',
      },
    }),
  },
  outputs: { image: out.image({ title: 'Image' }) },
  params: z.object({
    style: z.enum(STYLES).default('cinematic').meta({ title: 'Style', labels: STYLE_LABELS }),
    ratio: z.enum(RATIOS).default('16:9').meta({ title: 'Ratio', widget: 'segmented' }),
    resolution: z.enum(RESOLUTIONS).default('720p').meta({ title: 'Resolution', widget: 'segmented' }),
    slug: z
      .boolean()
      .default(true)
      .meta({ title: 'Caption', description: 'A scene heading in the corner, such as EXT. FORGE — DAWN.' }),
    seed: z.int().min(0).optional().meta({
      title: 'Seed',
      description: 'Empty: another picture of the same idea with every take.',
      widget: 'seed',
      placeholder: 'auto',
      advanced: true,
    }),
  }),
  size: ({ params }) => frameSize(params),
  problems({ inputs }) {
    if (typeof inputs.prompt !== 'string' || inputs.prompt.trim() !== '') return []
    return [{ message: 'The storyboard needs a prompt: type one or connect a Text node', field: 'prompt' }]
  },
  examples: [
    'A blacksmith forges an emblem at dawn, sparks, the city waking behind him',
    'Neon street in the rain at night, a lone robot',
    'Aerial shot of a river through autumn forest',
  ],
})
