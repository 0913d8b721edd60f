import { z } from 'zod'
import { seedParam } from '../../inputs/seed.ts'
import { anySizeParams, ratioParam } from '../../sizes/size-params.ts'
import { billedMegapixels, sizeOf, type SizeRule } from '../../sizes/size-of.ts'
import { IMAGE, falModel, references, startImage, words } from './family.ts'
import {
  acceleration,
  format,
  guidance,
  negativePrompt,
  promptHelp,
  safetyChecker,
  safetyTolerance,
  steps,
  strength,
} from './params.ts'
import { request } from './request.ts'

const prompt = words('A blacksmith forges an emblem at dawn, sparks, the city waking behind him')
const RESOLUTIONS = ['512p', '720p', '1080p'] as const
const FLUX_1: SizeRule = { least: 256, most: 2048, step: 16 }
const FLUX_2: SizeRule = { least: 512, most: 2048, step: 16 }
const SDXL: SizeRule = { least: 512, most: 2048, step: 8 }
const GUIDANCE = { least: 1, most: 20 }

export const fluxDev = falModel({
  id: 'fal/flux-dev',
  makes: 'image',
  title: 'FLUX.1 dev',
  summary: 'Makes detailed pictures from words, or changes a picture. By Black Forest Labs, on fal.',
  inputs: { prompt, startImage },
  outputs: IMAGE,
  params: z.object({
    ...anySizeParams(FLUX_1, RESOLUTIONS, '720p'),
    strength: strength(0.95),
    steps: steps(28),
    guidance: guidance(3.5, GUIDANCE),
    acceleration: acceleration('none'),
    format: format(['jpeg', 'png'], 'png'),
    safetyChecker: safetyChecker(),
    seed: seedParam(),
  }),
  size: (params, start) => start ?? sizeOf(params, FLUX_1),
  dollars: ({ size, rate }) => rate('fluxDevPerMegapixel') * billedMegapixels(size),
  request({ prompt: text, params, seed, pictures: { start } }) {
    const common = {
      ...{ prompt: text, seed, num_images: 1, num_inference_steps: params.steps, guidance_scale: params.guidance },
      ...{
        acceleration: params.acceleration,
        output_format: params.format,
        enable_safety_checker: params.safetyChecker,
      },
    }
    if (start === undefined) return request('fal-ai/flux/dev', { ...common, image_size: { ...sizeOf(params, FLUX_1) } })
    return request('fal-ai/flux/dev/image-to-image', { ...common, image_url: start, strength: params.strength })
  },
  examples: [
    'A blacksmith forges an emblem at dawn, sparks, the city waking behind him, 35 mm film still',
    'Wide shot of a lighthouse in a storm, one lit window, waves over the rocks, cold blue light',
    'Close-up of an old sailor, salt in his beard, warm lantern light from the left, shallow depth of field',
  ],
})

export const fluxSchnell = falModel({
  id: 'fal/flux-schnell',
  makes: 'image',
  title: 'FLUX.1 schnell',
  summary: 'Makes pictures from words in a second or two, for a fraction of a cent. By Black Forest Labs, on fal.',
  inputs: { prompt },
  outputs: IMAGE,
  params: z.object({
    ...anySizeParams(FLUX_1, RESOLUTIONS, '720p'),
    steps: steps(4, 12),
    guidance: guidance(3.5, GUIDANCE),
    acceleration: acceleration('none'),
    format: format(['jpeg', 'png'], 'png'),
    safetyChecker: safetyChecker(),
    seed: seedParam(),
  }),
  size: (params) => sizeOf(params, FLUX_1),
  dollars: ({ size, rate }) => rate('fluxSchnellPerMegapixel') * billedMegapixels(size),
  request: ({ prompt: text, params, seed }) =>
    request('fal-ai/flux/schnell', {
      ...{ prompt: text, seed, num_images: 1, image_size: { ...sizeOf(params, FLUX_1) } },
      ...{ num_inference_steps: params.steps, guidance_scale: params.guidance, acceleration: params.acceleration },
      ...{ output_format: params.format, enable_safety_checker: params.safetyChecker },
    }),
  examples: [
    'Storyboard frame: two riders on a ridge at sunset, long shadows, wide shot',
    'A kitchen table with an unopened letter, morning light through lace curtains',
    'Empty subway platform at night, green tiles, one person far away',
  ],
})

