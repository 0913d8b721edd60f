import {
  canonical,
  type Charged,
  type Context,
  type Found,
  type GivenOutputs,
  type InputPorts,
  type JobState,
  type Json,
  type LostAttempt,
  type ModelDefinition,
  type OutputPorts,
} from '@reelgraph/shared'
import { z } from 'zod'
import { providerError, type Told } from '../../failures/provider-error.ts'
import { addressOf, freeCall, paidCall } from './client.ts'
import { resultFailure, submitFailure } from './errors.ts'
import { fal } from './provider.ts'
import type { FalRequest } from './request.ts'

/** Where a request is asked after. The addresses are those that fal gave. */
export type FalTicket = {
  readonly endpoint: string
  readonly requestId: string
  /** What was sent, where the answer may not repeat it. */
  readonly seed: number | null
  /** Milliseconds since 1970. */
  readonly at: number
}

const QueuedSchema = z.object({ request_id: z.string() })

/** Sends the one paid request. @throws `ProviderFailure`. */
export const submitToQueue = async (ctx: Context, { endpoint, input }: FalRequest): Promise<FalTicket> => {
  const call = paidCall(ctx)
  const seed = typeof input['seed'] === 'number' ? input['seed'] : null
  try {
    const answer: unknown = await call.client.queue.submit(endpoint, { input, abortSignal: call.abortSignal })
    const { request_id: requestId } = QueuedSchema.parse(answer)
    ctx.report({ requestId, ...(seed !== null && { seed }) })
    return { endpoint, requestId, seed, at: ctx.clock.now() }
  } catch (thrown) {
    throw submitFailure(thrown, { headers: call.headers(), now: ctx.clock.now() })
  }
}

const StatusSchema = z.object({
  status: z.string(),
  logs: z.array(z.object({ message: z.string().optional() })).nullish(),
})

const AnswerSchema = z.object({ data: z.unknown() })

/** A request that fal does not know is one that is not known yet, for so long. */
const GRACE_MS = 120_000

/** A model of these outputs, whatever it takes. */
export type MakerOf<O extends OutputPorts> = ModelDefinition<string, InputPorts, O>

/** @param read takes what it needs from the model's own answer; what is missing there is its failure. */
export const pollQueue = async <O extends OutputPorts>(
  ctx: Context,
  ticket: FalTicket,
  read: (answer: unknown) => ReadResult<O>,
): Promise<JobState<MakerOf<O>>> => {
  const { endpoint, requestId } = ticket
  const ask = freeCall(ctx)
  const failed = (told: Told & { readonly charged: Charged }): JobState<MakerOf<O>> => ({
    state: 'failed',
    error: providerError(fal, { requestId, ...told }),
    charged: told.charged,
    requestId,
  })
  let status: z.infer<typeof StatusSchema>
  try {
    status = StatusSchema.parse(
      await ask.client.queue.status(endpoint, { requestId, logs: true, abortSignal: ask.abortSignal }),
    )
  } catch (thrown) {
    const failure = resultFailure(thrown, { headers: ask.headers(), now: ctx.clock.now() })
    if (!failure || ctx.clock.now() - ticket.at < GRACE_MS) throw thrown
    return failed({ ...failure, charged: 'unknown' })
  }
  if (status.status === 'IN_QUEUE') return { state: 'queued' }
  // what fal may come to say in between is no end either
  if (status.status !== 'COMPLETED') return { state: 'running', ...progressIn(status.logs ?? []) }
  const fetch = freeCall(ctx)
  try {
    const result = read(
      AnswerSchema.parse(await fetch.client.queue.result(endpoint, { requestId, abortSignal: fetch.abortSignal })).data,
    )
    if ('refused' in result) return failed({ code: 'content-policy', said: result.refused, charged: true })
    if ('missing' in result) return failed({ code: 'bad-output', said: result.missing, charged: true })
    const seed = result.seed ?? ticket.seed
    return { state: 'done', outputs: result.outputs, requestId, ...(seed !== null && { seed }) }
  } catch (thrown) {
    const failure = resultFailure(thrown, { headers: fetch.headers(), now: ctx.clock.now() })
    if (!failure) throw thrown
    return failed(failure)
  }
}

export type ReadResult<O extends OutputPorts> =
  | { readonly outputs: GivenOutputs<O>; readonly seed?: number }
  /** It came, and was made unusable for what is on it. */
  | { readonly refused: string }
  | { readonly missing: string }

/** Models that count their steps write `43%|████` into the log. */
const progressIn = (logs: readonly { readonly message?: string | undefined }[]): { readonly progress?: number } => {
  const last = logs
    .map(({ message }) => /(\d{1,3})%\|/.exec(message ?? '')?.[1])
    .findLast((found) => found !== undefined)
  return last === undefined ? {} : { progress: Math.min(100, Number(last)) / 100 }
}

/** What is queued is taken out; what is running is told to stop, and its result says what became of it. */
export const cancelInQueue = async (ctx: Context, { endpoint, requestId }: FalTicket): Promise<boolean> => {
  const call = freeCall(ctx)
  try {
    await call.client.queue.cancel(endpoint, { requestId, abortSignal: call.abortSignal })
    return true
  } catch {
    // it is over already, or cannot be reached: it is watched on
    return false
  }
}

const HistorySchema = z.object({
  items: z.array(z.object({ request_id: z.string(), sent_at: z.string().optional(), json_input: z.unknown() })),
})

/** Clocks differ. */
const SKEW_MS = 60_000

/** By the answer where it was kept, else by what was sent, in the history of the account. That does not list what still runs. */
export const findInQueue = async (
  ctx: Context,
  { at, answer }: Pick<LostAttempt<ModelDefinition>, 'at' | 'answer'>,
  { endpoint, input }: FalRequest,
): Promise<Found<FalTicket>> => {
  const seed = typeof input['seed'] === 'number' ? input['seed'] : null
  const found = (requestId: string): Found<FalTicket> => ({ state: 'found', ticket: { endpoint, requestId, seed, at } })
  if (answer && answer.status < 300) {
    const queued = QueuedSchema.safeParse(parseJson(answer.body))
    if (queued.success) return found(queued.data.request_id)
  }
  if (answer && answer.status >= 400 && answer.status < 500) return { state: 'never-arrived' }
  const url = new URL(addressOf(ctx.baseUrl, 'https://api.fal.ai/v1/models/requests/by-endpoint'))
  url.searchParams.set('endpoint_id', endpoint)
  url.searchParams.set('start', new Date(at - SKEW_MS).toISOString())
  url.searchParams.set('expand', 'payloads')
  const response = await ctx.http.free(url, { headers: { authorization: `Key ${ctx.secret('key')}` } })
  if (!response.ok) return { state: 'cannot-tell' }
  const { items } = HistorySchema.parse(await response.json())
  const sent = canonical(withoutMedia(input))
  const same = items.filter(({ json_input: given }) => canonical(withoutMedia(given)) === sent)
  return same.length === 1 && same[0] ? found(same[0].request_id) : { state: 'cannot-tell' }
}

/** Histories keep pictures by other addresses. */
const withoutMedia = (input: unknown): Json =>
  typeof input === 'object' && input !== null
    ? (Object.fromEntries(Object.entries(input).filter(([name]) => !/_urls?$/.test(name))) as Json) // JSON in, JSON out
    : null

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
