import {
  ProviderFailure,
  type AttemptFacts,
  type Charged,
  type Context,
  type ErrorCode,
  type JobExecutor,
  type JobState,
  type Json,
  type ModelDefinition,
} from '@reelgraph/shared'
import { z } from 'zod'
import type { AnyExecutor, ExecutorLoaders } from '../task-host.ts'
import { studioAnswer, studioJobs } from './studio-models.ts'

/** How a paid request is met; `wait` holds the answer back. */
export type Meeting = { readonly wait?: Promise<void> } & (
  | { readonly is: 'accepted' }
  | { readonly is: 'refused'; readonly code: ErrorCode; readonly charged?: Charged; readonly retryAfterMs?: number }
  /** Nobody hears the answer. */
  | { readonly is: 'lost'; readonly arrived: boolean }
)

export const ACCEPTED: Meeting = { is: 'accepted' }

type Look = JobState<ModelDefinition>

export interface StudioJob {
  readonly id: string
  readonly key: string
  readonly prompt: string
  /** What the next look at it sees; thrown where it is an error, and never answered where it is nothing. */
  sees: Look | Error | 'nothing'
  /** When it was looked at, in milliseconds since 1970. */
  readonly looks: number[]
  /** Whether it stops when it is asked to. */
  stoppable: boolean
  stopped: boolean
}

export interface Asked {
  readonly key: string
  readonly prompt: string
  readonly at: number
}

/** A provider in the hands of the test. It is strict: whatever it should never be asked is a fault. */
export interface Studio {
  readonly models: readonly ModelDefinition[]
  readonly executors: ExecutorLoaders
  readonly fetch: typeof fetch
  /** Every paid request that left, in order. */
  readonly asked: readonly Asked[]
  /** How often it was asked how far a job is. */
  looks: number
  /** How often it was asked what became of a lost request. */
  lookUps: number
  readonly faults: readonly string[]
  /** How the next requests for this prompt are met, in order; well where nothing is said. */
  meet(prompt: string, ...meetings: readonly Meeting[]): void
  /** Whether it can be asked; else the look-up fails. */
  reachable: boolean
  /** Called at every look at a job. */
  onLook: () => void
  /** The last job for this prompt. */
  job(prompt: string): StudioJob
  finish(prompt: string, facts?: AttemptFacts): void
}

/** Rejects when the caller hangs up. */
const broken = (signal: AbortSignal): Promise<void> =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))

const ORIGIN = 'http://studio'
const OrderSchema = z.object({ prompt: z.string(), quick: z.boolean() })

export const createStudio = (now: () => number): Studio => {
  const asked: Asked[] = []
  const faults: string[] = []
  const jobs: StudioJob[] = []
  const script = new Map<string, Meeting[]>()
  const fault = (message: string): Error => {
    faults.push(message)
    return new Error(message)
  }
  const find = (id: Json): StudioJob => {
    const found = jobs.find((job) => job.id === id)
    if (!found) throw fault(`there is no job ${JSON.stringify(id)}`)
    return found
  }
  const accept = (key: string, prompt: string): StudioJob => {
    const sees: Look = { state: 'running' }
    const job = { id: `job-${jobs.length + 1}`, key, prompt, sees, looks: [], stoppable: true, stopped: false }
    jobs.push(job)
    return job
  }
  const serve: typeof fetch = async (input, init) => {
    const request = new Request(input, init)
    const key = request.headers.get('idempotency-key') ?? ''
    const { prompt, quick } = OrderSchema.parse(await request.json())
    if (key === '' || asked.some((other) => other.key === key))
      throw fault(`“${prompt}” came twice with the key ${key}`)
    asked.push({ key, prompt, at: now() })
    const meeting = script.get(prompt)?.shift() ?? ACCEPTED
    const arrives = meeting.is === 'accepted' || (meeting.is === 'lost' && meeting.arrived)
    const made = arrives && !quick ? accept(key, prompt) : undefined
    if (meeting.wait) await Promise.race([meeting.wait, broken(request.signal)])
    if (meeting.is === 'lost') throw new TypeError('the connection broke off')
    if (meeting.is === 'refused') return Response.json(meeting, { status: 400 })
    return Response.json({ id: made?.id ?? 'none', text: `<${prompt}>` })
  }
  const studio: Studio = {
    models: [...studioJobs, studioAnswer],
    executors: {},
    fetch: serve,
    ...{ asked, faults },
    looks: 0,
    lookUps: 0,
    reachable: true,
    onLook: () => {},
    meet: (prompt, ...meetings) => void script.set(prompt, [...(script.get(prompt) ?? []), ...meetings]),
    job(prompt) {
      const found = jobs.findLast((job) => job.prompt === prompt)
      if (!found) throw new Error(`nobody asked for “${prompt}”: ${asked.map((one) => one.prompt).join(', ')}`)
      return found
    },
    finish: (prompt, facts = {}) => {
      studio.job(prompt).sees = { state: 'done', outputs: { text: `<${prompt}>` }, ...facts }
    },
  }
  const books = { find, now, byKey: (key: string) => jobs.find((job) => job.key === key), studio }
  const executors = Object.fromEntries([
    ...studioJobs.map(({ id }) => [id, async () => ({ executor: jobOf(books, id !== 'work/blind') })] as const),
    [studioAnswer.id, async () => ({ executor: answer })] as const,
  ])
  return Object.assign(studio, { executors })
}

