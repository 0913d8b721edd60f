import { randomUUID } from 'node:crypto'
import type { HttpBindings } from '@hono/node-server'
import { Hono, type Context } from 'hono'
import { z } from 'zod'
import type { Desk, DrawEmulator } from '../../testing/emulator-kit.ts'
import { AUDIO_ENDPOINTS } from './emulator-audio.ts'
import type { EmulatedEndpoint } from './emulator-fields.ts'
import { filesIn, unreadable } from './emulator-files.ts'
import { IMAGE_ENDPOINTS } from './emulator-images.ts'
import { makeMedia, type MadeFile } from './emulator-media.ts'
import { TEXT_ENDPOINTS, transcript } from './emulator-texts.ts'
import { VIDEO_ENDPOINTS } from './emulator-videos.ts'

const ENDPOINTS: Readonly<Record<string, EmulatedEndpoint>> = {
  ...IMAGE_ENDPOINTS,
  ...VIDEO_ENDPOINTS,
  ...AUDIO_ENDPOINTS,
  ...TEXT_ENDPOINTS,
}

/** The key of the emulated account. */
export const FAL_KEY = '2c0f1e6a-emulated:9b1d'

type Env = { Bindings: HttpBindings }
type Asked = Context<Env>

/** What the model answers, with its HTTP status: a result, or its own refusal. */
interface Outcome {
  readonly status: 200 | 422 | 499
  readonly body: unknown
}

interface Job {
  readonly id: string
  readonly endpoint: string
  readonly input: unknown
  readonly sentAt: Date
  looks: number
  cancelled: boolean
  outcome?: Outcome
}

/** What a model that counts its steps writes. */
const STEPS = [
  { message: ' 50%|█████     | 14/28', level: 'INFO', source: 'USER', timestamp: '2026-01-01T00:00:00.000Z' },
]

/** What one unit of an endpoint costs, in dollars. */
const PRICES: ReadonlyMap<string, { readonly unit_price: number; readonly unit: string }> = new Map([
  ['fal-ai/flux/dev', { unit_price: 0.025, unit: 'megapixels' }],
  ['fal-ai/flux/schnell', { unit_price: 0.003, unit: 'megapixels' }],
  ['fal-ai/flux-2', { unit_price: 0.012, unit: 'megapixels' }],
  ['fal-ai/flux-pro/kontext', { unit_price: 0.04, unit: 'images' }],
])

const StoredSchema = z.strictObject({ content_type: z.string().min(1), file_name: z.string().min(1) })

/** fal's queue, storage and platform on one origin: the queue at its root, the other hosts in folders of their name. */
export const drawFal: DrawEmulator = (desk) => {
  const app = new Hono<Env>()
  const jobs = new Map<string, Job>()
  const files = new Map<string, MadeFile>()

  const origin = (c: Asked): string => new URL(c.req.url).origin
  const keep = (c: Asked, file: MadeFile): string => {
    const name = `${randomUUID()}.${file.extension}`
    files.set(name, file)
    return `${origin(c)}/v3.fal.media/files/${name}`
  }

  app.get('/v3.fal.media/files/:name', (c) => {
    const file = files.get(c.req.param('name'))
    return file ? c.body(file.bytes, 200, { 'content-type': file.mime }) : c.notFound()
  })
  app.put('/rest.fal.ai/upload/:name', async (c) => {
    const name = c.req.param('name')
    const mime = c.req.header('content-type') ?? ''
    files.set(name, { bytes: new Uint8Array(await c.req.arrayBuffer()), mime, extension: '' })
    return c.json({})
  })

  app.use(async (c, next) => {
    if (c.req.header('authorization') !== `Key ${FAL_KEY}`)
      return c.json({ detail: 'Cannot access application. Authentication is required.' }, 401)
    return next()
  })

  app.post('/rest.fal.ai/storage/upload/initiate', async (c) => {
    if (!StoredSchema.safeParse(await c.req.json().catch(() => undefined)).success)
      return c.json({ detail: 'Invalid body' }, 422)
    const name = randomUUID()
    return c.json({
      upload_url: `${origin(c)}/rest.fal.ai/upload/${name}`,
      file_url: `${origin(c)}/v3.fal.media/files/${name}`,
    })
  })
  app.get('/api.fal.ai/v1/models/pricing', (c) => {
    const endpoint = c.req.query('endpoint_id') ?? ''
    const price = PRICES.get(endpoint)
    if (!price) return c.json({ detail: 'Endpoint not found' }, 404)
    return c.json({ prices: [{ endpoint_id: endpoint, ...price, currency: 'USD' }] })
  })
  app.get('/api.fal.ai/v1/account/billing', (c) => c.json({ detail: 'Insufficient scope' }, 403))
  app.get('/api.fal.ai/v1/models/requests/by-endpoint', async (c) => {
    const over = [...jobs.values()].filter((job) => job.endpoint === c.req.query('endpoint_id') && !desk.held)
    for (const job of over) job.outcome ??= await outcomeOf(job, { files, keep: (file) => keep(c, file), desk })
    const since = new Date(c.req.query('start') ?? 0)
    const named = c.req.query('request_id')
    return c.json({
      items: over.filter((job) => (named === undefined ? job.sentAt >= since : job.id === named)).map(inHistory),
      next_cursor: null,
      has_more: false,
    })
  })

  app.get('/:owner/:app/requests/:id/status', async (c) => {
    const job = jobs.get(c.req.param('id'))
    if (!job) return c.json({ detail: 'Request not found' }, 404)
    job.looks += 1
    const state = stateOf(job, desk)
    const known = { request_id: job.id, ...addresses(c, job) }
    if (state === 'IN_QUEUE') return c.json({ status: state, queue_position: 0, ...known }, 202)
    const logs = ENDPOINTS[job.endpoint]?.makes === 'image' ? STEPS : []
    if (state === 'IN_PROGRESS') return c.json({ status: state, logs, ...known }, 202)
    return c.json({ status: state, logs, metrics: { inference_time: 1.5 }, ...known })
  })
  app.get('/:owner/:app/requests/:id', async (c) => {
    const job = jobs.get(c.req.param('id'))
    if (!job) return c.json({ detail: 'Request not found' }, 404)
    if (stateOf(job, desk) !== 'COMPLETED') return c.json({ detail: 'Request is still in progress' }, 400)
    job.outcome ??= await outcomeOf(job, { files, keep: (file) => keep(c, file), desk })
    const { status, body } = job.outcome
    const headers = { 'x-fal-request-id': job.id, ...(status !== 200 && { 'x-fal-retryable': 'false' }) }
    return Response.json(body, { status, headers })
  })
  app.put('/:owner/:app/requests/:id/cancel', (c) => {
    const job = jobs.get(c.req.param('id'))
    if (!job) return c.json({ status: 'NOT_FOUND' }, 404)
    if (stateOf(job, desk) === 'COMPLETED') return c.json({ status: 'ALREADY_COMPLETED' }, 400)
    job.cancelled = true
    return c.json({ status: 'CANCELLATION_REQUESTED' }, 202)
  })

  app.post('/*', async (c) => {
    const endpoint = c.req.path.slice(1)
    if (!ENDPOINTS[endpoint]) return c.json({ detail: `Application “${endpoint}” not found` }, 404)
    if (!c.req.header('content-type')?.startsWith('application/json')) return c.json({ detail: 'Send JSON' }, 415)
    const job: Job = {
      ...{ id: randomUUID(), endpoint, input: await c.req.json().catch(() => undefined) },
      ...{ sentAt: new Date(desk.now()), looks: 0, cancelled: false },
    }
    jobs.set(job.id, job)
    return c.json({ status: 'IN_QUEUE', request_id: job.id, queue_position: 0, ...addresses(c, job) }, 200, {
      'x-fal-request-id': job.id,
    })
  })
  return { app, isPaid: ({ method, path }) => method === 'POST' && !path.startsWith('/rest.fal.ai/') }
}

