import {
  createCatalog,
  defineModel,
  defineNode,
  defineProvider,
  fail,
  out,
  port,
  type AttemptFacts,
  type Catalog,
  type Context,
  type JobExecutor,
  type JobState,
  type MediaSource,
  type ModelDefinition,
  type QuickExecutor,
} from '@reelgraph/shared'
import { z } from 'zod'
import { lines, work } from '../src/engine/testing/kinds.ts'
import type { ExecutorLoaders } from '../src/engine/task-host.ts'
import { findJob, readAnswer, sendFree, sendPaid, type Provider } from './fake-client.ts'
import { PRICES, type ModelName } from './provider/books.ts'

const inputs = {
  from: port.text({ title: 'From', many: true, optional: true }),
  each: port.text({ title: 'Each', optional: true }),
}
const params = z.object({ say: z.string().default('') })

/** Short, so that a job of the rough sort is late now and then. */
const DEADLINE_SECONDS = 5

const shared = { version: 1, summary: 'Made by the fake provider.', inputs, params, deadlineSeconds: DEADLINE_SECONDS }

const job = defineModel({
  ...shared,
  id: 'fake/job',
  makes: 'text',
  title: 'Job',
  outputs: { text: out.text() },
  price: () => PRICES.job,
})
const spare = defineModel({
  ...shared,
  id: 'fake/spare',
  makes: 'text',
  title: 'Job for another model',
  outputs: { text: out.text() },
  price: () => PRICES.spare,
})
const blind = defineModel({
  ...shared,
  id: 'fake/blind',
  makes: 'text',
  title: 'Job that cannot be looked up',
  outputs: { text: out.text() },
  price: () => PRICES.blind,
})
const list = defineModel({
  ...shared,
  id: 'fake/list',
  makes: 'text',
  title: 'Job that gives a list',
  outputs: { text: out.text({ list: { max: 3 } }) },
  price: () => PRICES.list,
})
const text = defineModel({
  ...shared,
  id: 'fake/text',
  makes: 'text',
  title: 'Quick answer',
  outputs: { text: out.text() },
  price: () => PRICES.text,
})
const free = defineModel({
  ...shared,
  id: 'fake/free',
  makes: 'text',
  title: 'Free job',
  outputs: { text: out.text() },
})
const sound = defineModel({
  ...shared,
  id: 'fake/sound',
  makes: 'audio',
  title: 'Job that gives a file',
  outputs: { audio: out.audio() },
  price: () => PRICES.sound,
})

const voice = defineNode({
  id: 'voice',
  version: 1,
  title: 'Voice',
  summary: 'A step that makes sound.',
  category: 'generate',
  model: { makes: 'audio', default: 'fake/sound' },
  params: z.object({}),
  inputs: {},
  outputs: {},
})

const provider = defineProvider({
  id: 'fake',
  title: 'Fake',
  summary: 'For the crash test.',
  builtIn: false,
  concurrency: 6,
})

export const fakeCatalog: Catalog = createCatalog({
  kinds: [lines, work, voice],
  models: [job, spare, blind, list, text, free, sound],
  providers: [provider],
})

type TextModel = typeof job
type Task = Parameters<JobExecutor<TextModel, Ticket>['submit']>[0]
interface Ticket {
  readonly [id: string]: string
  readonly id: string
}

const TicketSchema = z.object({ id: z.string() })
const TextSchema = z.object({ id: z.string(), text: z.string(), cost: z.int() })
const JobSchema = z.discriminatedUnion('state', [
  z.object({ state: z.enum(['queued', 'running']), progress: z.number(), pollMs: z.number() }),
  z.object({ state: z.literal('cancelled') }),
  z.object({ state: z.literal('failed'), message: z.string(), charged: z.boolean(), cost: z.int() }),
  z.object({
    state: z.literal('done'),
    cost: z.int(),
    file: z.string().exactOptional(),
    items: z.array(z.string()).exactOptional(),
  }),
])
type Done = Extract<z.infer<typeof JobSchema>, { state: 'done' }>

