import { randomUUID } from 'node:crypto'
import type { HttpBindings } from '@hono/node-server'
import { Hono } from 'hono'
import { z } from 'zod'
import { chatStream, emulateChat } from '../../testing/emulated-chat.ts'
import type { DrawEmulator } from '../../testing/emulator-kit.ts'

/** The key of the emulated account. */
export const OPENROUTER_KEY = 'sk-or-v1-emulated-5f1d2c'

/** As `GET /models` lists them; dollars per token are text there. */
interface Listed {
  readonly prompt: string
  readonly completion: string
  readonly takes: ReadonlySet<string>
}

const SAMPLING = ['temperature', 'top_p', 'frequency_penalty', 'presence_penalty']
const ALWAYS = ['max_tokens', 'response_format', 'structured_outputs', 'reasoning']

const MODELS: Readonly<Record<string, Listed>> = {
  'openai/gpt-6-luna': listed('0.0000001', '0.0000005', SAMPLING),
  'openai/gpt-6.1-sol': listed('0.000002', '0.00001'),
  'anthropic/claude-haiku-5.5': listed('0.0000001', '0.0000005'),
  'anthropic/claude-sonnet-5.5': listed('0.000002', '0.00001'),
  'google/gemini-3.8-flash': listed('0.00000075', '0.00000375', SAMPLING),
}

function listed(prompt: string, completion: string, more: readonly string[] = []): Listed {
  return { prompt, completion, takes: new Set([...ALWAYS, ...more]) }
}

const names = z.array(z.string().min(1)).min(1).optional()

/** Built from documentation: the service's own specification. Strict, as it is with fields that it does not know. */
const ChatSchema = z.strictObject({
  model: z.string().min(1),
  models: names,
  messages: z.array(z.strictObject({ role: z.enum(['system', 'user']), content: z.string().min(1) })).min(1),
  stream: z.literal(true),
  stream_options: z.strictObject({ include_usage: z.boolean() }).optional(),
  max_tokens: z.int().min(1).optional(),
  temperature: z.number().min(0).max(2).optional(),
  top_p: z.number().gt(0).max(1).optional(),
  frequency_penalty: z.number().min(-2).max(2).optional(),
  presence_penalty: z.number().min(-2).max(2).optional(),
  reasoning: z
    .strictObject({ effort: z.enum(['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max']) })
    .optional(),
  response_format: z
    .strictObject({
      type: z.literal('json_schema'),
      json_schema: z.strictObject({
        name: z.string().regex(/^[\w-]{1,64}$/),
        schema: z.looseObject({ type: z.literal('object') }),
        strict: z.boolean().optional(),
      }),
    })
    .optional(),
  provider: z
    .strictObject({
      order: names,
      only: names,
      ignore: names,
      allow_fallbacks: z.boolean().optional(),
      require_parameters: z.boolean().optional(),
      data_collection: z.enum(['allow', 'deny']).optional(),
      zdr: z.boolean().optional(),
      sort: z.enum(['price', 'throughput', 'latency']).optional(),
    })
    .optional(),
})
type Chat = z.infer<typeof ChatSchema>

const error = (code: number, message: string, metadata?: unknown) => ({
  error: { code, message, ...(metadata !== undefined && { metadata }) },
})

export const drawOpenRouter: DrawEmulator = (desk) => {
  const app = new Hono<{ Bindings: HttpBindings }>()
  const costs = new Map<string, number>()

  app.use(async (c, next) =>
    c.req.header('authorization') === `Bearer ${OPENROUTER_KEY}` || c.req.path === '/models'
      ? next()
      : c.json(error(401, 'No auth credentials found'), 401),
  )
  app.get('/models', (c) =>
    c.json({
      data: Object.entries(MODELS).map(([id, { prompt, completion, takes }]) => ({
        ...{ id, name: id, canonical_slug: id, created: 1_760_000_000, context_length: 400_000 },
        architecture: { modality: 'text->text', input_modalities: ['text'], output_modalities: ['text'] },
        pricing: { prompt, completion, request: '0', image: '0' },
        supported_parameters: [...takes],
      })),
    }),
  )
  app.get('/key', (c) =>
    c.json({
      data: {
        ...{ label: 'sk-or-v1-emu...d2c', limit: 20, limit_remaining: 12.5, limit_reset: 'daily', usage: 7.5 },
        ...{ usage_daily: 1.25, usage_weekly: 4, usage_monthly: 7.5, byok_usage: 0, is_free_tier: false },
        ...{ is_management_key: false, expires_at: null },
      },
    }),
  )
  app.get('/generation', (c) => {
    const id = c.req.query('id') ?? ''
    const cost = costs.get(id)
    if (cost === undefined) return c.json(error(404, `Generation ${id} not found`), 404)
    return c.json({ data: { id, total_cost: cost, usage: cost, streamed: true } })
  })
  app.post('/chat/completions', async (c) => {
    const parsed = ChatSchema.safeParse(await c.req.json().catch(() => undefined))
    if (!parsed.success) return c.json(error(400, z.prettifyError(parsed.error)), 400)
    const chat = parsed.data
    const [slug] = (chat.models ?? [chat.model]).filter((name) => MODELS[name])
    const model = slug === undefined ? undefined : MODELS[slug]
    if (slug === undefined || !model) return c.json(error(400, `${chat.model} is not a valid model ID`), 400)
    const refused = routeProblem(chat, model)
    if (refused !== undefined) return c.json(error(404, refused), 404)
    const answered = emulateChat({
      ...{ id: `gen-${randomUUID()}`, model: slug, limit: chat.max_tokens ?? 4096 },
      words: chat.messages.map(({ content }) => content).join('\n'),
      schema: chat.response_format?.json_schema.schema,
    })
    const { usage } = answered
    const cost = usage.prompt_tokens * Number(model.prompt) + usage.completion_tokens * Number(model.completion)
    costs.set(answered.id, cost)
    const more = { total_tokens: usage.prompt_tokens + usage.completion_tokens, is_byok: false, cost_details: {} }
    return chatStream(answered, {
      usage: { ...usage, ...more, cost, completion_tokens_details: { reasoning_tokens: 0 } },
      comments: true,
      desk,
    })
  })
  return { app, isPaid: ({ method, path }) => method === 'POST' && path === '/chat/completions' }
}

/** Why no host can take it. */
const routeProblem = ({ provider, ...chat }: Chat, { takes }: Listed): string | undefined => {
  const asked = Object.keys(chat).filter((name) => [...SAMPLING, ...ALWAYS].includes(name))
  return provider?.require_parameters && asked.some((name) => !takes.has(name))
    ? 'No endpoints found that can handle the requested parameters.'
    : undefined
}
