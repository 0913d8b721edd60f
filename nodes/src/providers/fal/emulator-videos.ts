import { z } from 'zod'
import { fileAddress, flag, prompt, seed, type EmulatedEndpoint } from './emulator-fields.ts'

const words = z.string().optional()
const klingRatio = z.enum(['16:9', '9:16', '1:1']).optional()
const share = z.number().min(0).max(1).optional()
const short = z.string().max(2500)

const video = (schema: z.ZodType, gives: NonNullable<EmulatedEndpoint['gives']> = {}): EmulatedEndpoint => ({
  ...{ makes: 'video', seeds: false, schema, gives },
})

const thirteen = z.enum(['3', '4', '5', '6', '7', '8', '9', '10', '11', '12', '13', '14', '15']).optional()
const kling3 = {
  ...{ prompt: short.optional(), duration: thirteen, generate_audio: flag, negative_prompt: short.optional() },
  cfg_scale: share,
  shot_type: z.enum(['customize', 'intelligent']).optional(),
  multi_prompt: z.array(z.strictObject({ prompt, duration: z.string().optional() })).optional(),
}
const elements = z
  .array(z.strictObject({ frontal_image_url: fileAddress, reference_image_urls: z.array(fileAddress) }))
  .optional()
const kling3Text = video(z.strictObject({ ...kling3, aspect_ratio: klingRatio }), { height: 1080 })
const kling3Image = video(
  z.strictObject({ ...kling3, elements, start_image_url: fileAddress, end_image_url: fileAddress.optional() }),
  { height: 1080 },
)
const kling2 = { prompt: short.min(1), duration: z.enum(['5', '10']).optional(), negative_prompt: short.optional() }
const frames = { start_image_url: fileAddress, end_image_url: fileAddress.optional() }

const klings: Readonly<Record<string, EmulatedEndpoint>> = {
  'fal-ai/kling-video/v3/pro/text-to-video': kling3Text,
  'fal-ai/kling-video/v3/pro/image-to-video': kling3Image,
  'fal-ai/kling-video/v3/standard/text-to-video': kling3Text,
  'fal-ai/kling-video/v3/standard/image-to-video': kling3Image,
  'fal-ai/kling-video/v2.6/pro/text-to-video': video(
    z.strictObject({ ...kling2, aspect_ratio: klingRatio, cfg_scale: share, generate_audio: flag }),
  ),
  'fal-ai/kling-video/v2.6/pro/image-to-video': video(
    z.strictObject({ ...kling2, ...frames, generate_audio: flag, voice_ids: z.array(z.string()).max(2).optional() }),
  ),
  'fal-ai/kling-video/v2.5-turbo/pro/text-to-video': video(
    z.strictObject({ ...kling2, aspect_ratio: klingRatio, cfg_scale: share }),
  ),
  'fal-ai/kling-video/v2.5-turbo/pro/image-to-video': video(
    z.strictObject({ ...kling2, cfg_scale: share, image_url: fileAddress, tail_image_url: fileAddress.optional() }),
  ),
}

const veo = {
  ...{ prompt, seed, negative_prompt: words, generate_audio: flag, auto_fix: flag },
  duration: z.enum(['4s', '6s', '8s']).optional(),
  resolution: z.enum(['720p', '1080p', '4k']).optional(),
  aspect_ratio: z.enum(['auto', '16:9', '9:16']).optional(),
  safety_tolerance: z.enum(['1', '2', '3', '4', '5', '6']).optional(),
}
const veos = ['fal-ai/veo3.1', 'fal-ai/veo3.1/fast'].map((endpoint) => ({
  [endpoint]: video(z.strictObject({ ...veo, aspect_ratio: z.enum(['16:9', '9:16']).optional() }), { seconds: 8 }),
  [`${endpoint}/image-to-video`]: video(z.strictObject({ ...veo, image_url: fileAddress }), { seconds: 8 }),
  [`${endpoint}/first-last-frame-to-video`]: video(
    z.strictObject({ ...veo, first_frame_url: fileAddress, last_frame_url: fileAddress }),
    { seconds: 8 },
  ),
}))

