import { z } from 'zod'
import { seedParam } from '../../inputs/seed.ts'
import { ratioParam, resolutionParam } from '../../sizes/size-params.ts'
import { RESOLUTIONS, type Size } from '../../sizes/ratio.ts'
import { sizeOf } from '../../sizes/size-of.ts'
import { VIDEO, endImage, falModel, startImage, words } from './family.ts'
import { negativePrompt, promptHelp, safetyTolerance, withSound } from './params.ts'
import { newerRequest, request } from './request.ts'

const prompt = words('The camera pushes in slowly, sparks rise, he looks up')
const WAIT = { deadlineSeconds: 1800 }

const EXAMPLES = [
  'The camera pushes in slowly through drifting smoke as the blacksmith lifts the glowing emblem and looks up',
  'Handheld, she runs down the wet street towards the camera, stops, and turns her head to the light',
  'Aerial, slow orbit around the lighthouse while waves break over the rocks and the beam turns',
] as const

/** As Veo makes it. */
const exactSize = (ratio: '16:9' | '9:16', resolution: '720p' | '1080p' | '4k'): Size =>
  sizeOf({ ratio, resolution }, { least: 480, most: 3840, step: 2 })

const veo = <const Id extends string>(about: {
  readonly id: Id
  readonly title: string
  readonly summary: string
  readonly endpoint: 'fal-ai/veo3.1' | 'fal-ai/veo3.1/fast'
  readonly rates: 'veo31' | 'veo31Fast'
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
      seconds: z.literal([4, 6, 8]).default(8).meta({ title: 'Length', unit: 's', widget: 'segmented' }),
      ratio: ratioParam(['auto', '16:9', '9:16'], '16:9'),
      resolution: resolutionParam(['720p', '1080p', '4k'], '720p', {
        '720p': '1280 × 720',
        '1080p': '1920 × 1080',
        '4k': '3840 × 2160',
      }),
      audio: withSound(),
      negativePrompt: negativePrompt(),
      autoFix: z.boolean().default(false).meta({
        title: 'Mend refused prompts',
        description: 'A prompt that is refused is rewritten until it passes.',
        advanced: true,
      }),
      safety: safetyTolerance(['1', '2', '3', '4', '5', '6'], '4'),
      seed: seedParam(),
    }),
    // without a picture to follow, `auto` is wide
    size: ({ ratio, resolution }, start) =>
      ratio === 'auto' && start ? undefined : exactSize(wide(ratio), resolution),
    dollars: ({ params: { seconds, resolution, audio }, rate }) =>
      seconds * rate(`${about.rates}${resolution === '4k' ? '4k' : ''}PerSecond${audio ? 'WithSound' : ''}`),
    request({ prompt: text, params, seed, pictures: { start, end } }) {
      const input = {
        ...{ prompt: text, seed, duration: `${params.seconds}s`, resolution: params.resolution },
        ...{ generate_audio: params.audio, auto_fix: params.autoFix, safety_tolerance: params.safety },
        ...(params.negativePrompt !== '' && { negative_prompt: params.negativePrompt }),
      }
      const { ratio: aspect_ratio } = params
      if (start === undefined) return newerRequest(about.endpoint, { ...input, aspect_ratio: wide(aspect_ratio) })
      if (end === undefined)
        return newerRequest(`${about.endpoint}/image-to-video`, { ...input, aspect_ratio, image_url: start })
      const frames = { first_frame_url: start, last_frame_url: end }
      return newerRequest(`${about.endpoint}/first-last-frame-to-video`, { ...input, aspect_ratio, ...frames })
    },
    examples: EXAMPLES,
  })

const wide = (ratio: 'auto' | '16:9' | '9:16'): '16:9' | '9:16' => (ratio === 'auto' ? '16:9' : ratio)