/** First in the queue, then at work, then done: each look is a step further. */
const stateOf = (job: Job, desk: Desk): 'IN_QUEUE' | 'IN_PROGRESS' | 'COMPLETED' => {
  if (job.cancelled || job.outcome) return 'COMPLETED'
  if (job.looks <= 1) return 'IN_QUEUE'
  return job.looks === 2 || desk.held ? 'IN_PROGRESS' : 'COMPLETED'
}

/** Only owner and application, never the rest of the endpoint. */
const addresses = (c: Asked, job: Job) => {
  const base = `${new URL(c.req.url).origin}/${job.endpoint.split('/').slice(0, 2).join('/')}/requests/${job.id}`
  return { response_url: base, status_url: `${base}/status`, cancel_url: `${base}/cancel` }
}

interface Shelf {
  readonly desk: Desk
  readonly files: ReadonlyMap<string, MadeFile>
  keep(file: MadeFile): string
}

/** The runner reads the input only now: what it refuses was taken by the queue. */
const outcomeOf = async (job: Job, shelf: Shelf): Promise<Outcome> => {
  if (job.cancelled)
    return { status: 499, body: { detail: 'Request was cancelled by the client', error_type: 'client_cancelled' } }
  const endpoint = ENDPOINTS[job.endpoint] as EmulatedEndpoint // looked up when it was sent
  const parsed = endpoint.schema.safeParse(job.input)
  if (!parsed.success) return refused(parsed.error.issues.map(({ path, message, code }) => issue(path, message, code)))
  const input = parsed.data as Readonly<Record<string, unknown>> // every schema is of an object
  for (const given of filesIn(input)) {
    const why = await unreadable(given, shelf.files)
    if (why) return refused([issue([given.field], why.msg, why.type)])
  }
  if (endpoint.makes === 'text') return { status: 200, body: transcript(input) }
  const seed = typeof input['seed'] === 'number' ? input['seed'] : Math.floor(Math.random() * 2 ** 31)
  const file = await makeMedia({ endpoint, input, seed, files: shelf.files, small: shelf.desk.sketches })
  const common = { url: shelf.keep(file), content_type: file.mime, file_size: file.bytes.length }
  const seeded = endpoint.seeds ? { seed } : {}
  if (endpoint.makes !== 'image') return { status: 200, body: { [endpoint.makes]: common, ...seeded } }
  const image = { ...common, width: file.width, height: file.height }
  const more = { prompt: usedPrompt(input), timings: { inference: 1.5 }, has_nsfw_concepts: [false] }
  return { status: 200, body: { images: [image], ...seeded, ...more } }
}

/** Where it is asked to, it writes what it was given anew. */
const usedPrompt = (input: Readonly<Record<string, unknown>>): unknown =>
  input['enable_prompt_expansion'] === true || input['enhance_prompt'] === true || input['expand_prompt'] === true
    ? `${String(input['prompt'])}, soft light, 35 mm, fine grain`
    : input['prompt']

const refused = (detail: readonly unknown[]): Outcome => ({ status: 422, body: { detail } })

const issue = (path: readonly PropertyKey[], msg: string, type: string) => ({ loc: ['body', ...path], msg, type })

const inHistory = (job: Job) => ({
  request_id: job.id,
  endpoint_id: job.endpoint,
  sent_at: job.sentAt.toISOString(),
  status_code: job.outcome?.status ?? 200,
  json_input: job.input,
  json_output: job.outcome?.body ?? null,
})
