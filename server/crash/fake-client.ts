import { ProviderFailure, type Context, type ErrorBody, type Found, type PaidAnswer } from '@reelgraph/shared'
import { z } from 'zod'

/** Where the fake provider is. */
export interface Provider {
  readonly url: string
}

/** How long an answer may take, in milliseconds. */
const PATIENCE_MS = 30_000

interface PaidCall {
  readonly path: '/jobs' | '/texts'
  readonly body: Readonly<Record<string, unknown>>
}

/**
 * Sends the one paid request of an attempt.
 * @throws `ProviderFailure`, which says whether it was charged.
 */
export const sendPaid = async (at: Provider, ctx: Context, { path, body }: PaidCall): Promise<Response> => {
  const paid = ctx.http.paid(
    ({ method, url }) => method === 'POST' && (url.pathname === '/jobs' || url.pathname === '/texts'),
  )
  const headers = { ...headersOf(ctx), 'content-type': 'application/json', 'idempotency-key': ctx.attemptKey }
  let response: Response
  try {
    response = await within(ctx, (signal) =>
      paid(`${at.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body), signal }),
    )
  } catch (error) {
    throw nothingSent(error)
      ? failure('provider-down', 'nothing answers there', { charged: false, cause: error })
      : failure('unknown-outcome', 'the connection broke off', { charged: 'unknown', cause: error })
  }
  if (!response.ok) throw await refusal(response)
  return response
}

interface FreeCall {
  readonly path: string
  readonly method?: 'GET' | 'DELETE'
  /** Statuses that are answers too. */
  readonly accept?: readonly number[]
}

/** For what costs nothing. */
export const sendFree = async (at: Provider, ctx: Context, { path, method = 'GET', accept = [] }: FreeCall) => {
  const response = await within(ctx, (signal) =>
    ctx.http.free(`${at.url}${path}`, { method, headers: headersOf(ctx), signal }),
  )
  if (response.ok || accept.includes(response.status)) return response
  throw await refusal(response)
}

/** An answer that cannot be read says nothing of what became of the request. */
export const readAnswer = async <T>(response: Response, schema: z.ZodType<T>): Promise<T> => {
  try {
    return schema.parse(await response.json())
  } catch (cause) {
    throw failure('unknown-outcome', 'its answer cannot be read', { charged: 'unknown', cause })
  }
}

const FoundSchema = z.object({ jobs: z.array(z.object({ id: z.string() })).max(1) })
const MadeSchema = z.object({ id: z.string() })

/** Looks into the answer that was written down, then asks by the key that was sent along. */
export const findJob = async (
  at: Provider,
  ctx: Context,
  { key, answer }: { readonly key: string; readonly answer?: PaidAnswer },
): Promise<Found<{ readonly id: string }>> => {
  const written = answer && readWritten(answer)
  if (written) return written
  const response = await sendFree(at, ctx, { path: `/jobs?client=${encodeURIComponent(key)}`, accept: [503] })
  if (!response.ok) {
    await response.body?.cancel()
    return { state: 'cannot-tell' }
  }
  const [found] = (await readAnswer(response, FoundSchema)).jobs
  return found ? { state: 'found', ticket: found } : { state: 'never-arrived' }
}

const readWritten = ({ status, body }: PaidAnswer): Found<{ readonly id: string }> | undefined => {
  if (status >= 400 && status < 500) return { state: 'never-arrived' }
  if (status >= 500) return undefined
  try {
    return { state: 'found', ticket: MadeSchema.parse(JSON.parse(body)) }
  } catch {
    return undefined // half an answer
  }
}

const headersOf = (ctx: Context) => ({ authorization: `Bearer ${ctx.secret('key')}` })

/** Gives up where nothing comes, and leaves no timer behind. */
const within = async <T>(ctx: Context, send: (signal: AbortSignal) => Promise<T>): Promise<T> => {
  const over = new AbortController()
  const done = new AbortController()
  ctx.clock.sleep(PATIENCE_MS, done.signal).then(
    () => over.abort(new Error('no answer came')),
    () => undefined,
  )
  try {
    return await send(AbortSignal.any([ctx.signal, over.signal]))
  } finally {
    done.abort()
  }
}

/** Nobody took the connection, so no byte has left. */
const nothingSent = (error: unknown): boolean => {
  const cause = error instanceof Error ? error.cause : undefined
  return cause instanceof Error && 'code' in cause && cause.code === 'ECONNREFUSED'
}

const CODES: Readonly<Record<number, ErrorBody['code']>> = {
  401: 'key-rejected',
  402: 'no-credits',
  422: 'content-policy',
}

const refusal = async (response: Response): Promise<ProviderFailure> => {
  const said = await response.text().catch(() => '')
  const seconds = Number(response.headers.get('retry-after') ?? 'NaN')
  const retryAfterMs = Number.isFinite(seconds) ? seconds * 1000 : undefined
  if (response.status === 429) return failure('rate-limited', 'too many requests', { charged: false, retryAfterMs })
  if (response.status >= 500) return failure('provider-down', said, { charged: 'unknown', retryAfterMs })
  return failure(CODES[response.status] ?? 'provider-error', said, { charged: false })
}

const failure = (
  code: ErrorBody['code'],
  why: string,
  outcome: ConstructorParameters<typeof ProviderFailure>[1],
): ProviderFailure => new ProviderFailure({ code, message: `Fake: ${why}.`, provider: 'fake' }, outcome)