/** A picture that comes along is brought to about a megapixel, and paid for as one. */
const PICTURE_MEGAPIXELS = 1

export const flux2 = falModel({
  id: 'fal/flux-2',
  makes: 'image',
  title: 'FLUX.2 dev',
  summary: 'Makes pictures from words, or new ones from up to four references. By Black Forest Labs, on fal.',
  inputs: { prompt, references },
  outputs: IMAGE,
  params: z.object({
    ...anySizeParams(FLUX_2, RESOLUTIONS, '720p'),
    steps: steps(28, 50, 4),
    guidance: guidance(2.5, { least: 0, most: 20 }),
    acceleration: acceleration('regular'),
    expandPrompt: promptHelp(false),
    format: format(['jpeg', 'png', 'webp'], 'png'),
    safetyChecker: safetyChecker(),
    seed: seedParam(),
  }),
  size: (params) => sizeOf(params, FLUX_2),
  dollars: ({ size, references: count, rate }) =>
    rate('flux2PerMegapixel') * (billedMegapixels(size) + Math.min(4, count) * PICTURE_MEGAPIXELS),
  request({ prompt: text, params, seed, pictures }) {
    const common = {
      ...{ prompt: text, seed, num_images: 1, image_size: { ...sizeOf(params, FLUX_2) } },
      ...{ num_inference_steps: params.steps, guidance_scale: params.guidance, acceleration: params.acceleration },
      ...{ enable_prompt_expansion: params.expandPrompt, enable_safety_checker: params.safetyChecker },
      output_format: params.format,
    }
    if (pictures.references.length === 0) return request('fal-ai/flux-2', common)
    // it takes no more
    return request('fal-ai/flux-2/edit', { ...common, image_urls: pictures.references.slice(0, 4) })
  },
  examples: [
    'Film still, an astronaut waters a single tomato plant inside a glass dome, red desert outside, golden hour',
    'A clockmaker’s workshop from above, hundreds of brass parts in a spiral, one hand reaching in',
    'The woman of the first reference in the kitchen of the second, early morning, 50 mm, soft window light',
  ],
})

export const flux2Pro = falModel({
  id: 'fal/flux-2-pro',
  makes: 'image',
  title: 'FLUX.2 pro',
  summary: 'The best pictures of the family, with nothing to tune; takes references. By Black Forest Labs, on fal.',
  inputs: { prompt, references },
  outputs: IMAGE,
  params: z.object({
    ...anySizeParams(FLUX_2, RESOLUTIONS, '720p'),
    safety: safetyTolerance(['1', '2', '3', '4', '5'], '2'),
    safetyChecker: safetyChecker(),
    format: format(['jpeg', 'png'], 'png'),
    seed: seedParam(),
  }),
  size: (params) => sizeOf(params, FLUX_2),
  dollars: ({ size, references: count, rate }) =>
    rate('flux2ProFirstMegapixel') +
    rate('flux2ProFurtherMegapixel') * (billedMegapixels(size) - 1 + count * PICTURE_MEGAPIXELS),
  request({ prompt: text, params, seed, pictures }) {
    const common = {
      ...{ prompt: text, seed, image_size: { ...sizeOf(params, FLUX_2) }, output_format: params.format },
      ...{ safety_tolerance: params.safety, enable_safety_checker: params.safetyChecker },
    }
    if (pictures.references.length === 0) return request('fal-ai/flux-2-pro', common)
    return request('fal-ai/flux-2-pro/edit', { ...common, image_urls: [...pictures.references] })
  },
  examples: [
    'Anamorphic film still: a ferry leaves a fogbound harbour at first light, one passenger at the rail looks back',
    'Macro shot of an ant carrying a splinter of stained glass over wet stone, colours on the ground',
    'The character of the reference as a portrait in oil, three-quarter view, dark green background',
  ],
})

