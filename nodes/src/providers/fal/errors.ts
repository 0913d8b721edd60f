import { ApiError } from '@fal-ai/client'
import { ReelgraphError, isRefusal, type Charged } from '@reelgraph/shared'
import { z } from 'zod'
import { neverSent, retryAfterMs } from '../../failures/network.ts'
import { providerFailure, type Told } from '../../failures/provider-error.ts'
import { reasonOf } from '../../failures/thrown.ts'
import { fal } from './provider.ts'

/** `{ detail: [{ loc, msg, type }] }` from a model, `{ detail, error_type }` from what runs it. */
const BodySchema = z.object({
  detail: z.union([
    z.string(),
    z.array(
      z.object({
        loc: z.array(z.union([z.string(), z.number()])).optional(),
        msg: z.string(),
        type: z.string().optional(),
      }),
    ),
  ]),
  error_type: z.string().optional(),
})

/** fal says with 403 that an account cannot pay, too. */
const LOCKED = /locked|exhausted balance|top.?up/i
const DOWNSTREAM = /^(generation_timeout|no_media_generated|downstream_|internal_)/

interface Failed extends Told {
  readonly status: number
}

/** What the HTTP answer of a request, or of its result, means. Undefined where it says nothing of the request. */
const readFailure = (error: ApiError<unknown>, headers: Headers | undefined, now: number): Failed => {
  const { status } = error
  const body = BodySchema.safeParse(error.body).data
  const first = Array.isArray(body?.detail) ? body.detail[0] : undefined
  const said = typeof body?.detail === 'string' ? body.detail : first?.msg
  const type = first?.type ?? body?.error_type ?? headers?.get('x-fal-error-type') ?? ''
  const told = { status, said, requestId: error.requestId || undefined }
  if (status === 401) return { ...told, code: 'key-rejected' }
  if (status === 403) return { ...told, code: LOCKED.test(said ?? '') ? 'no-credits' : 'key-rejected' }
  if (status === 402) return { ...told, code: 'no-credits' }
  if (status === 404 || status === 410) return { ...told, code: 'retired' }
  if (status === 429) return { ...told, code: 'rate-limited', retryAfterMs: retryAfterMs(headers, now) }
  if (status === 499) return { ...told, code: 'cancelled' }
  if (type === 'content_policy_violation') return { ...told, code: 'content-policy' }
  if (DOWNSTREAM.test(type) || status >= 500) return { ...told, code: 'provider-error' }
  const field = first?.loc?.findLast((part) => typeof part === 'string' && part !== 'body')
  return { ...told, code: 'bad-parameter', field: field === undefined ? undefined : FIELDS[field] }
}

/** fal's name of an input → ours, to jump to. */
const FIELDS: Readonly<Record<string, string>> = {
  prompt: 'prompt',
  text: 'prompt',
  negative_prompt: 'negativePrompt',
  seed: 'seed',
  image_size: 'resolution',
  aspect_ratio: 'ratio',
  resolution: 'resolution',
  duration: 'seconds',
  duration_seconds: 'seconds',
  seconds_total: 'seconds',
  music_length_ms: 'seconds',
  num_inference_steps: 'steps',
  guidance_scale: 'guidance',
  cfg_scale: 'guidance',
  strength: 'strength',
  lyrics: 'lyrics',
  image_url: 'startImage',
  start_image_url: 'startImage',
  first_frame_url: 'startImage',
  end_image_url: 'endImage',
  tail_image_url: 'endImage',
  last_frame_url: 'endImage',
  image_urls: 'references',
}

/** Why a request was not taken, and whether it may have been paid for all the same. */
export const submitFailure = (thrown: unknown, { headers, now }: Seen): Error => {
  if (thrown instanceof ReelgraphError) return thrown
  if (!(thrown instanceof ApiError)) {
    const said = reasonOf(thrown)
    if (neverSent(thrown)) return providerFailure(fal, { code: 'provider-down', said, charged: false, cause: thrown })
    return providerFailure(fal, { code: 'unknown-outcome', said, charged: 'unknown', cause: thrown })
  }
  const { status, ...told } = readFailure(thrown, headers, now)
  // the queue may have taken a request whose answer was an error of its own
  if (!isRefusal(status))
    return providerFailure(fal, {
      ...told,
      code: 'unknown-outcome',
      said: told.said ?? `HTTP ${status}`,
      charged: 'unknown',
      cause: thrown,
    })
  return providerFailure(fal, { ...told, charged: false, cause: thrown })
}

/** What the result of a request that has failed is answered with, beside errors of fal's own. */
const ENDS: ReadonlySet<number> = new Set([400, 402, 404, 410, 413, 415, 422, 499])

/** A job that has ended, and whose result is an error. Undefined where the answer is one of the way to it: ask again. */
export const resultFailure = (
  thrown: unknown,
  { headers, now }: Seen,
): (Told & { readonly charged: Charged }) | undefined => {
  if (!(thrown instanceof ApiError) || !BodySchema.safeParse(thrown.body).success) return undefined
  const { status, ...told } = readFailure(thrown, headers, now)
  // what has ended answers with its own error; whatever else comes is of the way to it
  if (!ENDS.has(status) && status < 500) return undefined
  // what it refuses it may have computed before, and what it has forgotten it may have made; errors of its own, and inputs
  // it cannot read, are not billed
  const charged: Charged = told.code === 'content-policy' || told.code === 'retired' ? 'unknown' : false
  return { ...told, code: told.code === 'retired' ? 'provider-error' : told.code, charged }
}

interface Seen {
  readonly headers?: Headers | undefined
  /** Milliseconds since 1970. */
  readonly now: number
}