interface Books {
  find(id: Json): StudioJob
  byKey(key: string): StudioJob | undefined
  now(): number
  readonly studio: Studio
}

type Task = Parameters<JobExecutor<ModelDefinition, Json>['submit']>[0]

const MadeSchema = z.object({ id: z.string(), text: z.string() })
const RefusalSchema = z.object({
  code: z.string(),
  charged: z.union([z.boolean(), z.literal('unknown')]).default(false),
  retryAfterMs: z.number().optional(),
})

const ask = async (
  { params, inputs, take }: Task,
  ctx: Context,
  quick: boolean,
): Promise<z.infer<typeof MadeSchema>> => {
  const { each, from = [] } = inputs as { readonly each?: string; readonly from?: readonly string[] } // the ports of every model here
  const words = [each, ...from].filter((word) => word !== undefined).join(',')
  const prompt = `${String(params['say'])}${words ? `(${words})` : ''}${take > 0 ? `#${take}` : ''}`
  const body = JSON.stringify({ prompt, quick })
  const headers = { 'idempotency-key': ctx.attemptKey }
  const paid = ctx.http.paid(({ method }) => method === 'POST')
  const response = await paid(ORIGIN, { method: 'POST', headers, body })
  if (response.ok) return MadeSchema.parse(await response.json())
  const { code, charged, retryAfterMs } = RefusalSchema.parse(await response.json())
  throw new ProviderFailure({ code: code as ErrorCode, message: `The studio says ${code}.` }, { charged, retryAfterMs }) // a code the test gave
}

const answer: AnyExecutor = {
  async run(task, ctx) {
    const { text } = await ask(task, ctx, true)
    ctx.report({ requestId: `answer to ${text}` })
    return { text }
  },
}

const jobOf = ({ find, byKey, now, studio }: Books, findable: boolean): AnyExecutor => {
  const executor: JobExecutor<ModelDefinition, string> = {
    async submit(task, ctx) {
      const { id } = await ask(task, ctx, false)
      ctx.report({ requestId: `request-${id}` })
      return id
    },
    async poll(id) {
      const job = find(id)
      job.looks.push(now())
      studio.looks += 1
      studio.onLook()
      if (job.stopped) return stopped
      if (job.sees instanceof Error) throw job.sees
      if (job.sees === 'nothing') return new Promise<Look>(() => {})
      return job.sees
    },
    async cancel(id) {
      const job = find(id)
      const { sees } = job
      const isOver =
        !(sees instanceof Error) && sees !== 'nothing' && (sees.state === 'done' || sees.state === 'failed')
      job.stopped = job.stoppable && !isOver
      return job.stopped
    },
    ...(findable && {
      async find({ key }) {
        studio.lookUps += 1
        if (!studio.reachable) throw new TypeError('nobody answers')
        const job = byKey(key)
        return job ? { state: 'found', ticket: job.id } : { state: 'never-arrived' }
      },
    }),
  }
  return executor
}

const stopped: Look = { state: 'failed', charged: false, error: { code: 'cancelled', message: 'It was stopped.' } }
