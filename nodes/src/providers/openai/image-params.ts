import { port, type Problem } from '@reelgraph/shared'
import { z } from 'zod'
import { anySizeParams } from '../../sizes/size-params.ts'
import { sizeProblems } from '../../sizes/size-of.ts'
import { longProblems, SIDES } from './image-size.ts'

const MOST_CHARACTERS = 32_000
const MOST_IMAGES = 16

export const IMAGE_INPUTS = {
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

/** What GPT Image is told, whichever way it is called. */
export const imageFields = (qualities: readonly Quality[]) => ({
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
export type ImageParams = z.ZodObject<ReturnType<typeof imageFields>>

export const FOUR_QUALITIES = ['auto', 'low', 'medium', 'high'] as const
export const SIX_QUALITIES = [...FOUR_QUALITIES, 'xhigh', 'max'] as const

interface Asked {
  readonly params: z.output<ImageParams>
  readonly inputs: { readonly prompt?: string | undefined; readonly references?: readonly unknown[] }
}

export const imageProblems = ({ params, inputs: { prompt, references } }: Asked): readonly Problem[] => [
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
]
