import { defineModel, out, type ModelDefinition, type OutputPort } from '@reelgraph/shared'
import { z } from 'zod'
import {
  FOUR_QUALITIES,
  IMAGE_INPUTS,
  SIX_QUALITIES,
  imageFields,
  imageProblems,
  type ImageParams,
  type Quality,
} from './image-params.ts'
import { imageSize } from './image-size.ts'

interface Row<Id extends string> {
  readonly id: Id
  readonly title: string
  readonly summary: string
  readonly model: string
  readonly qualities: readonly Quality[]
}

export interface OpenAiImage<Id extends string = string> {
  readonly definition: ModelDefinition<Id, typeof IMAGE_INPUTS, { readonly image: OutputPort<'image'> }, ImageParams>
  readonly model: string
}

const image = <const Id extends string>({ id, title, summary, model, qualities }: Row<Id>): OpenAiImage<Id> => ({
  model,
  definition: defineModel({
    ...{ id, version: 1, makes: 'image', title, summary, inputs: IMAGE_INPUTS },
    outputs: { image: out.image({ title: 'Image' }) },
    params: z.object(imageFields(qualities)),
    size: ({ params }) => imageSize(params),
    // by tokens, and how many of them a size and a quality take is said nowhere
    price: () => 'unknown',
    problems: imageProblems,
    examples: [
      'A blacksmith forges an emblem at dawn, sparks, the city waking behind him, 35 mm film still',
      'Title card: the words “The Last Light” carved into wet slate, a lighthouse beam grazing them',
      'The same woman as in the reference, now at the wheel of a fishing boat in heavy rain, medium shot',
    ],
  }),
})

export const gptImage26Flare = image({
  id: 'openai/gpt-image-2.6-flare',
  title: 'GPT Image 2.6 Flare',
  summary: 'Makes pictures from words or from up to 16 others, with readable lettering. The fast one.',
  model: 'gpt-image-2.6-flare',
  qualities: FOUR_QUALITIES,
})

export const gptImage26Sunburst = image({
  id: 'openai/gpt-image-2.6-sunburst',
  title: 'GPT Image 2.6 Sunburst',
  summary: 'Makes detailed pictures from words or from up to 16 others, and edits with care.',
  model: 'gpt-image-2.6-sunburst',
  qualities: FOUR_QUALITIES,
})

export const gptImage25Flare = image({
  id: 'openai/gpt-image-2.5-flare',
  title: 'GPT Image 2.5 Flare',
  summary: 'The fast one of the generation before, with two more qualities above high.',
  model: 'gpt-image-2.5-flare',
  qualities: SIX_QUALITIES,
})

export const gptImage25Sunburst = image({
  id: 'openai/gpt-image-2.5-sunburst',
  title: 'GPT Image 2.5 Sunburst',
  summary: 'The detailed one of the generation before, with two more qualities above high.',
  model: 'gpt-image-2.5-sunburst',
  qualities: SIX_QUALITIES,
})
