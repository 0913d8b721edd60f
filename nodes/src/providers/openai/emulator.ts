import { randomUUID } from 'node:crypto'
import type { HttpBindings } from '@hono/node-server'
import { Hono, type Context } from 'hono'
import type { z } from 'zod'
import { chatStream, emulateChat } from '../../testing/emulated-chat.ts'
import type { DrawEmulator } from '../../testing/emulator-kit.ts'
import { picture, sound } from '../../testing/real-media.ts'
import { newBackground, statusOf, told, type Background } from './emulator-responses.ts'
import { ResponseCreateSchema, responseProblem } from './emulator-responses-schema.ts'
import {
  ChatSchema,
  EditSchema,
  GenerateSchema,
  SpeechSchema,
  TranscriptionSchema,
  chatProblem,
  imageProblem,
  pixelsOf,
  type AskedImage,
} from './emulator-schema.ts'

/** The key of the emulated account. */
export const OPENAI_KEY = 'sk-proj-emulated-0b7e44d1'

type Asked = Context<{ Bindings: HttpBindings }>

const error = (
  message: string,
  { code = null, param = null }: { code?: string | null; param?: string | null } = {},
) => ({
  error: { message, type: 'invalid_request_error', param, code },
})
const refuse = (c: Asked, parsed: z.ZodError) => {
  const [issue] = parsed.issues
  const param = String(issue?.path[0] ?? '')
  if (param === 'model')
    return c.json(
      error('The model does not exist or you do not have access to it.', { code: 'model_not_found', param }),
      404,
    )
  return c.json(error(issue?.message ?? '', { code: 'invalid_value', param }), 400)
}

