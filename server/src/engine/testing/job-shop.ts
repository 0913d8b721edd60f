import {
  ProviderFailure,
  defineModel,
  out,
  port,
  type Charged,
  type Clock,
  type Context,
  type ErrorCode,
  type JobExecutor,
  type Json,
  type ModelDefinition,
} from '@reelgraph/shared'
import { z } from 'zod'
import type { AnyExecutor, ExecutorLoaders } from '../task-host.ts'

/** What becomes of a paid request: how it is met, and how what was accepted ends. */
export interface JobFate {
  readonly meets: 'well' | 'rate-limited' | 'refused' | 'lost-before' | 'lost-after'
  readonly ends: 'done' | 'failed-charged' | 'failed-free'
  /** Milliseconds. */
  readonly takes: number
  /** Of the reserved price, 0 to 1. */
  readonly costs: number
  readonly stoppable: boolean
}

export const WELL: JobFate = { meets: 'well', ends: 'done', takes: 0, costs: 1, stoppable: true }

export interface ShopRequest {
  readonly key: string
  readonly prompt: string
  readonly accepted: boolean
}

interface ShopJob {
  readonly id: string
  readonly key: string
  readonly prompt: string
  readonly fate: JobFate
  readonly price: number
  readonly at: number
  stopped: boolean
}

/** A provider in the same process, on the test's clock. It keeps books of every paid request and every charge. */
export interface JobShop {
  readonly models: readonly ModelDefinition[]
  readonly executors: ExecutorLoaders
  readonly fetch: typeof fetch
  readonly requests: readonly ShopRequest[]
  /** Micro-dollars of all that has ended. */
  charged(): number
}

interface ShopParts {
  readonly clock: Clock
  /** @param tries how many requests for the same came before. */
  readonly fateOf: (prompt: string, tries: number) => JobFate
}

const inputs = { from: port.text({ many: true, optional: true }), each: port.text({ optional: true }) }
const outputs = { text: out.text() }
/** `price`: micro-dollars at most. */
const params = z.object({ say: z.string().default(''), price: z.int().default(1000) })
const about = {
  version: 1,
  makes: 'text',
  summary: 'For tests.',
  inputs,
  outputs,
  params,
  deadlineSeconds: 60,
} as const

const price = ({ params: { price: high } }: { readonly params: z.output<typeof params> }) => ({ low: 0, high })

const job = defineModel({ ...about, id: 'work/job', title: 'Job', price })
const blind = defineModel({ ...about, id: 'work/blind', title: 'Job that cannot be looked up', price })
const answer = defineModel({ ...about, id: 'work/answer', title: 'Paid answer', price })

type Task = Parameters<JobExecutor<typeof job, Json>['submit']>[0]

const ORIGIN = 'http://shop'

export const createJobShop = ({ clock, fateOf }: ShopParts): JobShop => {
  const requests: ShopRequest[] = []
  const jobs = new Map<string, ShopJob>()
  const stateOf = ({ stopped, at, fate }: ShopJob): 'running' | 'stopped' | JobFate['ends'] => {
    if (stopped) return 'stopped'
    return clock.now() < at + fate.takes ? 'running' : fate.ends
  }
  const costOf = (one: ShopJob): number => {
    const state = stateOf(one)
    return state === 'done' || state === 'failed-charged' ? Math.round(one.price * one.fate.costs) : 0
  }
  const take = (key: string, body: { readonly prompt: string; readonly price: number; readonly quick: boolean }) => {
    const { prompt } = body
    const given = fateOf(prompt, requests.filter((request) => request.prompt === prompt).length)
    const fate = body.quick ? { ...given, takes: 0, ends: 'done' as const } : given
    const accepted = fate.meets === 'well' || fate.meets === 'lost-after'
    const request = { key, prompt, accepted }
    requests.push(request)
    if (fate.meets === 'rate-limited') return new Response(null, { status: 429, headers: { 'retry-after': '2' } })
    if (fate.meets === 'refused') return new Response(null, { status: 422 })
    const made: ShopJob = {
      id: `job-${requests.length}`,
      key,
      prompt,
      fate,
      price: body.price,
      at: clock.now(),
      stopped: false,
    }
    if (accepted) jobs.set(made.id, made)
    if (fate.meets !== 'well') throw new TypeError('the connection broke off')
    return Response.json({ id: made.id, text: `<${prompt}>`, cost: costOf(made) })
  }
  const look = (id: string): Response => {
    const found = jobs.get(id)
    if (!found) return new Response(null, { status: 404 })
    return Response.json({ state: stateOf(found), text: `<${found.prompt}>`, cost: costOf(found) })
  }
  const stop = (id: string): Response => {
    const found = jobs.get(id)
    if (!found || !found.fate.stoppable || stateOf(found) !== 'running') return new Response(null, { status: 409 })
    found.stopped = true
    return Response.json({})
  }
  const serve: typeof fetch = async (input, init) => {
    const request = new Request(input, init)
    const { pathname, searchParams } = new URL(request.url)
    const id = pathname.slice(1)
    if (request.method === 'DELETE') return stop(id)
    const client = searchParams.get('client')
    if (client !== null) {
      const found = [...jobs.values()].find(({ key }) => key === client)
      return Response.json({ id: found?.id ?? null })
    }
    if (request.method !== 'POST') return look(id)
    return take(request.headers.get('idempotency-key') ?? '', OrderSchema.parse(await request.json()))
  }
  return {
    models: [job, blind, answer],
    executors: {
      'work/job': async () => ({ executor: jobExecutor(true) }),
      'work/blind': async () => ({ executor: jobExecutor(false) }),
      'work/answer': async () => ({ executor: quickExecutor }),
    },
    fetch: serve,
    requests,
    charged: () => [...jobs.values()].reduce((sum, one) => sum + costOf(one), 0),
  }
}

