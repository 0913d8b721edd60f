import { z } from 'zod'

import { fileAddress, flag, prompt, seed, type EmulatedEndpoint } from './emulator-fields.ts'

const PRESET_NAMES = [
  'square_hd',
  'square',
  'portrait_4_3',
  'portrait_16_9',
  'landscape_4_3',
  'landscape_16_9',
] as const
const imageSize = z.union([
  z.enum(PRESET_NAMES),
  z.strictObject({ width: z.int().min(1).max(14_142), height: z.int().min(1).max(14_142) }),
])
const images = (most: number) => z.int().min(1).max(most).optional()
const acceleration = z.enum(['none', 'regular', 'high']).optional()

const flux1 = {
  ...{ prompt, seed, image_size: imageSize.optional(), num_images: images(4), sync_mode: flag, acceleration },
  num_inference_steps: z.int().min(1).max(50).optional(),
  guidance_scale: z.number().min(1).max(20).optional(),
  output_format: z.enum(['jpeg', 'png']).optional(),
  enable_safety_checker: flag,
}
// its result has the size of the picture
const { image_size: _, ...flux1Image } = flux1

const flux2Size = z.union([
  z.enum(PRESET_NAMES),
  z.strictObject({ width: z.int().min(512).max(2048), height: z.int().min(512).max(2048) }),
])
const flux2 = {
  ...{ prompt, seed, image_size: flux2Size.optional(), num_images: images(4), sync_mode: flag, acceleration },
  num_inference_steps: z.int().min(4).max(50).optional(),
  guidance_scale: z.number().min(0).max(20).optional(),
  output_format: z.enum(['jpeg', 'png', 'webp']).optional(),
  enable_prompt_expansion: flag,
  enable_safety_checker: flag,
}
const flux2Pro = {
  ...{ prompt, seed, image_size: imageSize.optional(), sync_mode: flag, enable_safety_checker: flag },
  output_format: z.enum(['jpeg', 'png']).optional(),
  safety_tolerance: z.enum(['1', '2', '3', '4', '5']).optional(),
}
const fastSdxl = {
  ...{ prompt, seed, image_size: imageSize.optional(), num_images: images(8), sync_mode: flag },
  negative_prompt: z.string().optional(),
  num_inference_steps: z.int().min(1).max(50).optional(),
  guidance_scale: z.number().min(0).max(20).optional(),
  loras: z
    .array(z.strictObject({ path: z.string().min(1), scale: z.number().min(0).max(4).optional(), force: flag }))
    .optional(),
  embeddings: z.array(z.strictObject({ path: z.string().min(1), tokens: z.array(z.string()).optional() })).optional(),
  enable_safety_checker: flag,
  safety_checker_version: z.enum(['v1', 'v2']).optional(),
  expand_prompt: flag,
  format: z.enum(['jpeg', 'png']).optional(),
  request_id: z.string().optional(),
}

const image = (schema: z.ZodType, seeds = true): EmulatedEndpoint => ({ makes: 'image', seeds, schema })

export const IMAGE_ENDPOINTS: Readonly<Record<string, EmulatedEndpoint>> = {
  'fal-ai/flux/dev': image(z.strictObject(flux1)),
  'fal-ai/flux/schnell': image(z.strictObject({ ...flux1, num_inference_steps: z.int().min(1).max(12).optional() })),
  'fal-ai/flux/dev/image-to-image': image(
    z.strictObject({ ...flux1Image, image_url: fileAddress, strength: z.number().min(0.01).max(1).optional() }),
  ),
  'fal-ai/flux-2': image(z.strictObject(flux2)),
  'fal-ai/flux-2/edit': image(z.strictObject({ ...flux2, image_urls: z.array(fileAddress).min(1).max(4) })),
  'fal-ai/flux-2-pro': image(z.strictObject(flux2Pro)),
  'fal-ai/flux-2-pro/edit': image(
    z.strictObject({
      ...flux2Pro,
      image_size: z.union([z.literal('auto'), imageSize]).optional(),
      image_urls: z.array(fileAddress).min(1),
    }),
  ),
  'fal-ai/flux-pro/kontext': image(
    z.strictObject({
      ...{ prompt, seed, image_url: fileAddress, num_images: images(4), sync_mode: flag, enhance_prompt: flag },
      aspect_ratio: z.enum(['21:9', '16:9', '4:3', '3:2', '1:1', '2:3', '3:4', '9:16', '9:21']).optional(),
      guidance_scale: z.number().min(1).max(20).optional(),
      output_format: z.enum(['jpeg', 'png']).optional(),
      safety_tolerance: z.enum(['1', '2', '3', '4', '5', '6']).optional(),
    }),
  ),
  'fal-ai/fast-sdxl': image(z.strictObject(fastSdxl)),
  'fal-ai/fast-sdxl/image-to-image': image(
    z.strictObject({
      ...fastSdxl,
      ...{ image_url: fileAddress, crop_output: flag, preserve_aspect_ratio: flag },
      strength: z.number().min(0.01).max(1).optional(),
    }),
  ),
}

const PRESETS: Readonly<Record<string, readonly [number, number]>> = {
  square_hd: [1024, 1024],
  square: [512, 512],
  portrait_4_3: [768, 1024],
  portrait_16_9: [576, 1024],
  landscape_4_3: [1024, 768],
  landscape_16_9: [1024, 576],
}

/** The pixels that an `image_size` asks for. */
export const pixelsOf = (imageSizeGiven: unknown): readonly [number, number] | undefined => {
  const asked = imageSize.safeParse(imageSizeGiven).data
  if (asked === undefined) return undefined
  return typeof asked === 'string' ? PRESETS[asked] : [asked.width, asked.height]
}
