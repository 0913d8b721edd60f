import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { setImmediate as turn, setTimeout as delay } from 'node:timers/promises'
import { createAdaptorServer, type HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { Hono, type Context, type MiddlewareHandler } from 'hono'
import { z } from 'zod'
import { Books, FAKE_KEY, chargeOf, itemsOf, madeOf, stateOf, type Job, type PaidRequest } from './provider/books.ts'
import type { FateOf } from './provider/fate.ts'
import { wavOf } from './provider/wav.ts'

export interface FakeProviderOptions {
  readonly fateOf: FateOf
  /** Whether it can be asked what became of a request. */
  readonly answersLookUps?: boolean
  /** Of polls that fail in one way or the other, 0 to 1. */
  readonly flakyPolls?: number
  /** How long a link to a file holds, in milliseconds. */
  readonly linkMs?: number
}

/** A provider over real HTTP that is as strict as the real ones, and keeps books of all that it was asked and paid for. */
export interface FakeProvider {
  readonly url: string
  readonly books: Books
  /** Resolves when nobody is connected and everything that was sent has been read. */
  quiet(): Promise<void>
  close(): Promise<void>
}

type Env = { Bindings: HttpBindings }
type Asked = Context<Env>

const OrderSchema = z.strictObject({
  model: z.enum(['job', 'spare', 'blind', 'list', 'sound', 'free']),
  prompt: z.string().min(1).max(20_000),
  take: z.int().nonnegative(),
  client: z.string().min(1).max(200).exactOptional(),
})
const TextOrderSchema = z.strictObject({
  model: z.literal('text'),
  prompt: z.string().min(1).max(20_000),
  take: z.int().nonnegative(),
})

/** Longer than anybody waits, and short of keeping a test alive. */
const LATE_MS = 80
export const RETRY_AFTER_SECONDS = 1

export const openFakeProvider = async (options: FakeProviderOptions): Promise<FakeProvider> => {
  const books = new Books(options.fateOf)
  const app = draw(books, options)
  const server = createAdaptorServer({ fetch: app.fetch, createServer }) as Server // made by the createServer above
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const connections = async (): Promise<number> =>
    new Promise((resolve, reject) => server.getConnections((error, count) => (error ? reject(error) : resolve(count))))
  return {
    url: `http://127.0.0.1:${port}`,
    books,
    async quiet() {
      // What the system holds for us is accepted with the next turns.
      for (let left = 5; left > 0; left -= 1) await turn()
      server.closeIdleConnections()
      while ((await connections()) > 0) await delay(5)
    },
    async close() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

const draw = (books: Books, options: FakeProviderOptions): Hono<Env> => {
  const app = new Hono<Env>()
  const links = new Map<string, { readonly job: Job; readonly until: number }>()
  let polls = 0

  app.use('/jobs/*', authorised)
  app.use('/texts', authorised)
  app.post('/jobs', (c) => takeOrder(c, { books, schema: OrderSchema, status: 201, answer: jobAnswer }))
  app.post('/texts', (c) => takeOrder(c, { books, schema: TextOrderSchema, status: 200, answer: textAnswer }))

  app.get('/jobs', (c) => {
    const client = c.req.query('client')
    if (!client) return refuse(c, 400, 'client is required')
    if (options.answersLookUps === false) return refuse(c, 503, 'look-ups are switched off')
    const found = [...books.jobs.values()].filter((job) => job.client === client)
    return c.json({ jobs: found.map(({ id }) => ({ id })) })
  })

  app.get('/jobs/:id', (c) => {
    const job = books.jobs.get(c.req.param('id'))
    if (!job || job.model === 'text') return refuse(c, 404, 'there is no such job')
    polls += 1
    if ((polls * 0.618_034) % 1 < (options.flakyPolls ?? 0)) return failPoll(c, polls)
    const link = (): string => {
      const token = randomUUID()
      links.set(token, { job, until: Date.now() + (options.linkMs ?? 1000) })
      return `${new URL(c.req.url).origin}/files/${token}`
    }
    return c.json(describeJob(job, link))
  })

  app.delete('/jobs/:id', (c) => {
    const job = books.jobs.get(c.req.param('id'))
    if (!job) return refuse(c, 404, 'there is no such job')
    return books.cancel(job) ? c.json({ state: 'cancelled' }) : refuse(c, 409, 'it cannot be stopped any more')
  })

  app.get('/files/:token', (c) => {
    const link = links.get(c.req.param('token'))
    if (!link) return refuse(c, 404, 'there is no such file')
    if (Date.now() > link.until) return refuse(c, 403, 'the link has expired')
    const { job } = link
    if (job.model === 'sound') return c.body(wavOf(madeOf(job)), 200, { 'content-type': 'audio/wav' })
    return c.text(madeOf(job))
  })
  return app
}

const refuse = (c: Asked, status: 400 | 401 | 402 | 403 | 404 | 409 | 415 | 422 | 429 | 500 | 503, message: string) =>
  c.json({ error: { message } }, status)

const authorised: MiddlewareHandler<Env> = async (c, next) =>
  c.req.header('authorization') === `Bearer ${FAKE_KEY}` ? next() : refuse(c, 401, 'the key is missing or wrong')

interface Counter {
  readonly books: Books
  readonly schema: typeof OrderSchema | typeof TextOrderSchema
  readonly status: 200 | 201
  answer(job: Job): Readonly<Record<string, unknown>>
}

/** The place where money is spent. */
const takeOrder = async (c: Asked, { books, schema, status, answer }: Counter): Promise<Response> => {
  const key = c.req.header('idempotency-key')
  if (!c.req.header('content-type')?.startsWith('application/json')) return refuse(c, 415, 'send JSON')
  if (!key) return refuse(c, 400, 'idempotency-key is required')
  const parsed = schema.safeParse(await c.req.json().catch(() => undefined))
  if (!parsed.success) return refuse(c, 422, z.prettifyError(parsed.error))
  if (books.clashes(parsed.data, key)) return refuse(c, 409, 'this idempotency-key was used for something else')
  const request = books.take(parsed.data, key)
  const job = request.id === undefined ? undefined : books.jobs.get(request.id)
  return meet(c, request, { status, body: job ? JSON.stringify(answer(job)) : '' })
}

interface Answer {
  readonly status: 200 | 201
  readonly body: string
}

const meet = async (c: Asked, { meeting, key }: PaidRequest, { status, body }: Answer): Promise<Response> => {
  const good = (): Response =>
    c.body(body, status, { 'content-type': 'application/json', 'x-request-id': `request-${key}` })
  const drop = (): Response => {
    c.env.incoming.socket.destroy()
    return RESPONSE_ALREADY_SENT
  }
  switch (meeting) {
    case 'well':
      return good()
    case 'late':
      await delay(LATE_MS)
      return good()
    case 'rate-limited':
      c.header('retry-after', String(RETRY_AFTER_SECONDS))
      return refuse(c, 429, 'too many requests')
    case 'refused':
      return refuse(c, 422, 'this prompt is refused')
    case 'no-credits':
      return refuse(c, 402, 'there is no credit left')
    case 'error-before':
      return refuse(c, 503, 'overloaded')
    case 'error-after':
      return refuse(c, 500, 'something broke')
    case 'drop-before':
    case 'drop-after':
      return drop()
    case 'hang-before':
    case 'hang-after':
      return new Promise(() => {})
    case 'cut-answer': {
      const { outgoing } = c.env
      outgoing.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
      outgoing.write(body.slice(0, body.length / 2), () => c.env.incoming.socket.destroy())
      return RESPONSE_ALREADY_SENT
    }
  }
}

const failPoll = (c: Asked, polls: number): Response => {
  if (polls % 3 === 0) return refuse(c, 500, 'something broke')
  if (polls % 3 === 1) return refuse(c, 429, 'too many requests')
  c.env.incoming.socket.destroy()
  return RESPONSE_ALREADY_SENT
}

const jobAnswer = (job: Job) => ({ id: job.id, state: stateOf(job) })

const textAnswer = (job: Job) => ({ id: job.id, text: madeOf(job), cost: job.price })

const describeJob = (job: Job, link: () => string) => {
  const state = stateOf(job)
  const { id } = job
  switch (state) {
    case 'queued':
    case 'running':
      return { id, state, progress: Math.min(1, (Date.now() - job.acceptedAt) / job.takes), pollMs: 20 }
    case 'cancelled':
      return { id, state }
    case 'failed':
      return {
        id,
        state,
        message: `“${job.prompt}” could not be made`,
        charged: job.ends !== 'failed-free',
        cost: chargeOf(job),
      }
    case 'done':
      return { id, state, cost: job.price, ...(job.model === 'list' ? { items: itemsOf(job) } : { file: link() }) }
  }
}
