import { randomUUID } from 'node:crypto'
import type { HttpBindings } from '@hono/node-server'
import { Hono } from 'hono'
import { z } from 'zod'
import { chatStream, emulateChat } from '../../testing/emulated-chat.ts'
import type { DrawEmulator } from '../../testing/emulator-kit.ts'

/** The emulated account. */
export const CLOUDFLARE_TOKEN = 'cf-emulated-token-40-characters-of-letters'
export const CLOUDFLARE_ACCOUNT = '023e105f4ecef8ad9ca31a8372d0c353'

const MODELS = [
  '@cf/openai/gpt-oss-20b',
  '@cf/openai/gpt-oss-120b',
  '@cf/meta/llama-4-scout-17b-16e-instruct',
  '@cf/google/gemma-4-26b-a4b-it',
  '@cf/zai-org/glm-4.7-flash',
  '@cf/moonshotai/kimi-k2.6',
]

/** Built from documentation. Strict, so that nothing is sent that nobody reads. */
const ChatSchema = z.strictObject({
  model: z.string().min(1),
  messages: z.array(z.strictObject({ role: z.enum(['system', 'user']), content: z.string().min(1) })).min(1),
  stream: z.literal(true),
  stream_options: z.strictObject({ include_usage: z.boolean() }).optional(),
  max_tokens: z.int().min(1).optional(),
  temperature: z.number().min(0).max(5).optional(),
  top_p: z.number().gt(0).max(1).optional(),
  seed: z.int().min(1).max(9_999_999_999).optional(),
  response_format: z
    .strictObject({
      type: z.literal('json_schema'),
      json_schema: z.strictObject({
        name: z.string().min(1),
        schema: z.looseObject({ type: z.literal('object') }),
        strict: z.boolean().optional(),
      }),
    })
    .optional(),
})

const refused = (code: number, message: string) => ({
  ...{ result: null, success: false, messages: [] },
  errors: [{ code, message }],
})
const told = (result: unknown) => ({ result, success: true, errors: [], messages: [] })

export const drawCloudflare: DrawEmulator = (desk) => {
  const app = new Hono<{ Bindings: HttpBindings }>()
  app.use(async (c, next) =>
    c.req.header('authorization') === `Bearer ${CLOUDFLARE_TOKEN}`
      ? next()
      : c.json(refused(10_000, 'Authentication error'), 401),
  )
  app.get('/user/tokens/verify', (c) => c.json(told({ id: 'f267e341f3dd4697bd3b9f71dd96247f', status: 'active' })))
  app.use('/accounts/:account/*', async (c, next) =>
    c.req.param('account') === CLOUDFLARE_ACCOUNT
      ? next()
      : c.json(refused(7003, 'Could not route to this account, perhaps your object identifier is invalid?'), 404),
  )
  app.get('/accounts/:account/tokens/verify', (c) => c.json(refused(1000, 'Invalid API Token'), 401))
  app.get('/accounts/:account/ai/models/search', (c) => {
    const count = Number(c.req.query('per_page') ?? 50)
    return c.json(told(MODELS.slice(0, count).map((name) => ({ id: name, name, task: { name: 'Text Generation' } }))))
  })
  app.post('/accounts/:account/ai/v1/chat/completions', async (c) => {
    const parsed = ChatSchema.safeParse(await c.req.json().catch(() => undefined))
    if (!parsed.success) return c.json(refused(5004, z.prettifyError(parsed.error)), 400)
    const chat = parsed.data
    if (!MODELS.includes(chat.model)) return c.json(refused(5007, `No such model ${chat.model} or task`), 400)
    const answered = emulateChat({
      ...{ id: `chatcmpl-${randomUUID()}`, model: chat.model, limit: chat.max_tokens ?? 256 },
      words: chat.messages.map(({ content }) => content).join('\n'),
      schema: chat.response_format?.json_schema.schema,
    })
    const { usage } = answered
    const all = { ...usage, total_tokens: usage.prompt_tokens + usage.completion_tokens }
    return chatStream(answered, { desk, ...(chat.stream_options?.include_usage && { usage: all }) })
  })
  return { app, isPaid: ({ method }) => method === 'POST' }
}