export const fluxKontext = falModel({
  id: 'fal/flux-kontext',
  makes: 'image',
  title: 'FLUX.1 Kontext pro',
  summary: 'Changes a picture as the prompt says and keeps the rest. By Black Forest Labs, on fal.',
  inputs: {
    prompt: words('Make it night, the windows lit, and keep everything else'),
    startImage: { ...startImage, optional: false },
  },
  outputs: IMAGE,
  params: z.object({
    ratio: ratioParam(['auto', '21:9', '16:9', '4:3', '3:2', '1:1', '2:3', '3:4', '9:16', '9:21'], 'auto'),
    guidance: guidance(3.5, GUIDANCE),
    expandPrompt: promptHelp(false),
    safety: safetyTolerance(['1', '2', '3', '4', '5', '6'], '2'),
    format: format(['jpeg', 'png'], 'png'),
    seed: seedParam(),
  }),
  dollars: ({ rate }) => rate('fluxKontextPerImage'),
  request: ({ prompt: text, params, seed, pictures: { start = '' } }) =>
    request('fal-ai/flux-pro/kontext', {
      ...{ prompt: text, seed, num_images: 1, image_url: start, guidance_scale: params.guidance },
      ...{ enhance_prompt: params.expandPrompt, safety_tolerance: params.safety, output_format: params.format },
      ...(params.ratio !== 'auto' && { aspect_ratio: params.ratio }),
    }),
  examples: [
    'Make it night, the windows lit, and keep everything else',
    'The same person from behind, walking away down the road, same clothes and light',
    'Turn it into a pencil storyboard frame on warm paper',
  ],
})

export const fastSdxl = falModel({
  id: 'fal/fast-sdxl',
  makes: 'image',
  title: 'Stable Diffusion XL',
  summary: 'A well-known open model with thousands of styles to add (LoRA). By Stability AI, on fal.',
  inputs: { prompt, startImage },
  outputs: IMAGE,
  params: z.object({
    ...anySizeParams(SDXL, RESOLUTIONS, '720p'),
    negativePrompt: negativePrompt(),
    strength: strength(0.95),
    steps: steps(25),
    guidance: guidance(7.5, { least: 0, most: 20 }),
    expandPrompt: promptHelp(false),
    lora: z.string().max(2000).default('').meta({
      title: 'LoRA',
      description: 'The address of weights that add a style, or their name on Hugging Face.',
      placeholder: 'https://…',
      advanced: true,
    }),
    loraScale: z
      .number()
      .min(0)
      .max(4)
      .default(1)
      .meta({ title: 'Strength of the LoRA', widget: 'slider', step: 0.05, advanced: true }),
    safetyChecker: safetyChecker(),
    safetyCheckerVersion: z
      .enum(['v1', 'v2'])
      .default('v1')
      .meta({ title: 'Kind of safety checker', labels: { v1: 'CompVis', v2: 'ViT' }, advanced: true }),
    format: format(['jpeg', 'png'], 'png'),
    seed: seedParam(),
  }),
  size: (params) => sizeOf(params, SDXL),
  // it is billed by the second of a graphics card
  dollars: () => undefined,
  request({ prompt: text, params, seed, pictures: { start } }) {
    const common = {
      ...{ prompt: text, negative_prompt: params.negativePrompt, seed, num_images: 1, format: params.format },
      ...{
        image_size: { ...sizeOf(params, SDXL) },
        num_inference_steps: params.steps,
        guidance_scale: params.guidance,
      },
      ...{ expand_prompt: params.expandPrompt, safety_checker_version: params.safetyCheckerVersion },
      enable_safety_checker: params.safetyChecker,
      ...(params.lora.trim() !== '' && { loras: [{ path: params.lora.trim(), scale: params.loraScale }] }),
    }
    if (start === undefined) return request('fal-ai/fast-sdxl', common)
    return request('fal-ai/fast-sdxl/image-to-image', { ...common, image_url: start, strength: params.strength })
  },
  examples: [
    'Cinematic photo, a red fox crosses a snowed-in railway line at dusk, shallow depth of field',
    'Anime background, a hillside town above the sea in summer, power lines, cumulus clouds',
    'Isometric 3d render of a tiny film set, crane, dolly track, practical lights',
  ],
})
