import { defineModel, out, port, type ModelDefinition, type OutputPort, type Problem } from '@reelgraph/shared'
import { z } from 'zod'
import { sizeText } from '../../sizes/ratio.ts'
import { ratioParam, resolutionParam } from '../../sizes/size-params.ts'
import { effortParam } from '../../writing/writer-params.ts'
import { imagePrice, LONGEST_PROMPT, type ImageRates } from './image-price.ts'
import { GEMINI_RATIOS, imageSize, type GeminiResolution } from './image-size.ts'

const MOST_PICTURES = 14

const DRAWS = { description: 'How much it thinks before it draws. It is paid for as text.' }

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

const shownAs = (resolution: GeminiResolution): string => {
  const size = imageSize({ ratio: '16:9', resolution })
  return size ? sizeText(size) : ''
}

const COMMON = {
  ratio: ratioParam(['auto', ...GEMINI_RATIOS], '16:9'),
  resolution: resolutionParam(['768p', '1440p', '4k'], '768p', {
    '768p': shownAs('768p'),
    '1440p': shownAs('1440p'),
    '4k': shownAs('4k'),
  }),
}
export type ImageParams = z.ZodObject<typeof COMMON>

interface Row<Id extends string> {
  readonly id: Id
  readonly title: string
  readonly summary: string
  /** Google's name for it. */
  readonly model: string
  readonly rates: ImageRates
  readonly takes: z.core.$ZodLooseShape
}

export interface GeminiImage<Id extends string = string> extends Pick<Row<Id>, 'model' | 'rates'> {
  readonly definition: ModelDefinition<Id, typeof INPUTS, { readonly image: OutputPort<'image'> }, ImageParams>
}

const image = <const Id extends string>({ takes, ...row }: Row<Id>): GeminiImage<Id> => ({
  ...row,
  definition: defineModel<Id, typeof INPUTS, { readonly image: OutputPort<'image'> }, ImageParams>({
    ...{ id: row.id, version: 1, makes: 'image', title: row.title, summary: row.summary },
    inputs: INPUTS,
    outputs: { image: out.image({ title: 'Image' }) },
    // what a row takes beside is read by the request's own schema
    params: z.object({ ...COMMON, ...takes }),
    size: ({ params }) => imageSize(params),
    price: ({ params: { resolution }, inputs, rates }) =>
      imagePrice({ resolution, prompt: inputs.prompt, pictures: mostPictures(inputs), rates, names: row.rates }),
    problems: ({ inputs }) => [
      ...promptProblems(inputs.prompt),
      ...(picturesIn(inputs) > MOST_PICTURES ? [TOO_MANY] : []),
    ],
    examples: [
      'A blacksmith forges an emblem at dawn, sparks, the city waking behind him, 35 mm film still',
      'The same woman as in the reference, now at the wheel of a fishing boat in heavy rain, medium shot',
      'Keep everything as it is, but make it night: one lamp in the window, wet cobblestones',
    ],
  }),
})

interface Pictures {
  readonly startImage?: unknown
  readonly references?: readonly unknown[]
}

const picturesIn = ({ startImage, references = [] }: Pictures): number =>
  references.length + (startImage === undefined ? 0 : 1)

/** A start image that is not made yet looks like none. */
const mostPictures = ({ references = [] }: Pictures): number => references.length + 1

const promptProblems = (prompt: string | undefined): readonly Problem[] => {
  if (prompt?.trim() === '')
    return [{ message: 'it needs a prompt.', hint: 'Type one, or connect a Text node.', field: 'prompt' }]
  if ((prompt?.length ?? 0) <= LONGEST_PROMPT) return []
  return [{ message: 'the prompt is longer than 32,000 characters.', hint: 'Shorten it.', field: 'prompt' }]
}

const TOO_MANY: Problem = {
  message: `it takes ${MOST_PICTURES} pictures at most, with the start image.`,
  hint: 'Take some off.',
  field: 'references',
}

export const nanoBanana21 = image({
  id: 'gemini/nano-banana-2.1',
  title: 'Nano Banana 2.1',
  summary: 'Makes and edits pictures up to 4K, from words and up to 14 others; keeps people and lettering.',
  model: 'gemini-nano-banana-2.1',
  rates: { name: 'nanoBanana21', tokens: { '768p': 1120, '1440p': 1680, '4k': 2520 } },
  takes: { effort: effortParam(['minimal', 'medium', 'high']).meta(DRAWS) },
})

export const gemini3ProImage = image({
  id: 'gemini/gemini-3-pro-image',
  title: 'Nano Banana Pro',
  summary: 'Thinks every picture through: many people, long lettering, several references. Four times the price.',
  model: 'gemini-3-pro-image',
  rates: { name: 'gemini3ProImage', tokens: { '768p': 1120, '1440p': 1120, '4k': 2000 } },
  takes: {},
})
