import { z } from 'zod'

/**
 * Every endpoint as it is documented (the client's types, and the pages of the models): strict, so that what the real one
 * refuses is refused here. Written by hand beside the models, never derived from them.
 */
export interface EmulatedEndpoint {
  readonly schema: z.ZodType
  readonly makes: 'image' | 'video' | 'audio'
  /** Seconds, or the pixels, of what comes where the request does not say. */
  readonly gives?: Partial<Given>
  /** Answers carry a seed. */
  readonly seeds: boolean
}

export interface Given {
  readonly width: number
  readonly height: number
  readonly seconds: number
}

/** A data URI of a picture, or a file in fal's storage. The emulator checks that it is there. */
export const fileAddress = z.string().regex(/^(data:(image|audio|video)\/[a-z0-9+.-]+;base64,|https?:\/\/)/)

const seed = z.int().min(0).max(4_294_967_295).optional()
const prompt = z.string().min(1)
const imageSize = z.union([
  z.enum(['square_hd', 'square', 'portrait_4_3', 'portrait_16_9', 'landscape_4_3', 'landscape_16_9']),
  z.strictObject({ width: z.int().min(1).max(14_142), height: z.int().min(1).max(14_142) }),
])
const images = (most: number) => z.int().min(1).max(most).optional()
const flag = z.boolean().optional()

const flux1 = {
  prompt,
  seed,
  image_size: imageSize.optional(),
  num_images: images(4),
  num_inference_steps: z.int().min(1).max(50).optional(),
  guidance_scale: z.number().min(1).max(20).optional(),
  acceleration: z.enum(['none', 'regular', 'high']).optional(),
  output_format: z.enum(['jpeg', 'png']).optional(),
  enable_safety_checker: flag,
  sync_mode: flag,
}

export const ENDPOINTS: Readonly<Record<string, EmulatedEndpoint>> = {
  'fal-ai/flux/dev': { makes: 'image', seeds: true, schema: z.strictObject(flux1) },
  'fal-ai/flux/schnell': {
    makes: 'image',
    seeds: true,
    schema: z.strictObject({ ...flux1, num_inference_steps: z.int().min(1).max(12).optional() }),
  },
  'fal-ai/flux/dev/image-to-image': {
    makes: 'image',
    seeds: true,
    schema: z.strictObject({
      ...flux1,
      image_size: z.undefined().optional(),
      image_url: fileAddress,
      strength: z.number().min(0.01).max(1).optional(),
    }),
  },
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