export const veo31 = veo({
  ...{ id: 'fal/veo3.1', title: 'Veo 3.1', endpoint: 'fal-ai/veo3.1', rates: 'veo31' },
  summary: 'Film-like clips up to 4K, with speech and sound; first and last frame. By Google, on fal.',
})
export const veo31Fast = veo({
  ...{ id: 'fal/veo3.1-fast', title: 'Veo 3.1 fast', endpoint: 'fal-ai/veo3.1/fast', rates: 'veo31Fast' },
  summary: 'The same in less time and for half the money. By Google, on fal.',
})

const SEEDANCE_RATIOS = ['auto', '21:9', '16:9', '4:3', '1:1', '3:4', '9:16'] as const

const seedance = <const Id extends string>(about: {
  readonly id: Id
  readonly title: string
  readonly summary: string
  readonly endpoint: string
  readonly resolutions: readonly ('480p' | '720p' | '1080p' | '4k')[]
  readonly rate: string
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
      seconds: z.int().min(4).max(15).default(5).meta({ title: 'Length', unit: 's', widget: 'slider', step: 1 }),
      ratio: ratioParam(SEEDANCE_RATIOS, '16:9'),
      resolution: resolutionParam(about.resolutions, '720p'),
      audio: withSound('Speech, effects and music with the picture, at the same price.'),
      bitrate: z
        .enum(['standard', 'high'])
        .default('standard')
        .meta({ title: 'Bit rate', labels: { standard: 'Standard', high: 'High' }, advanced: true }),
    }),
    // by thousands of tokens, and a token is 1024 pixels of one of 24 frames a second
    dollars({ params: { seconds, resolution }, rate }) {
      const short = RESOLUTIONS[resolution]
      return (rate(about.rate) * ((short * short * 16) / 9) * seconds * 24) / 1024 / 1000
    },
    request({ prompt: text, params, pictures: { start, end } }) {
      const input = {
        ...{ prompt: text, duration: `${params.seconds}`, resolution: params.resolution, aspect_ratio: params.ratio },
        ...{ generate_audio: params.audio, bitrate_mode: params.bitrate },
      }
      if (start === undefined) return newerRequest(`${about.endpoint}/text-to-video`, input)
      const ends = end !== undefined && { end_image_url: end }
      return newerRequest(`${about.endpoint}/image-to-video`, { ...input, image_url: start, ...ends })
    },
    examples: EXAMPLES,
  })

export const seedance2 = seedance({
  ...{
    id: 'fal/seedance-2',
    title: 'Seedance 2.0',
    endpoint: 'bytedance/seedance-2.0',
    rate: 'seedance2PerThousandTokens',
  },
  summary: 'Several shots in one clip, up to 15 s and 4K, with sound; first and last frame. By ByteDance, on fal.',
  resolutions: ['480p', '720p', '1080p', '4k'],
})
export const seedance2Fast = seedance({
  ...{ id: 'fal/seedance-2-fast', title: 'Seedance 2.0 fast', endpoint: 'bytedance/seedance-2.0/fast' },
  rate: 'seedance2FastPerThousandTokens',
  summary: 'The same sooner and cheaper, up to 720p. By ByteDance, on fal.',
  resolutions: ['480p', '720p'],
})

const optimizer = promptHelp(true)
const SIX_OR_TEN = z.literal([6, 10]).default(6).meta({ title: 'Length', unit: 's', widget: 'segmented' })

export const hailuo23 = falModel({
  ...WAIT,
  id: 'fal/hailuo-2.3',
  makes: 'video',
  title: 'Hailuo 2.3',
  summary: 'People who move like people, in 768p. By MiniMax, on fal.',
  inputs: { prompt, startImage },
  outputs: VIDEO,
  params: z.object({ seconds: SIX_OR_TEN, promptOptimizer: optimizer }),
  dollars: ({ params: { seconds }, rate }) => rate(seconds === 6 ? 'hailuo23SixSeconds' : 'hailuo23TenSeconds'),
  request({ prompt: text, params, pictures: { start } }) {
    const input = {
      prompt: text,
      prompt_optimizer: params.promptOptimizer,
      duration: params.seconds === 6 ? '6' : '10',
    } as const
    if (start === undefined) return request('fal-ai/minimax/hailuo-2.3/standard/text-to-video', input)
    return request('fal-ai/minimax/hailuo-2.3/standard/image-to-video', { ...input, image_url: start })
  },
  examples: EXAMPLES,
})

