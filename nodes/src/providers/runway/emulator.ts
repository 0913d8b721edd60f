import { randomUUID } from 'node:crypto'
import type { HttpBindings } from '@hono/node-server'
import { Hono, type Context } from 'hono'
import sharp from 'sharp'
import type { z } from 'zod'
import type { Desk, DrawEmulator } from '../../testing/emulator-kit.ts'
import { makeClip, type MadeClip } from './emulator-media.ts'
import { IMAGE_TO_VIDEO, TEXT_TO_VIDEO, UPLOAD, creditsFor, type Accepted } from './emulator-schema.ts'

/** The key of the emulated account. */
export const RUNWAY_KEY = `key_${'5e1f0a9c'.repeat(16)}`

type Env = { Bindings: HttpBindings }
type Asked = Context<Env>

interface Task {
  readonly id: string
  readonly asked: Accepted
  readonly createdAt: string
  looks: number
  cancelled: boolean
  made?: string
}

/** Of a data URI as a whole. */
const INLINE_CHARACTERS = 5_000_000
const LEAST_UPLOAD = 512
const MOST_UPLOAD = 200_000_000

/** Runway's API, its storage for uploads and its storage of results on one origin. */
export const drawRunway: DrawEmulator = (desk) => {
  const app = new Hono<Env>()
  const tasks = new Map<string, Task>()
  const made = new Map<string, MadeClip>()
  const uploads = new Map<string, Uint8Array>()
  const origin = (c: Asked): string => new URL(c.req.url).origin

  app.get('/outputs/:name', (c) => {
    const file = made.get(c.req.param('name'))
    return file ? c.body(file.bytes, 200, { 'content-type': file.mime }) : c.text('Forbidden', 403)
  })
  app.post('/storage', async (c) => {
    const form = await c.req.formData().catch(() => undefined)
    const [key, policy, file] = [form?.get('key'), form?.get('policy'), form?.get('file')]
    if (typeof key !== 'string' || policy !== 'emulated' || !(file instanceof File) || c.req.header('authorization'))
      return c.text('AccessDenied', 403)
    if (file.size < LEAST_UPLOAD || file.size > MOST_UPLOAD) return c.text('EntityTooLarge', 400)
    uploads.set(`runway://${key}`, new Uint8Array(await file.arrayBuffer()))
    return c.body(null, 204)
  })

  app.use('/v1/*', async (c, next) => {
    if (c.req.header('authorization') !== `Bearer ${RUNWAY_KEY}`)
      return c.json({ error: 'You did not provide an API key, or the API key is invalid.' }, 401)
    if (c.req.header('x-runway-version') !== '2024-11-06')
      return c.json({ error: 'The X-Runway-Version header is missing or not a known version.' }, 400)
    return next()
  })

  app.get('/v1/organization', (c) => c.json(organization([...tasks.values()])))
  app.post('/v1/uploads', async (c) => {
    const body = UPLOAD.safeParse(await c.req.json().catch(() => undefined))
    if (!body.success) return c.json(invalid(body.error), 400)
    const key = randomUUID()
    return c.json({
      uploadUrl: `${origin(c)}/storage`,
      fields: { key, policy: 'emulated' },
      runwayUri: `runway://${key}`,
    })
  })

  const create = (schema: z.ZodType<Accepted>) => async (c: Asked) => {
    const body = schema.safeParse(await c.req.json().catch(() => undefined))
    if (!body.success) return c.json(invalid(body.error), 400)
    const bad = await badPicture(body.data, uploads)
    if (bad)
      return c.json({ error: 'Validation of body failed', issues: [{ path: ['promptImage'], message: bad }] }, 400)
    const task: Task = {
      ...{ id: randomUUID(), asked: body.data, createdAt: new Date().toISOString() },
      ...{ looks: 0, cancelled: false },
    }
    tasks.set(task.id, task)
    return c.json({ id: task.id, estimatedCost: { credits: creditsFor(body.data) } })
  }
  app.post('/v1/image_to_video', create(IMAGE_TO_VIDEO))
  app.post('/v1/text_to_video', create(TEXT_TO_VIDEO))

  app.get('/v1/tasks/:id', async (c) => {
    const task = tasks.get(c.req.param('id'))
    if (!task) return c.json({ error: 'Task not found' }, 404)
    task.looks += 1
    const { id, createdAt, asked } = task
    const credits = creditsFor(asked)
    const status = statusOf(task, desk)
    const common = { id, createdAt, status }
    if (status === 'CANCELLED') return c.json({ ...common, cost: { credits: 0 } })
    if (status !== 'SUCCEEDED')
      return c.json({ ...common, estimatedCost: { credits }, ...(status === 'RUNNING' && { progress: 0.42 }) })
    if (task.made === undefined) {
      const file = await makeClip(asked, desk.sketches)
      task.made = `${randomUUID()}.${file.extension}`
      made.set(task.made, file)
    }
    return c.json({ ...common, cost: { credits }, output: [`${origin(c)}/outputs/${task.made}`] })
  })
  app.delete('/v1/tasks/:id', (c) => {
    const task = tasks.get(c.req.param('id'))
    if (!task) return c.json({ error: 'Task not found' }, 404)
    // what is done is deleted for good
    if (task.made !== undefined) {
      made.delete(task.made)
      tasks.delete(task.id)
    } else task.cancelled = true
    return c.body(null, 204)
  })
  app.notFound((c) => c.json({ error: 'Not found' }, 404))
  return { app, isPaid: ({ method, path }) => method === 'POST' && /^\/v1\/(image|text)_to_video$/.test(path) }
}

