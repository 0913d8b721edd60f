import { z } from 'zod'

/** Built from documentation (the client's types and the guides), never derived from the models beside it. */
export const MODELS = {
  'claude-haiku-5-5': { off: 'disabled' },
  'claude-sonnet-5-5': { off: 'between_tools' },
  'claude-opus-5-5': { off: undefined },
  'claude-fable-5-1': { off: undefined },
} as const satisfies Readonly<Record<string, { readonly off: string | undefined }>>
export type Listed = keyof typeof MODELS

const text = z.strictObject({ type: z.literal('text'), text: z.string().min(1) })
const image = z.strictObject({
  type: z.literal('image'),
  source: z.strictObject({
    type: z.literal('base64'),
    media_type: z.enum(['image/jpeg', 'image/png', 'image/gif', 'image/webp']),
    data: z.base64().min(1),
  }),
})

/** Sampling is refused even at its defaults since the version of 2026-10-21. */
export const MessageSchema = z.strictObject({
  model: z.enum(Object.keys(MODELS) as Listed[]), // Object.keys forgets literal keys
  max_tokens: z.int().min(1).max(128_000),
  stream: z.literal(true),
  system: z.string().min(1).optional(),
  messages: z
    .array(
      z.strictObject({
        role: z.literal('user'),
        content: z.union([z.string().min(1), z.array(z.discriminatedUnion('type', [text, image])).min(1)]),
      }),
    )
    .min(1),
  thinking: z.strictObject({ type: z.enum(['adaptive', 'disabled', 'between_tools']) }).optional(),
  output_config: z
    .strictObject({
      effort: z.enum(['low', 'medium', 'high', 'xhigh', 'max']).optional(),
      format: z
        .strictObject({ type: z.literal('json_schema'), schema: z.looseObject({ type: z.literal('object') }) })
        .optional(),
    })
    .optional(),
})
export type Message = z.infer<typeof MessageSchema>

const MOST_PIXELS = 8000
const MOST_BYTES = 10_000_000

/** What is refused although every field of it is known. */
export const messageProblem = async (message: Message): Promise<string | undefined> => {
  const { thinking, output_config: output } = message
  const { off } = MODELS[message.model]
  if (thinking && thinking.type !== 'adaptive' && thinking.type !== off)
    return `"thinking.type.${thinking.type}" is not supported for this model.`
  if (thinking?.type === 'disabled' && (output?.effort === 'xhigh' || output?.effort === 'max'))
    return `"thinking.type.disabled" is not supported with effort ${output.effort}.`
  if (output?.format) {
    const problem = schemaProblem(output.format.schema)
    if (problem !== undefined) return `output_config.format.schema: ${problem}`
  }
  for (const [place, { data }] of picturesOf(message).entries()) {
    const problem = await pictureProblem(data)
    if (problem !== undefined) return `messages.0.content.${place}.image.source.base64: ${problem}`
  }
  return undefined
}

/** Every object is closed, and limits of numbers and lengths are not known. */
const schemaProblem = (schema: unknown): string | undefined => {
  if (typeof schema !== 'object' || schema === null) return undefined
  if (Array.isArray(schema)) return schema.map(schemaProblem).find((problem) => problem !== undefined)
  const entries: readonly (readonly [string, unknown])[] = Object.entries(schema)
  const type = z.string().safeParse(entries.find(([name]) => name === 'type')?.[1]).data
  if (type === 'object' && !entries.some(([name, value]) => name === 'additionalProperties' && value === false))
    return "For 'object' type, 'additionalProperties' must be explicitly set to false"
  const limit = type !== undefined ? entries.find(([name]) => LIMITS.has(name))?.[0] : undefined
  if (limit !== undefined) return `For '${type}' type, property '${limit}' is not supported`
  return entries.map(([, value]) => schemaProblem(value)).find((problem) => problem !== undefined)
}
const LIMITS = new Set(['minimum', 'maximum', 'multipleOf', 'minLength', 'maxLength', 'maxItems', 'pattern'])

interface Picture {
  readonly data: string
}

export const picturesOf = ({ messages }: Message): readonly Picture[] =>
  messages.flatMap(({ content }) =>
    typeof content === 'string' ? [] : content.flatMap((part) => (part.type === 'image' ? [part.source] : [])),
  )

export const wordsOf = ({ system = '', messages }: Message): string =>
  [
    system,
    ...messages.flatMap(({ content }) =>
      typeof content === 'string' ? [content] : content.flatMap((part) => (part.type === 'text' ? [part.text] : [])),
    ),
  ].join('\n')

const pictureProblem = async (data: string): Promise<string | undefined> => {
  if (data.length > MOST_BYTES) return `image exceeds ${MOST_BYTES} bytes`
  const { default: sharp } = await import('sharp')
  try {
    const { width, height } = await sharp(Buffer.from(data, 'base64')).metadata()
    return Math.max(width, height) > MOST_PIXELS ? `image dimensions exceed ${MOST_PIXELS} pixels` : undefined
  } catch {
    return 'Could not process image'
  }
}
