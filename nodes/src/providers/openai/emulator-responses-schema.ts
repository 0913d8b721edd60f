import { z } from 'zod'
import { CHAT_MODELS, IMAGE_MODEL_NAMES, imageProblem } from './emulator-schema.ts'

/** Built from the client's types: strict, as the real one is. Of its tools only the one that draws. */
const tool = z.strictObject({
  type: z.literal('image_generation'),
  model: z.enum(IMAGE_MODEL_NAMES).optional(),
  action: z.enum(['generate', 'edit', 'auto']).optional(),
  size: z.string().optional(),
  quality: z.enum(['auto', 'low', 'medium', 'high', 'xhigh', 'max']).optional(),
  background: z.enum(['auto', 'opaque', 'transparent']).optional(),
  complexity: z.enum(['low', 'medium', 'high']).optional(),
  output_format: z.enum(['png', 'jpeg', 'webp']).optional(),
  output_compression: z.int().min(0).max(100).optional(),
  moderation: z.enum(['auto', 'low']).optional(),
})

const part = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('input_text'), text: z.string().min(1) }),
  z.strictObject({
    type: z.literal('input_image'),
    // an address of somewhere else it would fetch: nobody sends one here
    image_url: z.string().regex(/^data:image\/(png|jpeg|webp);base64,[\w+/]+=*$/),
    detail: z.enum(['low', 'high', 'auto', 'original']),
  }),
])

export const ResponseCreateSchema = z.strictObject({
  model: z.enum(CHAT_MODELS),
  instructions: z.string().min(1).optional(),
  input: z.array(z.strictObject({ role: z.enum(['developer', 'user']), content: z.array(part).min(1) })).min(1),
  reasoning: z.strictObject({ effort: z.enum(['none', 'low', 'medium', 'high', 'xhigh', 'max']) }).optional(),
  tools: z.tuple([tool]),
  tool_choice: z.strictObject({ type: z.literal('image_generation') }),
  max_tool_calls: z.int().min(1).optional(),
  parallel_tool_calls: z.boolean().optional(),
  background: z.literal(true),
  store: z.boolean().optional(),
})
export type AskedResponse = z.infer<typeof ResponseCreateSchema>

/** The least of the limits it has named for all that is sent. */
const MOST_BYTES = 50_000_000

export const responseProblem = ({
  input,
  tools: [asked],
}: AskedResponse): { readonly param: string; readonly message: string } | undefined => {
  const pictures = input.flatMap(({ content }) => content).filter(({ type }) => type === 'input_image')
  if (asked.action === 'edit' && pictures.length === 0)
    return { param: 'tools[0].action', message: 'There is no image to edit in the input.' }
  if (JSON.stringify(pictures).length > MOST_BYTES) return { param: 'input', message: 'The request is too large.' }
  const { model = 'gpt-image-2.6-flare', action: _, type: __, ...fields } = asked
  const problem = imageProblem({ ...fields, model, prompt: '' })
  return problem && { ...problem, param: `tools[0].${problem.param}` }
}