/** What is asked of the provider hangs on the task and on nothing else. */
const orderOf = (model: ModelName, task: Task) => ({
  model,
  prompt: `${task.params.say}(${[task.inputs.each, ...task.inputs.from].filter((word) => word !== undefined).join(',')})`,
  take: task.take,
})

interface JobOf<D extends ModelDefinition> {
  readonly provider: Provider
  readonly model: ModelName
  readonly findable: boolean
  outputs(done: Done, ctx: Context): Promise<Extract<JobState<D>, { state: 'done' }>['outputs']>
}

const createJob = <D extends ModelDefinition>({
  provider: at,
  model,
  findable,
  outputs,
}: JobOf<D>): JobExecutor<D, Ticket> => ({
  async submit(task, ctx) {
    // every model here has the parameters and inputs of `shared`
    const order = orderOf(model, task as Task)
    const response = await sendPaid(at, ctx, {
      path: '/jobs',
      body: { ...order, ...(findable && { client: ctx.attemptKey }) },
    })
    return readAnswer(response, TicketSchema)
  },
  async poll({ id }, ctx) {
    const found = await readAnswer(await sendFree(at, ctx, { path: `/jobs/${id}` }), JobSchema)
    const facts: AttemptFacts = { requestId: `request-${id}` }
    switch (found.state) {
      case 'queued':
      case 'running':
        return { state: found.state, progress: found.progress, nextPollMs: found.pollMs }
      case 'done':
        return { state: 'done', outputs: await outputs(found, ctx), cost: found.cost, ...facts }
      case 'failed':
        return {
          state: 'failed',
          error: { code: 'provider-error', message: found.message },
          charged: found.charged,
          ...(found.charged && { cost: found.cost }),
          ...facts,
        }
      case 'cancelled':
        return {
          state: 'failed',
          error: { code: 'cancelled', message: 'It was stopped there.' },
          charged: false,
          ...facts,
        }
    }
  },
  async cancel({ id }, ctx) {
    const response = await sendFree(at, ctx, { path: `/jobs/${id}`, method: 'DELETE', accept: [409] })
    await response.body?.cancel()
    return response.ok
  },
  ...(findable && { find: (lost, ctx) => findJob(at, ctx, lost) }),
})

const fileOf = ({ file }: Done): string => {
  if (file === undefined) throw fail('bad-output', 'The provider gave no file.')
  return file
}

const readText = async (done: Done, ctx: Context): Promise<string> => {
  const response = await ctx.http.free(fileOf(done))
  if (!response.ok) throw fail('download-failed', `The link answered ${response.status}.`)
  return response.text()
}

/** All models over one provider, as the engine loads them. */
export const fakeExecutors = (at: Provider): ExecutorLoaders => {
  const asText = async (done: Done, ctx: Context) => ({ text: await readText(done, ctx) })
  const asSound = async (done: Done): Promise<{ readonly audio: MediaSource }> => ({ audio: { url: fileOf(done) } })
  const asList = async ({ items = [] }: Done) => ({ text: items.map((value) => ({ key: value, value })) })
  const quick: QuickExecutor<typeof text> = {
    async run(task, ctx) {
      const response = await sendPaid(at, ctx, { path: '/texts', body: orderOf('text', task) })
      const answer = await readAnswer(response, TextSchema)
      ctx.report({ cost: answer.cost, requestId: `request-${answer.id}` })
      return { text: answer.text }
    },
  }
  const executors = {
    'fake/job': createJob<typeof job>({ provider: at, model: 'job', findable: true, outputs: asText }),
    'fake/spare': createJob<typeof spare>({ provider: at, model: 'spare', findable: true, outputs: asText }),
    'fake/blind': createJob<typeof blind>({ provider: at, model: 'blind', findable: false, outputs: asText }),
    'fake/list': createJob<typeof list>({ provider: at, model: 'list', findable: true, outputs: asList }),
    'fake/free': createJob<typeof free>({ provider: at, model: 'free', findable: true, outputs: asText }),
    'fake/sound': createJob<typeof sound>({ provider: at, model: 'sound', findable: true, outputs: asSound }),
    'fake/text': quick,
  }
  return Object.fromEntries(Object.entries(executors).map(([id, executor]) => [id, async () => ({ executor })]))
}
