import { z } from 'zod'
import { seedParam } from '../../inputs/seed.ts'
import type { Size } from '../../sizes/ratio.ts'
import { nearestRatio } from '../../sizes/size-of.ts'
import { ratioParam, resolutionParam } from '../../sizes/size-params.ts'
import { endImage, runwayModel, startImage, words } from './family.ts'

const NAMES = ['16:9', '9:16'] as const
const SHAPES = {
  '16:9': {
    '720p': { ratio: '1280:720', width: 1280, height: 720 },
    '1080p': { ratio: '1920:1080', width: 1920, height: 1080 },
  },
  '9:16': {
    '720p': { ratio: '720:1280', width: 720, height: 1280 },
    '1080p': { ratio: '1080:1920', width: 1080, height: 1920 },
  },
} as const

interface Wish {
  readonly ratio: 'auto' | (typeof NAMES)[number]
  readonly resolution: '720p' | '1080p'
}

const shapeOf = ({ ratio, resolution }: Wish, start: Size | undefined) =>
  SHAPES[ratio === 'auto' ? ((start && nearestRatio(start, NAMES)) ?? '16:9') : ratio][resolution]

const veo = <const Id extends string>(about: {
  readonly id: Id
  readonly title: string
  readonly summary: string
  readonly model: 'veo3.1' | 'veo3.1_fast'
  readonly rate: 'veo31' | 'veo31Fast'
}) =>
  runwayModel({
    ...{ id: about.id, title: about.title, summary: about.summary },
    inputs: { prompt: words, startImage, endImage },
    params: z.object({
      ratio: ratioParam(['auto', ...NAMES], '16:9'),
      resolution: resolutionParam(['720p', '1080p'], '720p', { '720p': '1280 × 720', '1080p': '1920 × 1080' }),
      seconds: z.literal([4, 6, 8]).default(8).meta({ title: 'Length', unit: 's', widget: 'segmented' }),
      audio: z
        .boolean()
        .default(false)
        .meta({ title: 'Sound', description: 'Speech, effects and music with the picture. It costs more.' }),
      negativePrompt: z.string().max(1000).default('').meta({
        title: 'Without',
        description: 'What is not to be there.',
        widget: 'textarea',
        placeholder: 'blur, text, watermark',
        advanced: true,
      }),
      seed: seedParam(),
    }),
    size(params, start) {
      const { width, height } = shapeOf(params, start)
      return { width, height }
    },
    dollars: ({ seconds, audio }, rate) => seconds * rate(`${about.rate}PerSecond${audio ? 'WithSound' : ''}`),
    request({ prompt, params, seed, frames: { start, end }, startSize }) {
      const common = {
        ...{ model: about.model, promptText: prompt, duration: params.seconds, audio: params.audio, seed },
        ratio: shapeOf(params, startSize).ratio,
        ...(params.negativePrompt.trim() !== '' && { negativePrompt: params.negativePrompt }),
      }
      if (start === undefined) return { to: 'text_to_video', body: common }
      if (end === undefined) return { to: 'image_to_video', body: { ...common, promptImage: start } }
      const promptImage = [
        { uri: start, position: 'first' as const },
        { uri: end, position: 'last' as const },
      ]
      return { to: 'image_to_video', body: { ...common, promptImage } }
    },
    examples: [
      'A ferry leaves the fogbound harbour at first light, one passenger at the rail looks back, gulls, slow pan',
      'Close-up, the old sailor says “It was never about the fish”, wind in the rigging, warm lantern light',
      'Macro, an ant carries a splinter of stained glass over wet stone, colours move across the ground',
    ],
  })

export const veo31 = veo({
  ...{ id: 'runway/veo3.1', title: 'Veo 3.1', model: 'veo3.1', rate: 'veo31' },
  summary: 'Clips of 4 to 8 seconds with speech and sound; first and last frame. By Google, on Runway.',
})
export const veo31Fast = veo({
  ...{ id: 'runway/veo3.1-fast', title: 'Veo 3.1 fast', model: 'veo3.1_fast', rate: 'veo31Fast' },
  summary: 'The same in less time and for half the money or less. By Google, on Runway.',
})