export const drawOpenAi: DrawEmulator = (desk) => {
  const app = new Hono<{ Bindings: HttpBindings }>()

  app.use(async (c, next) => {
    if (c.req.header('authorization') !== `Bearer ${OPENAI_KEY}`)
      return c.json(error('Incorrect API key provided.', { code: 'invalid_api_key' }), 401)
    return next()
  })
  app.get('/models', (c) =>
    c.json({
      object: 'list',
      data: [{ id: 'gpt-6-luna', object: 'model', created: 1_760_000_000, owned_by: 'openai' }],
    }),
  )

  app.post('/chat/completions', async (c) => {
    const parsed = ChatSchema.safeParse(await c.req.json().catch(() => undefined))
    if (!parsed.success) return refuse(c, parsed.error)
    const chat = parsed.data
    const problem = chatProblem(chat)
    if (problem) return c.json(error(problem.message, { code: 'unsupported_value', param: problem.param }), 400)
    const answered = emulateChat({
      ...{ id: `chatcmpl-${randomUUID()}`, model: chat.model, limit: chat.max_completion_tokens ?? 4096 },
      words: chat.messages.map(({ content }) => content).join('\n'),
      schema: chat.response_format?.json_schema.schema,
    })
    const details = { completion_tokens_details: { reasoning_tokens: 0 }, prompt_tokens_details: { cached_tokens: 0 } }
    return chatStream(answered, {
      desk,
      ...(chat.stream_options?.include_usage && { usage: { ...answered.usage, ...details } }),
    })
  })

  app.post('/images/generations', async (c) => {
    const parsed = GenerateSchema.safeParse(await c.req.json().catch(() => undefined))
    return parsed.success ? draw(c, parsed.data, 0) : refuse(c, parsed.error)
  })
  app.post('/images/edits', async (c) => {
    const { 'image[]': many, image: one, ...fields } = await c.req.parseBody({ all: true })
    const files = [many ?? one ?? []].flat()
    if (files.length === 0 || files.length > 16 || files.some((file) => !isPicture(file)))
      return c.json(error('Send 1 to 16 images as png, webp or jpg.', { code: 'invalid_image', param: 'image' }), 400)
    const parsed = EditSchema.safeParse(fields)
    return parsed.success ? draw(c, parsed.data, files.length) : refuse(c, parsed.error)
  })

  const backgrounds = new Map<string, Background>()
  app.post('/responses', async (c) => {
    const parsed = ResponseCreateSchema.safeParse(await c.req.json().catch(() => undefined))
    if (!parsed.success) return refuse(c, parsed.error)
    const problem = responseProblem(parsed.data)
    if (problem) return c.json(error(problem.message, { code: 'invalid_value', param: problem.param }), 400)
    const job = newBackground(parsed.data)
    backgrounds.set(job.id, job)
    return c.json(await told(job, desk))
  })
  const gone = (c: Asked, id: string) => c.json(error(`Response with id '${id}' not found.`), 404)
  app.get('/responses/:id', async (c) => {
    const job = backgrounds.get(c.req.param('id'))
    if (!job) return gone(c, c.req.param('id'))
    job.looks += 1
    return c.json(await told(job, desk))
  })
  app.post('/responses/:id/cancel', async (c) => {
    const job = backgrounds.get(c.req.param('id'))
    if (!job) return gone(c, c.req.param('id'))
    if (statusOf(job, desk) === 'completed')
      return c.json(error('Cannot cancel a completed response.', { code: 'invalid_value' }), 400)
    job.cancelled = true
    return c.json(await told(job, desk))
  })

  app.post('/audio/speech', async (c) => {
    const parsed = SpeechSchema.safeParse(await c.req.json().catch(() => undefined))
    if (!parsed.success) return refuse(c, parsed.error)
    const { input, response_format: format } = parsed.data
    const seconds = Math.max(1, Math.round(input.length / 15))
    // it may be played without looking at its type: only these two are made for real
    if (format === 'wav') return c.body(await sound({ seconds, format }), 200, { 'content-type': 'audio/wav' })
    return c.body(await sound({ seconds, format: 'mp3' }), 200, { 'content-type': 'audio/mpeg' })
  })
  app.post('/audio/transcriptions', async (c) => {
    const { file, ...fields } = await c.req.parseBody()
    if (!(file instanceof File) || !/\.(flac|mp3|mp4|mpeg|mpga|m4a|ogg|wav|webm)$/.test(file.name))
      return c.json(error('Unrecognized file format.', { param: 'file' }), 400)
    const parsed = TranscriptionSchema.safeParse(fields)
    if (!parsed.success) return refuse(c, parsed.error)
    const words = ['Nobody', 'had', 'climbed', 'the', 'lighthouse'].map((word, place) => ({
      ...{ word, start: place * 0.5, end: place * 0.5 + 0.4 },
    }))
    const text = 'Nobody had climbed the lighthouse.'
    return c.json({
      task: 'transcribe',
      language: 'english',
      duration: 4,
      text,
      words,
      usage: { type: 'duration', seconds: 4 },
    })
  })
  return { app, isPaid: ({ method, path }) => method === 'POST' && !path.endsWith('/cancel') }
}

const isPicture = (file: unknown): boolean =>
  file instanceof File && /^image\/(png|jpeg|webp)$/.test(file.type) && file.size < 50_000_000

const draw = async (c: Asked, asked: AskedImage, pictures: number) => {
  const problem = imageProblem(asked)
  if (problem) return c.json(error(problem.message, { code: 'invalid_value', param: problem.param }), 400)
  const [width, height] = pixelsOf(asked.size)
  const { output_format: format = 'png', background = 'auto', quality = 'auto', size } = asked
  const bytes = await picture({ width, height, format, seed: asked.prompt.length })
  const [text, image, output] = [Math.ceil(asked.prompt.length / 4), pictures * 1000, 1056]
  return c.json({
    ...{ created: 1_763_000_000, background, output_format: format, quality, size },
    data: [{ b64_json: Buffer.from(bytes).toString('base64') }],
    usage: {
      ...{ input_tokens: text + image, input_tokens_details: { text_tokens: text, image_tokens: image } },
      ...{ output_tokens: output, total_tokens: text + image + output },
    },
  })
}