export const hailuo23Pro = falModel({
  ...WAIT,
  id: 'fal/hailuo-2.3-pro',
  makes: 'video',
  title: 'Hailuo 2.3 pro',
  summary: 'The same in 1080p, six seconds long. By MiniMax, on fal.',
  inputs: { prompt, startImage },
  outputs: VIDEO,
  params: z.object({ promptOptimizer: optimizer }),
  dollars: ({ rate }) => rate('hailuo23ProPerVideo'),
  request({ prompt: text, params, pictures: { start } }) {
    const input = { prompt: text, prompt_optimizer: params.promptOptimizer }
    if (start === undefined) return request('fal-ai/minimax/hailuo-2.3/pro/text-to-video', input)
    return request('fal-ai/minimax/hailuo-2.3/pro/image-to-video', { ...input, image_url: start })
  },
  examples: EXAMPLES,
})

export const hailuo02 = falModel({
  ...WAIT,
  id: 'fal/hailuo-02',
  makes: 'video',
  title: 'Hailuo 02',
  summary: 'The one of its family that also takes an end image. By MiniMax, on fal.',
  inputs: { prompt, startImage: { ...startImage, optional: false }, endImage },
  outputs: VIDEO,
  params: z.object({
    seconds: SIX_OR_TEN,
    resolution: resolutionParam(['512p', '768p'], '768p'),
    promptOptimizer: optimizer,
  }),
  dollars: ({ params: { seconds, resolution }, rate }) => seconds * rate(`hailuo02${resolution}PerSecond`),
  request: ({ prompt: text, params, pictures: { start = '', end } }) =>
    request('fal-ai/minimax/hailuo-02/standard/image-to-video', {
      ...{ prompt: text, prompt_optimizer: params.promptOptimizer, image_url: start },
      ...{ duration: params.seconds === 6 ? '6' : '10', resolution: params.resolution === '512p' ? '512P' : '768P' },
      ...(end !== undefined && { end_image_url: end }),
    }),
  examples: EXAMPLES,
})

export const pika22 = falModel({
  ...WAIT,
  id: 'fal/pika-2.2',
  makes: 'video',
  title: 'Pika 2.2',
  summary: 'Playful motion from words or a picture, and a morph from one picture to another. By Pika, on fal.',
  inputs: { prompt, startImage, endImage },
  outputs: VIDEO,
  params: z.object({
    seconds: z.literal([5, 10]).default(5).meta({ title: 'Length', unit: 's', widget: 'segmented' }),
    ratio: ratioParam(['16:9', '9:16', '1:1', '4:5', '5:4', '3:2', '2:3'], '16:9'),
    resolution: resolutionParam(['720p', '1080p'], '720p'),
    negativePrompt: negativePrompt('ugly, bad, terrible'),
    seed: seedParam(),
  }),
  dollars: ({ params: { seconds, resolution }, rate }) => seconds * rate(`pika22At${resolution}PerSecond`),
  request({ prompt: text, params, seed, pictures: { start, end } }) {
    const { resolution, negativePrompt: negative_prompt, seconds: duration, ratio: aspect_ratio } = params
    const input = { prompt: text, seed, resolution, negative_prompt }
    if (start === undefined) return newerRequest('fal-ai/pika/v2.2/text-to-video', { ...input, duration, aspect_ratio })
    if (end === undefined)
      return newerRequest('fal-ai/pika/v2.2/image-to-video', { ...input, duration, image_url: start })
    const frames = { image_urls: [start, end], transitions: [{ duration }] }
    return newerRequest('fal-ai/pika/v2.2/pikaframes', { ...input, ...frames })
  },
  examples: EXAMPLES,
})
