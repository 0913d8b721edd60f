import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  createCatalog,
  defineModel,
  defineNode,
  defineProvider,
  exactly,
  fail,
  out,
  port,
  ProviderFailure,
  type CheckAccount,
  type Context,
  type Json,
} from '@reelgraph/shared'
import { z } from 'zod'
import type { AnyExecutor, ExecutorLoaders } from '../../engine/task-host.ts'

const paramsOf = z.object({ way: z.string().default('') })

const step = (id: 'leaky/quick' | 'leaky/job') =>
  defineModel({
    id,
    version: 1,
    makes: 'text',
    title: id,
    summary: 'Tells the key to everybody.',
    inputs: { from: port.text({ optional: true }) },
    outputs: { text: out.text() },
    params: paramsOf,
    price: () => exactly(0.01),
  })

const leak = defineNode({
  id: 'leak',
  version: 1,
  title: 'Leak',
  summary: 'A step.',
  category: 'generate',
  model: { makes: 'text', default: 'leaky/quick' },
  params: z.object({}),
  inputs: {},
  outputs: {},
})

/** A provider that repeats the key in whatever it says, and executors that pass on all of it. */
export const leakyCatalog = createCatalog({
  kinds: [leak],
  models: [step('leaky/quick'), step('leaky/job')],
  providers: [
    defineProvider({
      id: 'leaky',
      title: 'Leaky',
      summary: 'For tests.',
      builtIn: false,
      concurrency: 4,
      account: {
        fields: [{ name: 'key', title: 'API key', secret: true, env: ['LEAKY_API_KEY'] }],
        keysUrl: 'https://example.com',
      },
    }),
  ],
})

/** How a step goes wrong, or well. Some are of a step that is done at once, some of a job. */
export const QUICK_WAYS = [
  'refused',
  'refused-as-page',
  'refused-in-base64',
  'broken-off',
  'throws-error',
  'throws-text',
  'throws-cause',
  'says-it',
  'says-much',
] as const
export const JOB_WAYS = ['job-says-it', 'job-fails', 'job-throws', 'job-refused'] as const

const base64 = (text: string): string => Buffer.from(text).toString('base64')

/** Repeats what it was sent. */
const answer: RequestListener = (request, response) => {
  const key = String(request.headers.authorization).replace('Key ', '')
  const way = new URL(request.url ?? '/', 'http://leaky').searchParams.get('way') ?? ''
  request.resume()
  const say = (status: number, body: unknown): void => {
    response.writeHead(status, { 'content-type': 'application/json', 'x-request-id': key, 'x-key': key })
    response.end(JSON.stringify(body))
  }
  if (way === 'broken-off') return void request.socket.destroy()
  if (way === 'refused-as-page') {
    response.writeHead(502, { 'content-type': 'text/html' })
    return void response.end(`<h1>Bad gateway for ${encodeURIComponent(key)}</h1>`)
  }
  if (way === 'refused-in-base64') return say(400, { error: `Basic ${base64(`api:${key}`)}` })
  if (way.includes('refused')) return say(401, { error: { message: `The key ${key} is wrong.`, sent: { key } } })
  if (way === 'says-much') return say(200, { text: 'x'.repeat(65_500) + key })
  say(200, { id: 'job', text: `You sent ${key}`, [key]: key })
}

export const startLeakyProvider = async () => {
  const server = createServer(answer).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port: listening } = server.address() as AddressInfo // it listens on TCP
  return {
    url: `http://127.0.0.1:${listening}`,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

const ask = async (context: Context, way: string): Promise<string> => {
  const key = context.secret('key')
  const send = context.http.paid(() => true)
  const url = `${context.baseUrl}/v1?way=${way}&key=${key}`
  const response = await send(url, { method: 'POST', headers: { authorization: `Key ${key}` }, body: key })
  const body = await response.text()
  context.report({ requestId: response.headers.get('x-request-id') ?? '', units: { [key]: 1 } })
  context.log.warn(`${url} answered ${response.status}`, { body: body.slice(0, 500) })
  context.progress(0.5, `Waiting with ${key}`)
  if (response.ok) return body.slice(0, 500)
  const refused = {
    code: 'key-rejected',
    message: body,
    hint: `Look at ${key}.`,
    detail: { url },
    requestId: key,
  } as const
  throw new ProviderFailure(refused, { charged: false, cause: new Error(body) })
}

const quick: AnyExecutor = {
  async run({ params }, context) {
    const { way } = paramsOf.parse(params)
    const key = context.secret('key')
    if (way === 'throws-error') throw new TypeError(`Invalid header ${key}`)
    if (way === 'throws-cause') throw fail('provider-error', 'It failed.', { detail: { config: [{ apiKey: key }] } })
    // oxlint-disable-next-line typescript/only-throw-error -- as some SDKs do
    if (way === 'throws-text') throw `the key ${key} is wrong`
    return { text: `${await ask(context, way)} ${key} ${base64(key)}` }
  },
}

/** Attempts whose first poll has thrown: the next one is answered. */
const thrown = new Set<string>()

const job: AnyExecutor = {
  async submit({ params }, context) {
    const { way } = paramsOf.parse(params)
    const answered = await ask(context, way)
    return { way, answered, url: `${context.baseUrl}/jobs?key=${context.secret('key')}` }
  },
  async poll(ticket: Json, context) {
    const { way } = z.object({ way: z.string() }).parse(ticket)
    const key = context.secret('key')
    context.progress(0.7, `Polling with ${key}`)
    const error = { code: 'provider-error', message: `The job of ${key} failed.`, detail: { key } } as const
    if (way === 'job-throws' && !thrown.has(context.attemptKey)) {
      thrown.add(context.attemptKey)
      throw new ProviderFailure(error, { charged: false })
    }
    if (way === 'job-fails' || way === 'job-throws') return { state: 'failed', error, charged: false, requestId: key }
    return { state: 'done', outputs: { text: `made with ${key}` }, requestId: key, units: { [key]: 1 } }
  },
}

export const leakyExecutors: ExecutorLoaders = {
  'leaky/quick': async () => ({ executor: quick }),
  'leaky/job': async () => ({ executor: job }),
}

export const checkLeaky: CheckAccount = async ({ values, baseUrl, fetch: send, signal }) => {
  const key = values['key'] ?? ''
  const response = await send(`${baseUrl}?way=refused&key=${key}`, { headers: { authorization: `Key ${key}` }, signal })
  throw new Error(`${response.status} for ${key}: ${await response.text()}`)
}
