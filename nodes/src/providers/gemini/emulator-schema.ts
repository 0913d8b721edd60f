import { z } from 'zod'

/** Built from documentation (the client's types and the guides), never derived from the models beside it. */
export const WRITERS = {
  'gemini-3.8-flash': { levels: ['LOW', 'MEDIUM', 'HIGH'], samples: true },
  'gemini-3.5-flash-lite': { levels: ['MINIMAL', 'LOW', 'MEDIUM', 'HIGH'], samples: true },
  'gemini-4-argon': { levels: ['LOW', 'MEDIUM', 'HIGH'], samples: false },
} as const satisfies Readonly<Record<string, { readonly levels: readonly string[]; readonly samples: boolean }>>
export type Writer = keyof typeof WRITERS

const text = z.strictObject({ text: z.string().min(1) })
const picture = z.strictObject({
  inlineData: z.strictObject({
    mimeType: z.enum(['image/png', 'image/jpeg', 'image/webp', 'image/heic', 'image/heif']),
    data: z.base64().min(1),
  }),
})
export const level = z.enum(['MINIMAL', 'LOW', 'MEDIUM', 'HIGH'])
export const contents = z
  .array(z.strictObject({ role: z.literal('user'), parts: z.array(z.union([text, picture])).min(1) }))
  .min(1)

export const WriteSchema = z.strictObject({
  contents,
  systemInstruction: z.strictObject({ role: z.literal('user').optional(), parts: z.array(text).min(1) }).optional(),
  generationConfig: z.strictObject({
    maxOutputTokens: z.int().min(1).max(65_536).optional(),
    temperature: z.number().min(0).max(2).optional(),
    topP: z.number().min(0).max(1).optional(),
    thinkingConfig: z.strictObject({ thinkingLevel: level }).optional(),
    responseMimeType: z.enum(['text/plain', 'application/json']).optional(),
    responseJsonSchema: z.looseObject({ type: z.literal('object') }).optional(),
  }),
})
export type Write = z.infer<typeof WriteSchema>

/** What is refused although every field of it is known. */
export const writeProblem = (model: Writer, { generationConfig: config }: Write): string | undefined => {
  const { levels, samples }: { readonly levels: readonly string[]; readonly samples: boolean } = WRITERS[model]
  const asked = config.thinkingConfig?.thinkingLevel
  if (asked !== undefined && !levels.includes(asked)) return `Thinking level ${asked} is not supported for this model.`
  if (!samples && (config.temperature !== undefined || config.topP !== undefined))
    return 'temperature and top_p are not supported for this model.'
  if (config.responseJsonSchema && config.responseMimeType !== 'application/json')
    return 'response_json_schema needs response_mime_type application/json.'
  return undefined
}

type Contents = z.infer<typeof contents>

export const wordsOf = (asked: Contents): string =>
  asked.flatMap(({ parts }) => parts.flatMap((part) => ('text' in part ? [part.text] : []))).join('\n')

/** In base64. */
export const picturesOf = (asked: Contents): readonly string[] =>
  asked.flatMap(({ parts }) => parts.flatMap((part) => ('inlineData' in part ? [part.inlineData.data] : [])))
