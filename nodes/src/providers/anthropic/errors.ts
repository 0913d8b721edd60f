import { APIConnectionError, APIError, APIUserAbortError } from '@anthropic-ai/sdk'
import type { Context } from '@reelgraph/shared'
import { z } from 'zod'
import { retryAfterMs } from '../../failures/network.ts'
import type { Told } from '../../failures/provider-error.ts'
import { requestFailure, type Said } from '../../failures/request-failure.ts'
import { anthropic } from './provider.ts'

interface AnthropicSaid extends Said {
  /** `rate_limit_error`, … */
  readonly type: string
  /** `enforced_spend_limit_reached`, …: names the cause where the type does not. */
  readonly code: string
  readonly headers: Headers | undefined
}

const BodySchema = z.object({
  error: z.object({
    type: z.string().nullish(),
    message: z.string().nullish(),
    details: z.object({ error_code: z.string().nullish() }).nullish(),
  }),
  request_id: z.string().nullish(),
})

/** Undefined where Anthropic said nothing. */
export const saidByAnthropic = (thrown: unknown): AnthropicSaid | undefined => {
  if (!(thrown instanceof APIError)) return undefined
  if (thrown instanceof APIConnectionError || thrown instanceof APIUserAbortError) return undefined
  const { status, headers, requestID, error } = thrown as APIError
  const body = BodySchema.safeParse(error).data
  return {
    status,
    headers,
    message: body?.error.message ?? (status === undefined ? '' : `HTTP ${status}`),
    type: body?.error.type ?? '',
    code: body?.error.details?.error_code ?? '',
    requestId: requestID ?? body?.request_id ?? undefined,
  }
}

const NO_MONEY = /spend_limit|billing/
/** Told as a request that is not valid. */
const LOW_BALANCE = /credit balance/i
const FILTERED = /content filter|usage polic/i

const readError = ({ status, message, type, code, headers }: AnthropicSaid, now: number): Told => {
  const told = { said: message, field: FIELDS.find(([pattern]) => pattern.test(message))?.[1] }
  if (status === 402 || NO_MONEY.test(`${type} ${code}`) || LOW_BALANCE.test(message))
    return { ...told, code: 'no-credits' }
  if (status === 401 || status === 403 || code === 'organization_on_hold') return { ...told, code: 'key-rejected' }
  if (status === 404) return { ...told, code: 'retired' }
  if (status === 429 || type === 'rate_limit_error')
    return { ...told, code: 'rate-limited', retryAfterMs: retryAfterMs(headers, now) }
  if (FILTERED.test(message)) return { ...told, code: 'content-policy', field: 'prompt' }
  if (status !== undefined && status < 500) return { ...told, code: 'bad-parameter' }
  return { ...told, code: 'provider-error' }
}

/** A message begins with the path of what it is about. */
const FIELDS: readonly (readonly [RegExp, string])[] = [
  [/^max_tokens/, 'maxTokens'],
  [/^output_config\.format/, 'schema'],
  [/^(output_config\.effort|thinking)|"thinking\./, 'effort'],
  [/^messages\.\d+\.content\.\d+\.image/, 'references'],
  [/^(messages|prompt)/, 'prompt'],
  [/^system/, 'system'],
]

/** Why a request failed, and whether it may have been paid for all the same. */
export const failureOf = (thrown: unknown, ctx: Pick<Context, 'clock'>): Error =>
  requestFailure(thrown, {
    ...{ provider: anthropic, now: ctx.clock.now() },
    ...{ said: saidByAnthropic, read: readError, chargedInside: 'unknown' },
  })