const OrderSchema = z.object({ prompt: z.string(), price: z.number(), quick: z.boolean() })
const MadeSchema = z.object({ id: z.string(), text: z.string(), cost: z.number() })
const LookSchema = z.object({
  state: z.enum(['running', 'stopped', 'done', 'failed-charged', 'failed-free']),
  text: z.string(),
  cost: z.number(),
})

const ask = async (task: Task, ctx: Context, quick: boolean): Promise<z.infer<typeof MadeSchema>> => {
  const { say, price: most } = task.params
  const prompt = `${say}(${[task.inputs.each, ...task.inputs.from].filter((word) => word !== undefined).join(',')})`
  const body = JSON.stringify({ prompt, price: most, quick })
  const paid = ctx.http.paid(({ method }) => method === 'POST')
  const headers = { 'idempotency-key': ctx.attemptKey }
  const response = await paid(ORIGIN, { method: 'POST', headers, body }).catch((cause: unknown) => {
    throw failure('unknown-outcome', 'unknown', cause)
  })
  if (response.status === 429)
    throw failure('rate-limited', false, undefined, Number(response.headers.get('retry-after')) * 1000)
  if (!response.ok) throw failure('content-policy', false)
  return MadeSchema.parse(await response.json())
}

const failure = (code: ErrorCode, charged: Charged, cause?: unknown, retryAfterMs?: number): ProviderFailure =>
  new ProviderFailure({ code, message: `The shop says ${code}.` }, { charged, cause, retryAfterMs })

const quickExecutor: AnyExecutor = {
  async run(task, ctx) {
    const made = await ask(task as Task, ctx, true) // the parameters and inputs of `answer`
    ctx.report({ cost: made.cost })
    return { text: made.text }
  },
}

const jobExecutor = (findable: boolean): AnyExecutor => {
  const executor: JobExecutor<typeof job, string> = {
    submit: async (task, ctx) => (await ask(task, ctx, false)).id,
    async poll(id, ctx) {
      const { state, text, cost } = LookSchema.parse(await (await ctx.http.free(`${ORIGIN}/${id}`)).json())
      switch (state) {
        case 'running':
          return { state: 'running' }
        case 'done':
          return { state: 'done', outputs: { text }, cost }
        case 'failed-charged':
          return { state: 'failed', charged: true, cost, error: { code: 'provider-error', message: 'It failed.' } }
        case 'failed-free':
        case 'stopped':
          return { state: 'failed', charged: false, error: { code: 'provider-error', message: 'It failed.' } }
      }
    },
    cancel: async (id, ctx) => (await ctx.http.free(`${ORIGIN}/${id}`, { method: 'DELETE' })).ok,
    ...(findable && {
      async find({ key }, ctx) {
        const response = await ctx.http.free(`${ORIGIN}/?client=${key}`)
        const { id } = z.object({ id: z.string().nullable() }).parse(await response.json())
        return id === null ? { state: 'never-arrived' } : { state: 'found', ticket: id }
      },
    }),
  }
  return executor
}
