import { ApiError } from '@google/genai'
import type { Charged, Context } from '@reelgraph/shared'
import { z } from 'zod'
import type { Told } from '../../failures/provider-error.ts'
import { requestFailure, type Said } from '../../failures/request-failure.ts'
import { BrokenChat } from '../../writing/chat-answer.ts'
import { gemini } from './provider.ts'

interface GeminiSaid extends Said {
  /** The HTTP status, also of an error inside a good answer. */
  readonly code: number
  /** `API_KEY_INVALID`, … */
  readonly reasons: readonly string[]
  /** `2s` */
  readonly retryDelay: string | undefined
}

const BodySchema = z.object({
  error: z.object({
    message: z.string().nullish(),
    details: z
      .array(z.looseObject({ reason: z.string().nullish(), retryDelay: z.string().nullish() }))
      .nullish()
      .catch(undefined),
  }),
})

/** Undefined where Google said nothing. The client keeps what was said as text. */
export const saidByGemini = (thrown: unknown, { inside }: { readonly inside: boolean }): GeminiSaid | undefined => {
  if (!(thrown instanceof ApiError)) return undefined
  const body = BodySchema.safeParse(parseJson(thrown.message.slice(Math.max(0, thrown.message.indexOf('{'))))).data
  const details = body?.error.details ?? []
  return {
    status: inside ? undefined : thrown.status,
    code: thrown.status,
    message: body?.error.message ?? `HTTP ${thrown.status}`,
    requestId: undefined,
    reasons: details.flatMap(({ reason }) => reason ?? []),
    retryDelay: details.find(({ retryDelay }) => typeof retryDelay === 'string')?.retryDelay ?? undefined,
  }
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const NO_MONEY = /credits? (is|are) depleted|prepay|billing (account|must|is|has)|enable billing/i
const WRONG_KEY = /API_KEY|ACCESS_TOKEN/

const readError = ({ code, message, reasons, retryDelay }: GeminiSaid): Told => {
  const told = { said: message, field: FIELDS.find(([pattern]) => pattern.test(message))?.[1] }
  if (reasons.some((reason) => WRONG_KEY.test(reason))) return { ...told, code: 'key-rejected' }
  if (code === 402 || NO_MONEY.test(message)) return { ...told, code: 'no-credits' }
  if (code === 401 || code === 403 || /API key not (valid|found)/i.test(message))
    return { ...told, code: 'key-rejected' }
  if (code === 404) return { ...told, code: 'retired' }
  if (code === 429) return { ...told, code: 'rate-limited', retryAfterMs: millisecondsOf(retryDelay) }
  if (code < 500) return { ...told, code: 'bad-parameter' }
  return { ...told, code: 'provider-error' }
}

/** `2.5s` */
const millisecondsOf = (delay: string | undefined): number | undefined => {
  const seconds = /^(\d+(?:\.\d+)?)s$/.exec(delay ?? '')?.[1]
  return seconds === undefined ? undefined : Math.ceil(Number(seconds) * 1000)
}

const FIELDS: readonly (readonly [RegExp, string])[] = [
  [/max_?output_?tokens/i, 'maxTokens'],
  [/thinking/i, 'effort'],
  [/temperature/i, 'temperature'],
  [/top_?p/i, 'topP'],
  [/response_?(json_?)?schema/i, 'schema'],
  [/aspect_?ratio/i, 'ratio'],
  [/image_?size/i, 'resolution'],
  [/inline_?data|image/i, 'references'],
  [/contents/i, 'prompt'],
]

/** Why a request failed, and whether it may have been paid for all the same. */
export const failureOf = (thrown: unknown, ctx: Pick<Context, 'clock'>): Error => {
  const inside = thrown instanceof BrokenChat
  const chargedInside: Charged = 'unknown'
  const said = (cause: unknown): GeminiSaid | undefined => saidByGemini(cause, { inside })
  return requestFailure(thrown, { provider: gemini, now: ctx.clock.now(), said, read: readError, chargedInside })
}
