import type { Context } from '@reelgraph/shared'

/** Of a connection that never came about: not one byte of the request has left. */
const NEVER_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  // it answers to another name, or shows no certificate that is trusted here
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
])

/** Whether a request that failed in the network surely never arrived. Whatever else happened, it may have. */
export const neverSent = (thrown: unknown): boolean => {
  for (let cause = thrown, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth += 1) {
    if ('code' in cause && NEVER_SENT.has(String(cause.code))) return true
    if (cause instanceof AggregateError && cause.errors.length > 0) return cause.errors.every(neverSent)
  }
  return false
}

/** `Retry-After` in seconds or as a date, or `retry-after-ms`. */
export const retryAfterMs = (headers: Headers | undefined, now: number): number | undefined => {
  const exact = Number(headers?.get('retry-after-ms') ?? Number.NaN)
  if (exact >= 0) return exact
  const given = headers?.get('retry-after') ?? ''
  if (given.trim() === '') return undefined
  const ms = Number.isNaN(Number(given)) ? Date.parse(given) - now : Number(given) * 1000
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined
}

type Fetch = Context['http']['free']

/** Nobody waits longer than this for an answer to a request; by the context's clock. */
export const within =
  (ctx: Pick<Context, 'clock'>, ms: number, send: Fetch): Fetch =>
  async (input, init) => {
    const enough = new AbortController()
    const answered = new AbortController()
    const late = new Error(`no answer within ${Math.round(ms / 1000)} s`)
    ctx.clock.sleep(ms, answered.signal).then(
      () => enough.abort(late),
      () => undefined,
    )
    try {
      const signal = init?.signal ? AbortSignal.any([init.signal, enough.signal]) : enough.signal
      return await send(input, { ...init, signal })
    } finally {
      answered.abort()
    }
  }