/** Waiting, then at work, then done: each look is a step further. Every other one waits for others of its account. */
const statusOf = ({ id, looks, cancelled, made }: Task, desk: Desk) => {
  if (cancelled) return 'CANCELLED'
  if (made !== undefined) return 'SUCCEEDED'
  if (looks <= 1) return /[0-7]$/.test(id) ? 'PENDING' : 'THROTTLED'
  return looks === 2 || desk.held ? 'RUNNING' : 'SUCCEEDED'
}

const invalid = ({ issues }: z.ZodError) => ({
  error: 'Validation of body failed',
  issues: issues.map(({ code, path, message }) => ({ code, path, message })),
  docUrl: 'https://docs.dev.runwayml.com/api',
})

/** Why a picture that came along cannot be read. */
const badPicture = async (asked: Accepted, uploads: ReadonlyMap<string, Uint8Array>): Promise<string | undefined> => {
  if (!('promptImage' in asked)) return undefined
  const given = asked.promptImage
  for (const uri of typeof given === 'string' ? [given] : given.map((one) => one.uri)) {
    const inline = /^data:image\/(jpeg|png|webp);base64,(.+)$/.exec(uri)
    if (uri.startsWith('data:') && (!inline || uri.length > INLINE_CHARACTERS)) return 'Invalid or too large data URI'
    const bytes = inline ? Buffer.from(inline[2] ?? '', 'base64') : uploads.get(uri)
    if (!bytes) return 'Must be an HTTPS URL, a Runway upload, or a data URI'
    const { width } = await sharp(bytes)
      .metadata()
      .catch(() => ({ width: 0 }))
    if (width === 0) return 'Failed to read the image'
  }
  return undefined
}

const organization = (tasks: readonly Task[]) => {
  const limits = { maxConcurrentGenerations: 2, maxDailyGenerations: 50 }
  const used = (model: string) => ({
    dailyGenerations: tasks.filter(({ asked }) => asked.model === model).length,
  })
  return {
    creditBalance: 1234,
    tier: {
      maxMonthlyCreditSpend: 10_000,
      models: {
        'gen4.5': limits,
        gen4_turbo: { ...limits, maxConcurrentGenerations: 3 },
        'veo3.1': { ...limits, maxDailyGenerations: null },
        act_two: limits,
      },
    },
    usage: { models: { 'gen4.5': used('gen4.5'), gen4_turbo: used('gen4_turbo') } },
  }
}