const seedance = (resolutions: readonly string[]) => ({
  ...{ prompt, generate_audio: flag, end_user_id: words, resolution: z.enum(resolutions).optional() },
  duration: z.enum(['auto', '4', '5', '6', '7', '8', '9', '10', '11', '12', '13', '14', '15']).optional(),
  aspect_ratio: z.enum(['auto', '21:9', '16:9', '4:3', '1:1', '3:4', '9:16']).optional(),
  bitrate_mode: z.enum(['standard', 'high']).optional(),
})
const seedances = Object.entries({
  'bytedance/seedance-2.0': seedance(['480p', '720p', '1080p', '4k']),
  'bytedance/seedance-2.0/fast': seedance(['480p', '720p']),
}).map(([endpoint, fields]) => ({
  [`${endpoint}/text-to-video`]: { ...video(z.strictObject(fields)), seeds: true },
  [`${endpoint}/image-to-video`]: {
    ...video(z.strictObject({ ...fields, image_url: fileAddress, end_image_url: fileAddress.optional() })),
    seeds: true,
  },
}))

const hailuo = { prompt: z.string().min(1).max(2000), prompt_optimizer: flag }
const sixOrTen = z.enum(['6', '10']).optional()
const hailuos: Readonly<Record<string, EmulatedEndpoint>> = {
  'fal-ai/minimax/hailuo-2.3/standard/text-to-video': video(z.strictObject({ ...hailuo, duration: sixOrTen }), {
    seconds: 6,
    height: 768,
  }),
  'fal-ai/minimax/hailuo-2.3/standard/image-to-video': video(
    z.strictObject({ ...hailuo, duration: sixOrTen, image_url: fileAddress }),
    { seconds: 6, height: 768 },
  ),
  'fal-ai/minimax/hailuo-2.3/pro/text-to-video': video(z.strictObject(hailuo), { seconds: 6, height: 1080 }),
  'fal-ai/minimax/hailuo-2.3/pro/image-to-video': video(z.strictObject({ ...hailuo, image_url: fileAddress }), {
    seconds: 6,
    height: 1080,
  }),
  'fal-ai/minimax/hailuo-02/standard/image-to-video': video(
    z.strictObject({
      ...{ ...hailuo, duration: sixOrTen, image_url: fileAddress, end_image_url: fileAddress.optional() },
      resolution: z.enum(['512P', '768P']).optional(),
    }),
    { seconds: 6 },
  ),
}

const pika = { seed, negative_prompt: words, resolution: z.enum(['720p', '1080p']).optional() }
const fiveOrTen = z.literal([5, 10]).optional()
const pikas: Readonly<Record<string, EmulatedEndpoint>> = {
  'fal-ai/pika/v2.2/text-to-video': video(
    z.strictObject({
      ...{ ...pika, prompt, duration: fiveOrTen },
      aspect_ratio: z.enum(['16:9', '9:16', '1:1', '4:5', '5:4', '3:2', '2:3']).optional(),
    }),
  ),
  'fal-ai/pika/v2.2/image-to-video': video(
    z.strictObject({ ...pika, prompt, duration: fiveOrTen, image_url: fileAddress }),
  ),
  'fal-ai/pika/v2.2/pikaframes': video(
    z.strictObject({
      ...{ ...pika, prompt: words, image_urls: z.array(fileAddress).min(2).max(5) },
      transitions: z
        .array(z.strictObject({ duration: z.number().min(1).max(25).optional(), prompt: words }))
        .optional(),
    }),
  ),
}

export const VIDEO_ENDPOINTS: Readonly<Record<string, EmulatedEndpoint>> = {
  ...klings,
  ...Object.fromEntries([...veos, ...seedances].flatMap((family) => Object.entries(family))),
  ...hailuos,
  ...pikas,
}
