import { randomUUID } from 'node:crypto'
import type { HttpBindings } from '@hono/node-server'
import { Hono } from 'hono'
import { z } from 'zod'
import { chatStream, emulateChat } from '../../testing/emulated-chat.ts'
import type { DrawEmulator } from '../../testing/emulator-kit.ts'

/** What Ollama reads of a chat; it has no key, and wants none. */
const ChatSchema = z.strictObject({
  model: z.string().min(1),
  messages: z.array(z.strictObject({ role: z.enum(['system', 'user']), content: z.string().min(1) })).min(1),
  stream: z.literal(true),
  stream_options: z.strictObject({ include_usage: z.boolean() }).optional(),
  max_tokens: z.int().min(1).optional(),
  temperature: z.number().min(0).max(2).optional(),
  top_p: z.number().gt(0).max(1).optional(),
  seed: z.int().optional(),
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

const MODELS = ['gpt-oss:20b', 'llama3.3:70b']

const error = (message: string, type: string) => ({ error: { message, type, param: null, code: null } })

export const drawOwnServer: DrawEmulator = (desk) => {
  const app = new Hono<{ Bindings: HttpBindings }>()
  app.use(async (c, next) =>
    c.req.header('authorization') === undefined ? next() : c.json(error('nobody asked for a key', 'api_error'), 400),
  )
  app.get('/v1/models', (c) =>
    c.json({
      object: 'list',
      data: MODELS.map((id) => ({ id, object: 'model', created: 1_760_000_000, owned_by: 'library' })),
    }),
  )
  app.post('/v1/chat/completions', async (c) => {
    const parsed = ChatSchema.safeParse(await c.req.json().catch(() => undefined))
    if (!parsed.success) return c.json(error(z.prettifyError(parsed.error), 'invalid_request_error'), 400)
    const chat = parsed.data
    if (!MODELS.includes(chat.model))
      return c.json(error(`model "${chat.model}" not found, try pulling it first`, 'not_found_error'), 404)
    const answered = emulateChat({
      ...{ id: `chatcmpl-${randomUUID()}`, model: chat.model, limit: chat.max_tokens ?? 4096 },
      words: chat.messages.map(({ content }) => content).join('\n'),
      schema: chat.response_format?.json_schema.schema,
    })
    return chatStream(answered, { desk, ...(chat.stream_options?.include_usage && { usage: answered.usage }) })
  })
  return { app, isPaid: ({ method }) => method === 'POST' }
}
