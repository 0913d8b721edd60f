import { randomUUID } from 'node:crypto'
import type { HttpBindings } from '@hono/node-server'
import { Hono, type Context } from 'hono'
import { z } from 'zod'
import { emulateChat, eventStream, type EmulatedChat } from '../../testing/emulated-chat.ts'
import type { Desk, DrawEmulator } from '../../testing/emulator-kit.ts'
import { drawn, isDrawer } from './emulator-image.ts'
import { WRITERS, WriteSchema, picturesOf, wordsOf, writeProblem, type Writer } from './emulator-schema.ts'

/** The key of the emulated account. */
export const GEMINI_KEY = 'AIzaEmulated0c41f7b2'

type Asked = Context<{ Bindings: HttpBindings }>

/** What a picture counts here. */
const PICTURE_TOKENS = 1120
const THOUGHTS = 12
/** Of a whole request. */
const MOST_BYTES = 20_000_000

const refusal = (c: Asked, code: 400 | 404, status: string, message: string, details: readonly unknown[] = []) =>
  c.json({ error: { code, message, status, details } }, code)

export const drawGemini: DrawEmulator = (desk) => {
  const app = new Hono<{ Bindings: HttpBindings }>()

  app.use(async (c, next) => {
    if (c.req.header('x-goog-api-key') === GEMINI_KEY) return next()
    const reason = { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'API_KEY_INVALID' }
    return refusal(c, 400, 'INVALID_ARGUMENT', 'API key not valid. Please pass a valid API key.', [reason])
  })
  app.get('/v1/models', (c) => {
    const models = Object.keys(WRITERS).map((name) => ({ name: `models/${name}`, displayName: name }))
    return c.json({ models: models.slice(0, Number(c.req.query('pageSize') ?? 50)), nextPageToken: 'more' })
  })
  app.post('/v1/models/:call', async (c) => {
    const [model = '', method] = c.req.param('call').split(':')
    const body = await c.req.text()
    if (body.length > MOST_BYTES) return refusal(c, 400, 'INVALID_ARGUMENT', 'Request payload size exceeds the limit.')
    if (isWriter(model) && method === 'streamGenerateContent' && c.req.query('alt') === 'sse')
      return write(c, model, body, desk)
    if (isDrawer(model) && method === 'generateContent') {
      const answer = await drawn(model, jsonOf(body), desk)
      return typeof answer === 'string' ? refusal(c, 400, 'INVALID_ARGUMENT', answer) : c.json(answer)
    }
    return refusal(c, 404, 'NOT_FOUND', `models/${model} is not found for API version v1, or is not supported.`)
  })
  return { app, isPaid: ({ method, path }) => method === 'POST' && /:(streamG|g)enerateContent$/.test(path) }
}

const isWriter = (model: string): model is Writer => Object.hasOwn(WRITERS, model)

const jsonOf = (body: string): unknown => {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

const write = (c: Asked, model: Writer, body: string, desk: Desk) => {
  const parsed = WriteSchema.safeParse(jsonOf(body))
  if (!parsed.success) return refusal(c, 400, 'INVALID_ARGUMENT', z.prettifyError(parsed.error))
  const problem = writeProblem(model, parsed.data)
  if (problem !== undefined) return refusal(c, 400, 'INVALID_ARGUMENT', problem)
  const { contents, systemInstruction, generationConfig } = parsed.data
  const system = systemInstruction?.parts.map(({ text }) => text).join('\n') ?? ''
  const answered = emulateChat({
    ...{ id: randomUUID(), model, limit: generationConfig.maxOutputTokens ?? 65_536 },
    ...{ words: `${system}\n${wordsOf(contents)}`, schema: generationConfig.responseJsonSchema },
  })
  const chunks = chunksOf(answered, picturesOf(contents).length * PICTURE_TOKENS)
  return eventStream(
    chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`),
    desk,
  )
}

/** It thinks first, and says as much, and then writes word by word; every chunk counts what came so far. */
const chunksOf = ({ id, model, text, finish, usage }: EmulatedChat, pictureTokens: number) => {
  const prompt = usage.prompt_tokens + pictureTokens
  const chunk = (parts: readonly unknown[], last: boolean) => ({
    candidates: [
      {
        content: { parts, role: 'model' },
        ...(last && { finishReason: finish === 'stop' ? 'STOP' : 'MAX_TOKENS' }),
        index: 0,
      },
    ],
    usageMetadata: {
      ...{ promptTokenCount: prompt, thoughtsTokenCount: THOUGHTS },
      ...(last && { candidatesTokenCount: usage.completion_tokens }),
      totalTokenCount: prompt + THOUGHTS + (last ? usage.completion_tokens : 0),
    },
    modelVersion: model,
    responseId: id,
  })
  return [
    chunk([{ text: 'Considering the shots.', thought: true }], false),
    ...(text.match(/\S+\s*/g) ?? []).map((word) => chunk([{ text: word }], false)),
    chunk([{ text: '', thoughtSignature: 'EqMB' }], true),
  ]
}
