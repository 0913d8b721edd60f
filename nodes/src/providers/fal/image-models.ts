import { z } from 'zod'
import { seedParam } from '../../inputs/seed.ts'
import { anySizeParams } from '../../sizes/size-params.ts'
import { billedMegapixels, sizeOf, type SizeRule } from '../../sizes/size-of.ts'
import { falImage, prompt, startImage } from './image-family.ts'
import { acceleration, format, guidance, safetyChecker, steps, strength } from './image-params.ts'
import { request } from './request.ts'

const FLUX_1: SizeRule = { least: 256, most: 2048, step: 16 }

export const fluxDev = falImage({
  id: 'fal/flux-dev',
  title: 'FLUX.1 dev',
  summary: 'Makes detailed pictures from words, or changes a picture. By Black Forest Labs, on fal.',
  inputs: { prompt, startImage },
  params: z.object({
    ...anySizeParams(FLUX_1, ['512p', '720p', '1080p'], '720p'),
    strength: strength(0.95),
    steps: steps(28),
    guidance: guidance(3.5),
    acceleration: acceleration('none'),
    format: format(['jpeg', 'png'], 'png'),
    safetyChecker: safetyChecker(),
    seed: seedParam(),
  }),
  size: (params) => sizeOf(params, FLUX_1),
  dollars: ({ size, rates }) => (rates['fluxDevPerMegapixel'] ?? 0) * billedMegapixels(size),
  request({ prompt: words, params, seed, pictures: [picture] }) {
    const common = {
      ...{ prompt: words, seed, num_images: 1, num_inference_steps: params.steps, guidance_scale: params.guidance },
      ...{
        acceleration: params.acceleration,
        output_format: params.format,
        enable_safety_checker: params.safetyChecker,
      },
    }
    if (picture === undefined)
      return request('fal-ai/flux/dev', { ...common, image_size: { ...sizeOf(params, FLUX_1) } })
    return request('fal-ai/flux/dev/image-to-image', { ...common, image_url: picture, strength: params.strength })
  },
  examples: [
    'A blacksmith forges an emblem at dawn, sparks, the city waking behind him, 35 mm film still',
    'Wide shot of a lighthouse in a storm, one lit window, waves over the rocks, cold blue light',
    'Close-up of an old sailor, salt in his beard, warm lantern light from the left, shallow depth of field',
  ],
})

export const fluxSchnell = falImage({
  id: 'fal/flux-schnell',
  title: 'FLUX.1 schnell',
  summary: 'Makes pictures from words in a second or two, for a tenth of a cent or so. By Black Forest Labs, on fal.',
  inputs: { prompt },
  params: z.object({
    ...anySizeParams(FLUX_1, ['512p', '720p', '1080p'], '720p'),
    steps: steps(4, 12),
    guidance: guidance(3.5),
    acceleration: acceleration('none'),
    format: format(['jpeg', 'png'], 'png'),
    safetyChecker: safetyChecker(),
    seed: seedParam(),
  }),
  size: (params) => sizeOf(params, FLUX_1),
  dollars: ({ size, rates }) => (rates['fluxSchnellPerMegapixel'] ?? 0) * billedMegapixels(size),
  request: ({ prompt: words, params, seed }) =>
    request('fal-ai/flux/schnell', {
      ...{ prompt: words, seed, num_images: 1, image_size: { ...sizeOf(params, FLUX_1) } },
      ...{ num_inference_steps: params.steps, guidance_scale: params.guidance, acceleration: params.acceleration },
      ...{ output_format: params.format, enable_safety_checker: params.safetyChecker },
    }),
  examples: [
    'Storyboard frame: two riders on a ridge at sunset, long shadows, wide shot',
    'A kitchen table with an unopened letter, morning light through lace curtains',
    'Empty subway platform at night, green tiles, one person far away',
  ],
})
