import {
  isRefusal,
  type Context,
  type Found,
  type InputPorts,
  type JobState,
  type LostAttempt,
  type ModelDefinition,
} from '@reelgraph/shared'
import { APIError } from '@runwayml/sdk'
import { z } from 'zod'
import { lookFailure } from '../../failures/look-failure.ts'
import { providerError } from '../../failures/provider-error.ts'
import { freeCall, paidCall } from './client.ts'
import { costOf, submitFailure, taskFailure } from './errors.ts'
import type { VIDEO } from './family.ts'
import { runway } from './provider.ts'
import type { RunwayRequest } from './request.ts'

export type RunwayTicket = {
  readonly id: string
  /** What was sent: no answer repeats it. */
  readonly seed: number
  /** Milliseconds since 1970. */
  readonly at: number
}

const CreatedSchema = z.object({ id: z.string().min(1) })

/** Sends the one paid request. @throws `ProviderFailure`. */
export const submitTask = async (ctx: Context, { to, body }: RunwayRequest, seed: number): Promise<RunwayTicket> => {
  const call = paidCall(ctx)
  try {
    const answer: unknown =
      to === 'text_to_video' ? await call.client.textToVideo.create(body) : await call.client.imageToVideo.create(body)
    const { id } = CreatedSchema.parse(answer)
    ctx.report({ requestId: id, seed })
    return { id, seed, at: ctx.clock.now() }
  } catch (thrown) {
    throw submitFailure(thrown, { lost: call.lost(), now: ctx.clock.now() })
  }
}

const TaskSchema = z.object({
  status: z.string(),
  progress: z.number().nullish(),
  output: z.array(z.string()).nullish(),
  failure: z.string().nullish(),
  failureCode: z.string().nullish(),
  cost: z.object({ credits: z.number() }).nullish(),
})

/** Runway wants to be asked no more often than every 5 s; around it, so a little more. */
const NEXT_MS = 6500
/** A task that Runway does not know is one that is not known yet, for so long. */
const GRACE_MS = 120_000

type State = JobState<ModelDefinition<string, InputPorts, typeof VIDEO>>

export const pollTask = async (ctx: Context, { id, seed, at }: RunwayTicket): Promise<State> => {
  let task: z.infer<typeof TaskSchema>
  const call = freeCall(ctx)
  try {
    task = TaskSchema.parse(await call.client.tasks.retrieve(id))
  } catch (thrown) {
    const now = ctx.clock.now()
    if (!(thrown instanceof APIError) || thrown.status !== 404 || now - at < GRACE_MS)
      throw lookFailure(thrown, { provider: runway, heard: call.heard(), now })
    const said = 'the task is not there any more'
    const error = providerError(runway, { code: 'cancelled', said, requestId: id })
    return { state: 'failed', error, charged: 'unknown', requestId: id }
  }
  const credits = task.cost?.credits
  switch (task.status) {
    case 'PENDING':
    case 'THROTTLED':
      return { state: 'queued', nextPollMs: NEXT_MS }
    case 'SUCCEEDED': {
      const [url] = task.output ?? []
      const facts = { requestId: id, seed, ...costOf(credits) }
      if (url !== undefined) return { state: 'done', outputs: { video: { url } }, ...facts }
      const said = 'there is no video in its answer'
      const error = providerError(runway, { code: 'bad-output', said, requestId: id })
      return { state: 'failed', error, charged: credits === undefined ? true : credits > 0, ...facts }
    }
    case 'FAILED':
      return taskFailure({ id, failure: task.failure, failureCode: task.failureCode, credits })
    case 'CANCELLED': {
      const error = providerError(runway, { code: 'cancelled', requestId: id })
      const charged = credits === undefined ? 'unknown' : credits > 0
      return { state: 'failed', error, charged, requestId: id, ...costOf(credits) }
    }
    default:
      // what Runway may come to say in between is no end
      return { state: 'running', nextPollMs: NEXT_MS, ...progressOf(task.progress) }
  }
}

const progressOf = (fraction: number | null | undefined): { readonly progress?: number } =>
  typeof fraction === 'number' ? { progress: Math.min(1, Math.max(0, fraction)) } : {}

/** Stops what is waiting or running. A task that is done is left alone: to delete it would delete the video. */
export const cancelTask = async (ctx: Context, { id }: RunwayTicket): Promise<boolean> => {
  try {
    const { status } = TaskSchema.parse(await freeCall(ctx).client.tasks.retrieve(id))
    if (status !== 'PENDING' && status !== 'THROTTLED' && status !== 'RUNNING') return status === 'CANCELLED'
    await freeCall(ctx).client.tasks.delete(id)
    return true
  } catch {
    // it cannot be reached: it is watched on
    return false
  }
}

/** Only by the answer, where it was kept: Runway neither lists tasks nor knows them by a key of ours. */
export const findTask = (
  { at, answer }: Pick<LostAttempt<ModelDefinition>, 'at' | 'answer'>,
  seed: number,
): Found<RunwayTicket> => {
  if (!answer) return { state: 'cannot-tell' }
  const { status, body } = answer
  if (isRefusal(status)) return { state: 'never-arrived' }
  const created = status < 300 ? CreatedSchema.safeParse(parseJson(body)).data : undefined
  return created ? { state: 'found', ticket: { id: created.id, seed, at } } : { state: 'cannot-tell' }
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
