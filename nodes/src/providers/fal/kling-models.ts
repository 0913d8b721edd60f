import { z } from 'zod'
import { ratioParam } from '../../sizes/size-params.ts'
import { VIDEO, endImage, falModel, startImage, words } from './family.ts'
import { negativePrompt, withSound } from './params.ts'
import { request } from './request.ts'

const prompt = words('The camera pushes in slowly, sparks rise, he looks up')
const WAIT = { deadlineSeconds: 1800 }
const NOT_THIS = 'blur, distort, and low quality'

const EXAMPLES = [
  'He raises the hammer and strikes; sparks burst towards the camera, which pushes in slowly',
  'She turns from the window and walks out of the frame, the curtain moves after her, static camera',
  'Tracking shot beside the running horse, dust and low sun, slow motion',
] as const

const ratio = () => ratioParam(['16:9', '9:16', '1:1'], '16:9')
const fiveOrTen = () => z.literal([5, 10]).default(5).meta({ title: 'Length', unit: 's', widget: 'segmented' })
const adherence = () =>
  z.number().min(0).max(1).default(0.5).meta({
    title: 'Guidance',
    description: 'How closely it keeps to the prompt.',
    widget: 'slider',
    step: 0.05,
    advanced: true,
  })

const kling3 = <const Id extends string>(about: {
  readonly id: Id
  readonly title: string
  readonly summary: string
  readonly tier: 'pro' | 'standard'
}) =>
  falModel({
    ...WAIT,
    id: about.id,
    makes: 'video',
    title: about.title,
    summary: about.summary,
    inputs: { prompt, startImage, endImage },
    outputs: VIDEO,
    params: z.object({
      seconds: z.int().min(3).max(15).default(5).meta({ title: 'Length', unit: 's', widget: 'slider', step: 1 }),
      ratio: ratio(),
      audio: withSound(),
      negativePrompt: negativePrompt(NOT_THIS),
      guidance: adherence(),
      shots: z
        .enum(['customize', 'intelligent'])
        .default('customize')
        .meta({
          title: 'Shots',
          labels: { customize: 'As written', intelligent: 'It cuts by itself' },
          advanced: true,
        }),
    }),
    dollars: ({ params: { seconds, audio }, rate }) =>
      seconds * rate(`kling3${about.tier}PerSecond${audio ? 'WithSound' : ''}`),
    request({ prompt: text, params, pictures: { start, end } }) {
      const input = {
        ...{ prompt: text, duration: SECONDS[params.seconds - 3] ?? '5', generate_audio: params.audio },
        ...{ negative_prompt: params.negativePrompt, cfg_scale: params.guidance, shot_type: params.shots },
      }
      if (start === undefined)
        return request(`fal-ai/kling-video/v3/${about.tier}/text-to-video`, { ...input, aspect_ratio: params.ratio })
      const pictures = { start_image_url: start, ...(end !== undefined && { end_image_url: end }) }
      return request(`fal-ai/kling-video/v3/${about.tier}/image-to-video`, { ...input, ...pictures })
    },
    examples: EXAMPLES,
  })

/** As it wants them: text. */
const SECONDS = ['3', '4', '5', '6', '7', '8', '9', '10', '11', '12', '13', '14', '15'] as const

export const kling3Pro = kling3({
  ...{ id: 'fal/kling-v3-pro', title: 'Kling 3.0 pro', tier: 'pro' },
  summary: 'Clips of 3 to 15 s that hold characters and motion together; first and last frame. By Kuaishou, on fal.',
})
export const kling3Standard = kling3({
  ...{ id: 'fal/kling-v3-standard', title: 'Kling 3.0 standard', tier: 'standard' },
  summary: 'The same for a quarter less. By Kuaishou, on fal.',
})

export const kling26Pro = falModel({
  ...WAIT,
  id: 'fal/kling-v2.6-pro',
  makes: 'video',
  title: 'Kling 2.6 pro',
  summary: 'Clips with speech and sound in one go; first and last frame. By Kuaishou, on fal.',
  inputs: { prompt, startImage, endImage },
  outputs: VIDEO,
  params: z.object({
    seconds: fiveOrTen(),
    ratio: ratio(),
    audio: withSound(),
    negativePrompt: negativePrompt(NOT_THIS),
    guidance: adherence(),
    voices: z.string().max(400).default('').meta({
      title: 'Voices',
      description: 'Up to two voice ids, with a comma between them; <<<voice_1>>> in the prompt says who speaks.',
      advanced: true,
    }),
  }),
  dollars: ({ params: { seconds, audio }, rate }) => seconds * rate(`kling26PerSecond${audio ? 'WithSound' : ''}`),
  request({ prompt: text, params, pictures: { start, end } }) {
    const input = {
      ...{ prompt: text, generate_audio: params.audio, negative_prompt: params.negativePrompt },
      duration: params.seconds === 5 ? '5' : '10',
    } as const
    if (start === undefined) {
      const more = { aspect_ratio: params.ratio, cfg_scale: params.guidance }
      return request('fal-ai/kling-video/v2.6/pro/text-to-video', { ...input, ...more })
    }
    const voices = params.voices
      .split(',')
      .map((voice) => voice.trim())
      .filter(Boolean)
    return request('fal-ai/kling-video/v2.6/pro/image-to-video', {
      ...input,
      start_image_url: start,
      ...(end !== undefined && { end_image_url: end }),
      ...(voices.length > 0 && { voice_ids: voices.slice(0, 2) }),
    })
  },
  examples: EXAMPLES,
})

export const kling25Turbo = falModel({
  ...WAIT,
  id: 'fal/kling-v2.5-turbo-pro',
  makes: 'video',
  title: 'Kling 2.5 turbo pro',
  summary: 'Good motion for little money; takes a tail frame. By Kuaishou, on fal.',
  inputs: { prompt, startImage, endImage },
  outputs: VIDEO,
  params: z.object({
    seconds: fiveOrTen(),
    ratio: ratio(),
    negativePrompt: negativePrompt(NOT_THIS),
    guidance: adherence(),
  }),
  dollars: ({ params: { seconds }, rate }) => seconds * rate('kling25TurboPerSecond'),
  request({ prompt: text, params, pictures: { start, end } }) {
    const input = {
      ...{ prompt: text, negative_prompt: params.negativePrompt, cfg_scale: params.guidance },
      duration: params.seconds === 5 ? '5' : '10',
    } as const
    if (start === undefined)
      return request('fal-ai/kling-video/v2.5-turbo/pro/text-to-video', { ...input, aspect_ratio: params.ratio })
    const pictures = { image_url: start, ...(end !== undefined && { tail_image_url: end }) }
    return request('fal-ai/kling-video/v2.5-turbo/pro/image-to-video', { ...input, ...pictures })
  },
  examples: EXAMPLES,
})
