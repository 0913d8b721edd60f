import { defineModel, out, port, type ModelDefinition, type OutputPort } from '@reelgraph/shared'
import { z } from 'zod'
import { anySizeParams } from '../../sizes/size-params.ts'
import { sizeProblems } from '../../sizes/size-of.ts'
import { imageSize, longProblems, SIDES } from './image-size.ts'

const MOST_CHARACTERS = 32_000
export const MOST_IMAGES = 16

const INPUTS = {
  prompt: port.text({
    title: 'Prompt',
    typed: {
      multiline: true,
      placeholder: 'A blacksmith forges an emblem at dawn, sparks, the city waking behind him',
    },
  }),
  startImage: port.image({ title: 'Start image', optional: true }),
  references: port.image({ title: 'References', many: true, optional: true }),
}

const QUALITIES = { auto: 'As fits', low: 'Low', medium: 'Medium', high: 'High', xhigh: 'Very high', max: 'Highest' }
export type Quality = keyof typeof QUALITIES

const paramsWith = (qualities: readonly Quality[]) =>
  z.object({
    ...anySizeParams(SIDES, ['720p', '1080p', '1440p', '4k'], '720p'),
    quality: z
      .enum(qualities)
      .default('auto')
      .meta({ title: 'Quality', description: 'More takes longer and costs several times as much.', labels: QUALITIES }),
    background: z
      .enum(['auto', 'opaque', 'transparent'])
      .default('auto')
      .meta({
        title: 'Background',
        labels: { auto: 'As fits', opaque: 'Opaque', transparent: 'Transparent' },
        advanced: true,
      }),
    complexity: z
      .enum(['auto', 'low', 'medium', 'high'])
      .default('auto')
      .meta({
        title: 'Planning',
        description: 'How much it thinks before it draws.',
        labels: { auto: 'As set', low: 'Low', medium: 'Medium', high: 'High' },
        advanced: true,
      }),
    format: z
      .enum(['png', 'jpeg', 'webp'])
      .default('png')
      .meta({ title: 'File format', labels: { png: 'PNG', jpeg: 'JPEG', webp: 'WebP' }, advanced: true }),
    compression: z.int().min(0).max(100).default(100).meta({
      title: 'File quality',
      description: 'Of JPEG and WebP: less is smaller.',
      unit: '%',
      widget: 'slider',
      advanced: true,
    }),
    moderation: z
      .enum(['auto', 'low'])
      .default('auto')
      .meta({
        title: 'Moderation',
        description: 'Of pictures that are made from words alone.',
        labels: { auto: 'Strict', low: 'Less strict' },
        advanced: true,
      }),
  })
export type ImageParams = ReturnType<typeof paramsWith>

interface Row<Id extends string> {
  readonly id: Id
  readonly title: string
  readonly summary: string
  readonly model: string
  readonly qualities: readonly Quality[]
}

export interface OpenAiImage<Id extends string = string> {
  readonly definition: ModelDefinition<Id, typeof INPUTS, { readonly image: OutputPort<'image'> }, ImageParams>
  readonly model: string
}

const image = <const Id extends string>({ id, title, summary, model, qualities }: Row<Id>): OpenAiImage<Id> => ({
  model,
  definition: defineModel({
    ...{ id, version: 1, makes: 'image', title, summary, inputs: INPUTS },
    outputs: { image: out.image({ title: 'Image' }) },
    params: paramsWith(qualities),
    size: ({ params }) => imageSize(params),
    // by tokens, and how many of them a size and a quality take is said nowhere
    price: () => 'unknown',
    problems: ({ params, inputs: { prompt, references } }) => [
      ...(prompt?.trim() === ''
        ? [{ message: 'it needs a prompt.', hint: 'Type one, or connect a Text node.', field: 'prompt' }]
        : []),
      ...((prompt?.length ?? 0) > MOST_CHARACTERS
        ? [{ message: 'the prompt is longer than 32,000 characters.', hint: 'Shorten it.', field: 'prompt' }]
        : []),
      ...((references?.length ?? 0) >= MOST_IMAGES
        ? [{ message: 'it takes 15 references at most.', hint: 'Take some off.', field: 'references' }]
        : []),
      ...sizeProblems(params),
      ...longProblems(params),
      ...(params.background === 'transparent' && params.format === 'jpeg'
        ? [{ message: 'JPEG cannot be transparent.', hint: 'Choose PNG or WebP.', field: 'format' }]
        : []),
    ],
    examples: [
      'A blacksmith forges an emblem at dawn, sparks, the city waking behind him, 35 mm film still',
      'Title card: the words “The Last Light” carved into wet slate, a lighthouse beam grazing them',
      'The same woman as in the reference, now at the wheel of a fishing boat in heavy rain, medium shot',
    ],
  }),
})

const FOUR = ['auto', 'low', 'medium', 'high'] as const

export const gptImage26Flare = image({
  id: 'openai/gpt-image-2.6-flare',
  title: 'GPT Image 2.6 Flare',
  summary: 'Makes pictures from words or from up to 16 others, with readable lettering. The fast one.',
  model: 'gpt-image-2.6-flare',
  qualities: FOUR,
})

export const gptImage26Sunburst = image({
  id: 'openai/gpt-image-2.6-sunburst',
  title: 'GPT Image 2.6 Sunburst',
  summary: 'Makes detailed pictures from words or from up to 16 others, and edits with care.',
  model: 'gpt-image-2.6-sunburst',
  qualities: FOUR,
})

const SIX = [...FOUR, 'xhigh', 'max'] as const

export const gptImage25Flare = image({
  id: 'openai/gpt-image-2.5-flare',
  title: 'GPT Image 2.5 Flare',
  summary: 'The fast one of the generation before, with two more qualities above high.',
  model: 'gpt-image-2.5-flare',
  qualities: SIX,
})

export const gptImage25Sunburst = image({
  id: 'openai/gpt-image-2.5-sunburst',
  title: 'GPT Image 2.5 Sunburst',
  summary: 'The detailed one of the generation before, with two more qualities above high.',
  model: 'gpt-image-2.5-sunburst',
  qualities: SIX,
})
