import { defineModel, out, type ModelDefinition, type OutputPort } from '@reelgraph/shared'
import { z } from 'zod'
import { effortParam } from '../../writing/writer-params.ts'
import { FOUR_QUALITIES, IMAGE_INPUTS, imageFields, imageProblems } from './image-params.ts'
import { imageSize } from './image-size.ts'

/** Who rewrites the prompt, by OpenAI's name, and its name in the price list. */
export const WRITERS = { 'gpt-6-luna': 'gpt6Luna', 'gpt-6.1-terra': 'gpt61Terra', 'gpt-6.1-sol': 'gpt61Sol' } as const
type Writer = keyof typeof WRITERS

const FIELDS = {
  writer: z
    .enum(Object.keys(WRITERS) as Writer[]) // Object.keys forgets literal keys
    .default('gpt-6-luna')
    .meta({
      title: 'Rewritten by',
      description: 'Works the prompt out before it is drawn. What it reads and writes is paid for beside the picture.',
      labels: { 'gpt-6-luna': 'GPT-6 Luna', 'gpt-6.1-terra': 'GPT-6.1 Terra', 'gpt-6.1-sol': 'GPT-6.1 Sol' },
    }),
  instructions: z.string().max(4000).default('').meta({
    title: 'How to rewrite it',
    widget: 'textarea',
    placeholder: 'Keep every name. Add lens, light and mood, as for a still of a film.',
  }),
  effort: effortParam(['low', 'medium', 'high', 'xhigh', 'max']),
  ...imageFields(FOUR_QUALITIES),
}
export type DirectedParams = z.ZodObject<typeof FIELDS>

interface Row<Id extends string> {
  readonly id: Id
  readonly title: string
  readonly summary: string
  /** OpenAI's name of what draws. */
  readonly painter: string
}

export interface DirectedImage<Id extends string = string> extends Pick<Row<Id>, 'painter'> {
  readonly definition: ModelDefinition<Id, typeof IMAGE_INPUTS, { readonly image: OutputPort<'image'> }, DirectedParams>
}

const directed = <const Id extends string>({ id, title, summary, painter }: Row<Id>): DirectedImage<Id> => ({
  painter,
  definition: defineModel({
    ...{
      id,
      version: 1,
      makes: 'image',
      title,
      summary,
      inputs: IMAGE_INPUTS,
      outputs: { image: out.image({ title: 'Image' }) },
    },
    params: z.object(FIELDS),
    size: ({ params }) => imageSize(params),
    // by tokens, and how many of them a size and a quality take is said nowhere
    price: () => 'unknown',
    problems: imageProblems,
    examples: [
      'The moment before the storm reaches the harbour, seen by the one person who stays',
      'A blacksmith forges an emblem at dawn while the city wakes behind him',
      'The same woman as in the reference, years later, at the wheel of her own fishing boat',
    ],
  }),
})

export const directedFlare = directed({
  id: 'openai/gpt-image-2.6-flare-directed',
  title: 'GPT Image 2.6 Flare, directed',
  summary: 'A GPT-6 rewrites the prompt, then Flare draws it. What was drawn from is kept with the picture.',
  painter: 'gpt-image-2.6-flare',
})

export const directedSunburst = directed({
  id: 'openai/gpt-image-2.6-sunburst-directed',
  title: 'GPT Image 2.6 Sunburst, directed',
  summary: 'A GPT-6 rewrites the prompt, then Sunburst draws it in detail. What was drawn from is kept.',
  painter: 'gpt-image-2.6-sunburst',
})
