import { randomUUID } from 'node:crypto'
import type { HttpBindings } from '@hono/node-server'
import { Hono, type Context } from 'hono'
import { z } from 'zod'
import { emulateChat, eventStream, type EmulatedChat } from '../../testing/emulated-chat.ts'
import type { DrawEmulator } from '../../testing/emulator-kit.ts'
import { MessageSchema, MODELS, messageProblem, picturesOf, wordsOf } from './emulator-schema.ts'

/** The key of the emulated account. */
export const ANTHROPIC_KEY = 'sk-ant-emulated-7d30c2aa91'

type Asked = Context<{ Bindings: HttpBindings }>

const VERSIONS = new Set(['2026-10-21', '2023-06-01'])
/** What a picture counts here. */
const PICTURE_TOKENS = 1500

const refusal = (c: Asked, status: 400 | 401 | 404, type: string, message: string) => {
  const requestId = `req_${randomUUID()}`
  c.header('request-id', requestId)
  return c.json({ type: 'error', error: { type, message }, request_id: requestId }, status)
}

export const drawAnthropic: DrawEmulator = (desk) => {
  const app = new Hono<{ Bindings: HttpBindings }>()

  app.use(async (c, next) => {
    const key = c.req.header('x-api-key') ?? c.req.header('authorization')?.replace(/^Bearer /, '')
    if (key !== ANTHROPIC_KEY) return refusal(c, 401, 'authentication_error', 'invalid x-api-key')
    if (!VERSIONS.has(c.req.header('anthropic-version') ?? ''))
      return refusal(c, 400, 'invalid_request_error', 'anthropic-version: header is required')
    return next()
  })
  app.get('/v1/models', (c) => {
    const ids = Object.keys(MODELS)
    const data = ids.map((id) => ({
      ...{ id, type: 'model', display_name: id, created_at: '2026-10-07T00:00:00Z', lifecycle: 'active' },
      ...{ max_input_tokens: 1_000_000, max_tokens: 128_000, deprecated_at: null, retires_at: null },
    }))
    return c.json({ data, has_more: false, first_id: ids[0], last_id: ids.at(-1) })
  })

  app.post('/v1/messages', async (c) => {
    const parsed = MessageSchema.safeParse(await c.req.json().catch(() => undefined))
    if (!parsed.success) {
      const [issue] = parsed.error.issues
      if (issue?.path[0] === 'model') return refusal(c, 404, 'not_found_error', 'model: no such model')
      return refusal(c, 400, 'invalid_request_error', z.prettifyError(parsed.error))
    }
    const message = parsed.data
    const problem = await messageProblem(message)
    if (problem !== undefined) return refusal(c, 400, 'invalid_request_error', problem)
    const answered = emulateChat({
      ...{ id: `msg_${randomUUID()}`, model: message.model, limit: message.max_tokens },
      ...{ words: wordsOf(message), schema: message.output_config?.format?.schema },
    })
    const streamed = eventStream(
      eventsOf(answered, picturesOf(message).length * PICTURE_TOKENS).map(
        (event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`,
      ),
      desk,
    )
    streamed.headers.set('request-id', `req_${randomUUID()}`)
    return streamed
  })
  return { app, isPaid: ({ method, path }) => method === 'POST' && path === '/v1/messages' }
}

/** It thinks first, out of sight, and then writes word by word. */
const eventsOf = ({ id, model, text, finish, usage }: EmulatedChat, pictureTokens: number) => {
  const input = usage.prompt_tokens + pictureTokens
  const counted = { input_tokens: input, cache_creation_input_tokens: 0, cache_read_input_tokens: 0 }
  const message = {
    ...{ id, type: 'message', role: 'assistant', model, content: [], container: null, diagnostics: null },
    ...{ stop_reason: null, stop_sequence: null, stop_details: null },
    usage: { ...counted, output_tokens: 1, service_tier: 'standard', inference_geo: 'global', speed: null },
  }
  const block = (index: number, type: string, content: object) => ({
    ...{ type: 'content_block_start', index },
    content_block: { type, ...content },
  })
  const delta = (index: number, content: object) => ({ type: 'content_block_delta', index, delta: content })
  return [
    { type: 'message_start', message },
    { type: 'ping' },
    block(0, 'thinking', { thinking: '', signature: '' }),
    delta(0, { type: 'signature_delta', signature: 'EqMB' }),
    { type: 'content_block_stop', index: 0 },
    block(1, 'text', { text: '', citations: null }),
    ...(text.match(/\S+\s*/g) ?? []).map((word) => delta(1, { type: 'text_delta', text: word })),
    { type: 'content_block_stop', index: 1 },
    {
      type: 'message_delta',
      delta: { stop_reason: finish === 'stop' ? 'end_turn' : 'max_tokens', stop_sequence: null, stop_details: null },
      usage: {
        ...counted,
        output_tokens: usage.completion_tokens + 12,
        output_tokens_details: { thinking_tokens: 12 },
      },
    },
    { type: 'message_stop' },
  ]
}
