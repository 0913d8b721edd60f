import { z } from 'zod'

/** Built from documentation (the client's types), never derived from the models beside it: strict, as the real one is. */
const jsonSchema = z.strictObject({
  type: z.literal('json_schema'),
  json_schema: z.strictObject({
    name: z.string().regex(/^[\w-]{1,64}$/),
    schema: z.looseObject({ type: z.literal('object') }),
    strict: z.boolean().optional(),
  }),
})

export const CHAT_MODELS = ['gpt-6-luna', 'gpt-6.1-terra', 'gpt-6.1-sol'] as const

export const ChatSchema = z.strictObject({
  model: z.enum(CHAT_MODELS),
  messages: z.array(z.strictObject({ role: z.enum(['developer', 'user']), content: z.string().min(1) })).min(1),
  stream: z.literal(true),
  stream_options: z.strictObject({ include_usage: z.boolean() }).optional(),
  max_completion_tokens: z.int().min(1).max(128_000).optional(),
  reasoning_effort: z.enum(['none', 'low', 'medium', 'high', 'xhigh', 'max']).optional(),
  verbosity: z.enum(['low', 'medium', 'high']).optional(),
  temperature: z.number().min(0).max(2).optional(),
  top_p: z.number().min(0).max(1).optional(),
  response_format: jsonSchema.optional(),
})

/** GPT-6 takes a temperature only where it does not think, and 6.1 always thinks. */
export const chatProblem = (
  chat: z.infer<typeof ChatSchema>,
): { readonly param: string; readonly message: string } | undefined => {
  if (chat.model !== 'gpt-6-luna' && chat.reasoning_effort === 'none')
    return { param: 'reasoning_effort', message: `Unsupported value: 'none' is not supported with ${chat.model}.` }
  const told = (['temperature', 'top_p'] as const).find((name) => chat[name] !== undefined)
  return told !== undefined && chat.reasoning_effort !== 'none'
    ? { param: told, message: `Unsupported parameter: '${told}' is not supported with this model.` }
    : undefined
}

const IMAGE_MODELS = {
  'gpt-image-2.6-flare': false,
  'gpt-image-2.6-sunburst': false,
  'gpt-image-2.5-flare': true,
  'gpt-image-2.5-sunburst': true,
} as const

export const IMAGE_MODEL_NAMES = Object.keys(IMAGE_MODELS) as (keyof typeof IMAGE_MODELS)[] // Object.keys forgets literal keys

/** Forms hold nothing but text. */
const whole = z.union([z.int(), z.string().regex(/^\d+$/).transform(Number)])

const imageFields = {
  model: z.enum(IMAGE_MODEL_NAMES),
  prompt: z.string().min(1).max(32_000),
  n: whole.pipe(z.int().min(1).max(10)).optional(),
  size: z.string().optional(),
  quality: z.enum(['auto', 'low', 'medium', 'high', 'xhigh', 'max']).optional(),
  background: z.enum(['auto', 'opaque', 'transparent']).optional(),
  complexity: z.enum(['low', 'medium', 'high']).optional(),
  output_format: z.enum(['png', 'jpeg', 'webp']).optional(),
  output_compression: whole.pipe(z.int().min(0).max(100)).optional(),
}
export const GenerateSchema = z.strictObject({ ...imageFields, moderation: z.enum(['auto', 'low']).optional() })
export const EditSchema = z.strictObject(imageFields)
export type AskedImage = z.infer<typeof GenerateSchema>

export const pixelsOf = (size = '1024x1024'): readonly [number, number] => {
  const [width = 0, height = 0] = (size === 'auto' ? '1024x1024' : size).split('x').map(Number)
  return [width, height]
}

export const imageProblem = (asked: AskedImage): { readonly param: string; readonly message: string } | undefined => {
  const [width, height] = pixelsOf(asked.size)
  const [pixels, ratio] = [width * height, width / height]
  const bad = (param: string, message: string) => ({ param, message })
  if (width % 16 !== 0 || height % 16 !== 0) return bad('size', 'Width and height must be divisible by 16.')
  if (pixels < 655_360 || pixels > 8_294_400 || Math.max(width, height) > 3840)
    return bad('size', `Invalid size ${asked.size}.`)
  if (ratio > 3 || ratio < 1 / 3) return bad('size', 'The aspect ratio must be between 1:3 and 3:1.')
  if ((asked.quality === 'xhigh' || asked.quality === 'max') && !IMAGE_MODELS[asked.model])
    return bad('quality', `Invalid quality for ${asked.model}.`)
  if (asked.background === 'transparent' && asked.output_format === 'jpeg')
    return bad('background', 'Transparent backgrounds need png or webp.')
  if (asked.output_compression !== undefined && asked.output_format !== 'jpeg' && asked.output_format !== 'webp')
    return bad('output_compression', 'Compression less than 100 is not supported for PNG.')
  return undefined
}

export const SpeechSchema = z.strictObject({
  model: z.enum(['tts-1', 'tts-1-hd', 'gpt-4o-mini-tts', 'gpt-4o-mini-tts-2025-12-15']),
  input: z.string().min(1).max(4096),
  voice: z.enum([
    ...[
      'alloy',
      'ash',
      'ballad',
      'cedar',
      'coral',
      'echo',
      'fable',
      'marin',
      'nova',
      'onyx',
      'sage',
      'shimmer',
      'verse',
    ],
  ] as [string, ...string[]]),
  instructions: z.string().optional(),
  response_format: z.enum(['mp3', 'opus', 'aac', 'flac', 'wav', 'pcm']).optional(),
  speed: z.number().min(0.25).max(4).optional(),
  stream_format: z.enum(['sse', 'audio']).optional(),
})

export const TranscriptionSchema = z.strictObject({
  model: z.literal('whisper-1'),
  response_format: z.enum(['json', 'text', 'srt', 'verbose_json', 'vtt']).optional(),
  'timestamp_granularities[]': z.array(z.enum(['word', 'segment'])).optional(),
  language: z
    .string()
    .regex(/^[a-z]{2}$/)
    .optional(),
  prompt: z.string().optional(),
  temperature: z.coerce.number().min(0).max(1).optional(),
})
