import { randomUUID } from 'node:crypto'
import type { HttpBindings } from '@hono/node-server'
import { Hono, type Context } from 'hono'
import type { z } from 'zod'
import type { DrawEmulator } from '../../testing/emulator-kit.ts'
import { sound } from '../../testing/real-media.ts'
import {
  LONGEST,
  MUSIC,
  MUSIC_FORMATS,
  SOUND,
  SOUND_FORMATS,
  SPEECH,
  SPEECH_FORMATS,
  TRANSCRIPT,
} from './emulator-schema.ts'

/** The key of the emulated account. */
export const ELEVENLABS_KEY = 'sk_4b7d1e90c2a85f36-emulated'
/** A key that may speak, and may not see the plan. */
export const RESTRICTED_KEY = 'sk_restricted-emulated'

type Env = { Bindings: HttpBindings }
type Asked = Context<Env>

/** Of the default voices, and of one that the account has of its own. */
const VOICE = /^[A-Za-z0-9]{20}$/
const PER_SECOND = 15

/** More than a page of them. */
const VOICES = Array.from({ length: 130 }, (_, index) => ({
  voice_id: `Voice${String(index).padStart(15, '0')}`,
  name: index === 129 ? 'My narrator' : `Voice ${index}`,
  category: index === 129 ? 'cloned' : 'premade',
  labels: { accent: 'british', gender: 'female' },
  preview_url: null,
}))

/** Everything is made while one waits: there are no jobs. */
export const drawElevenLabs: DrawEmulator = (desk) => {
  const app = new Hono<Env>()
  const soundOf = async (format: 'mp3' | 'wav', seconds: number) =>
    sound({ seconds: desk.sketches ? 0.5 : seconds, format })
  const file = async (c: Asked, format: 'mp3' | 'wav', seconds: number) =>
    c.body(await soundOf(format, seconds), 200, {
      ...paidHeaders(Math.ceil(seconds * 40)),
      'content-type': format === 'wav' ? 'audio/wav' : 'audio/mpeg',
    })
  app.use(async (c, next) => {
    const key = c.req.header('xi-api-key')
    if (key !== ELEVENLABS_KEY && key !== RESTRICTED_KEY)
      return refuse(c, 401, { code: 'invalid_api_key', message: 'Invalid API key' })
    return next()
  })

  app.get('/v1/user/subscription', (c) => {
    if (c.req.header('xi-api-key') === RESTRICTED_KEY)
      return refuse(c, 401, {
        code: 'missing_permissions',
        message: 'The API key you used is missing the permission user_read to execute this operation.',
      })
    return c.json(SUBSCRIPTION)
  })
  app.get('/v2/voices', (c) => {
    const size = Number(c.req.query('page_size') ?? 10)
    const from = Number(c.req.query('next_page_token') ?? 0)
    if (size > 100) return refuse(c, 400, { code: 'invalid_parameters', message: 'page_size: at most 100' })
    const next = from + size
    return c.json({
      voices: VOICES.slice(from, next),
      ...{ has_more: next < VOICES.length, next_page_token: next < VOICES.length ? String(next) : null },
      total_count: VOICES.length,
    })
  })
  app.get('/v1/models', (c) => c.json(Object.keys(LONGEST).map((id) => ({ model_id: id }))))

  app.post('/v1/text-to-speech/:voice/with-timestamps', async (c) => {
    const body = SPEECH.safeParse(await json(c))
    if (!body.success) return invalid(c, body.error)
    const { text, model_id: model } = body.data
    const most = LONGEST[model]
    if (most === undefined) return refuse(c, 400, { code: 'model_not_found', message: `No model “${model}”` })
    if (!VOICE.test(c.req.param('voice')))
      return refuse(c, 404, { code: 'voice_not_found', message: 'A voice with this ID was not found.' })
    if (text.length > most) return refuse(c, 400, { code: 'text_too_long', message: `At most ${most} characters` })
    const format = formatOf(c, SPEECH_FORMATS)
    if (format === undefined) return unknownFormat(c)
    const characters = Array.from(text)
    const seconds = Math.max(0.5, characters.length / PER_SECOND)
    const bytes = await soundOf(format, seconds)
    const alignment = {
      characters,
      character_start_times_seconds: characters.map((_, at) => at / PER_SECOND),
      character_end_times_seconds: characters.map((_, at) => (at + 1) / PER_SECOND),
    }
    return c.json(
      { audio_base64: Buffer.from(bytes).toString('base64'), alignment, normalized_alignment: alignment },
      200,
      paidHeaders(characters.length),
    )
  })

  app.post('/v1/sound-generation', async (c) => {
    const body = SOUND.safeParse(await json(c))
    if (!body.success) return invalid(c, body.error)
    const format = formatOf(c, SOUND_FORMATS)
    return format === undefined ? unknownFormat(c) : file(c, format, body.data.duration_seconds ?? 3.5)
  })

  app.post('/v1/music', async (c) => {
    const body = MUSIC.safeParse(await json(c))
    if (!body.success) return invalid(c, body.error)
    const format = formatOf(c, MUSIC_FORMATS)
    return format === undefined ? unknownFormat(c) : file(c, format, (body.data.music_length_ms ?? 30_000) / 1000)
  })

  app.post('/v1/speech-to-text', async (c) => {
    const body = TRANSCRIPT.safeParse(await c.req.parseBody({ all: true }).catch(() => undefined))
    if (!body.success) return invalid(c, body.error)
    return c.json(transcript(body.data.diarize === 'true'), 200, paidHeaders(40))
  })
  app.notFound((c) => c.json({ detail: 'Not Found' }, 404))

  return { app, isPaid: ({ method, path }) => method === 'POST' && PAID.test(path) }
}

