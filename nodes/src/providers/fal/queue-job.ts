import {
  type Charged,
  type Context,
  type GivenOutputs,
  type InputPorts,
  type JobState,
  type ModelDefinition,
  type OutputPorts,
} from '@reelgraph/shared'
import { ApiError } from '@fal-ai/client'
import { z } from 'zod'
import { lookFailure } from '../../failures/look-failure.ts'
import { providerError, type Told } from '../../failures/provider-error.ts'
import { freeCall, paidCall } from './client.ts'
import { resultFailure, submitFailure } from './errors.ts'
import { outputInHistory } from './history.ts'
import { fal } from './provider.ts'
import type { FalRequest } from './request.ts'
import { QueuedSchema, rememberedOf, type FalTicket } from './ticket.ts'

/** Sends the one paid request. @throws `ProviderFailure`. */
export const submitToQueue = async (ctx: Context, { endpoint, input }: FalRequest): Promise<FalTicket> => {
  const call = paidCall(ctx)
  const remembered = rememberedOf(input)
  const { seed } = remembered
  try {
    const answer: unknown = await call.client.queue.submit(endpoint, { input, abortSignal: call.abortSignal })
    const { request_id: requestId } = QueuedSchema.parse(answer)
    ctx.report({ requestId, ...(seed !== null && { seed }) })
    return { endpoint, requestId, ...remembered, at: ctx.clock.now() }
  } catch (thrown) {
    throw submitFailure(thrown, { headers: call.heard()?.headers, now: ctx.clock.now() })
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
  const ended = (answer: unknown): JobState<MakerOf<O>> => {
    const result = read(answer)
    if ('refused' in result) return failed({ code: 'content-policy', said: result.refused, charged: true })
    if ('missing' in result) return failed({ code: 'bad-output', said: result.missing, charged: true })
    const seed = result.seed ?? ticket.seed
    const rewritten = ticket.prompt === undefined ? undefined : rewrittenIn(answer, ticket.prompt)
    return {
      ...{ state: 'done', outputs: result.outputs, requestId },
      ...(seed !== null && { seed }),
      ...(rewritten !== undefined && { prompt: rewritten }),
    }
  }
  let status: z.infer<typeof StatusSchema>
  try {
    status = StatusSchema.parse(
      await ask.client.queue.status(endpoint, { requestId, logs: true, abortSignal: ask.abortSignal }),
    )
  } catch (thrown) {
    const now = ctx.clock.now()
    const gone = isGone(thrown) && now - ticket.at >= GRACE_MS ? resultFailure(thrown, { now }) : undefined
    if (!gone) throw lookFailure(thrown, { provider: fal, heard: ask.heard(), now })
    return failed({ ...gone, charged: 'unknown' })
  }
  if (status.status === 'IN_QUEUE') return { state: 'queued' }
  // what fal may come to say in between is no end either
  if (status.status !== 'COMPLETED') return { state: 'running', ...progressIn(status.logs ?? []) }
  const fetch = freeCall(ctx)
  try {
    const { abortSignal } = fetch
    const answer = AnswerSchema.parse(await fetch.client.queue.result(endpoint, { requestId, abortSignal }))
    return ended(answer.data)
  } catch (thrown) {
    const now = ctx.clock.now()
    const kept = isGone(thrown) ? await keptOutput(ctx, ticket) : undefined
    if (kept !== undefined) return ended(kept)
    const failure = resultFailure(thrown, { headers: fetch.heard()?.headers, now })
    if (!failure) throw lookFailure(thrown, { provider: fal, heard: fetch.heard(), now })
    return failed(failure)
  }
}

/** What has gone from the queue may still be in the history; where that cannot be asked now, nothing has ended. */
const keptOutput = async (ctx: Context, ticket: FalTicket): Promise<unknown> => {
  try {
    return await outputInHistory(ctx, ticket)
  } catch (thrown) {
    throw lookFailure(thrown, { provider: fal, heard: undefined, now: ctx.clock.now() })
  }
}

const PromptSchema = z.object({ prompt: z.string().min(1).max(20_000) })

/** What it made of the prompt, where it says so and it is another. */
const rewrittenIn = (answer: unknown, sent: string): string | undefined => {
  const used = PromptSchema.safeParse(answer).data?.prompt
  return used?.trim() === sent.trim() ? undefined : used
}

/** Results are kept for minutes, or an hour. */
const isGone = (thrown: unknown): boolean =>
  thrown instanceof ApiError && (thrown.status === 404 || thrown.status === 410)

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