const PAID = /^\/v1\/(text-to-speech\/[^/]+\/with-timestamps|sound-generation|music|speech-to-text)$/

const json = async (c: Asked): Promise<unknown> => c.req.json().catch(() => undefined)

interface Refusal {
  readonly code: string
  readonly message: string
}

const refuse = (c: Asked, status: 400 | 401 | 404, { code, message }: Refusal) =>
  c.json({ detail: { type: 'error', code, message, status: code, request_id: randomUUID() } }, status)

const invalid = (c: Asked, { issues }: z.ZodError) =>
  c.json(
    { detail: issues.map(({ path, message, code }) => ({ loc: ['body', ...path], msg: message, type: code })) },
    422,
  )

const unknownFormat = (c: Asked) =>
  c.json({ detail: [{ loc: ['query', 'output_format'], msg: 'Unknown output format', type: 'enum' }] }, 422)

const formatOf = (c: Asked, known: readonly string[]): 'mp3' | 'wav' | undefined => {
  const format = c.req.query('output_format') ?? 'mp3_44100_128'
  if (!known.includes(format)) return undefined
  return format.startsWith('wav') ? 'wav' : 'mp3'
}

const paidHeaders = (credits: number): Record<string, string> => ({
  ...{ 'request-id': randomUUID(), 'character-cost': String(credits) },
  ...{ 'current-concurrent-requests': '1', 'maximum-concurrent-requests': '5' },
})

const HEARD = 'With a soft voice she tells it.'

const transcript = (diarized: boolean) => {
  const words = HEARD.split(/( )/).map((text, at) => ({
    ...{ text, start: at * 0.2, end: at * 0.2 + 0.18, type: text === ' ' ? 'spacing' : 'word', logprob: -0.1 },
    ...(diarized && { speaker_id: 'speaker_0' }),
  }))
  return { language_code: 'eng', language_probability: 0.98, text: HEARD, words, transcription_id: randomUUID() }
}

const SUBSCRIPTION = {
  tier: 'creator',
  character_count: 17_231,
  character_limit: 100_000,
  max_credit_limit_extension: 'unlimited',
  can_extend_character_limit: true,
  allowed_to_extend_character_limit: true,
  next_character_count_reset_unix: 1_796_083_200,
  voice_slots_used: 1,
  voice_limit: 30,
  status: 'active',
}
