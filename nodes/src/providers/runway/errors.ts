import { APIError } from '@runwayml/sdk'
import {
  ProviderFailure,
  ReelgraphError,
  isRefusal,
  type AttemptFacts,
  type Charged,
  type ErrorBody,
} from '@reelgraph/shared'
import { z } from 'zod'
import { neverSent, retryAfterMs } from '../../failures/network.ts'
import { providerError, providerFailure, type ProviderCode, type Told } from '../../failures/provider-error.ts'
import { reasonOf } from '../../failures/thrown.ts'
import { runway } from './provider.ts'

/** `{ error, issues? }`, as every refusal of a request is said. */
const BodySchema = z.object({
  error: z.string().optional(),
  issues: z
    .array(z.object({ path: z.array(z.union([z.string(), z.number()])).optional(), message: z.string().optional() }))
    .optional(),
})

/** Runway says with 400 that an account cannot pay, too. */
const NO_CREDITS = /\bcredits?\b/i
const DAILY = /\bdaily\b|\bper day\b|\b24.?h/i

interface Answered {
  readonly status: number
  readonly error: unknown
  readonly headers: Headers | undefined
}

/** Undefined where no answer came. */
const answerIn = (thrown: unknown): Answered | undefined => {
  if (!(thrown instanceof APIError)) return undefined
  const { status, error, headers } = thrown as APIError // `instanceof` forgets the types of its members
  return status === undefined ? undefined : { status, error, headers }
}

/** What the HTTP answer to a request means. */
const readFailure = ({ status, error, headers }: Answered, now: number): Told => {
  const body = BodySchema.safeParse(error).data
  const issue = body?.issues?.[0]
  const said = [body?.error, issue?.message].filter(Boolean).join(': ') || undefined
  const field = String(issue?.path?.[0] ?? '')
  if (status === 401 || status === 403) return { code: 'key-rejected', said }
  if (status === 402 || (status === 400 && NO_CREDITS.test(said ?? ''))) return { code: 'no-credits', said }
  if (status === 404 || status === 410 || field === 'model') return { code: 'retired', said }
  if (status === 429) return { code: 'rate-limited', said, retryAfterMs: retryAfterMs(headers, now) }
  if (status >= 500) return { code: 'provider-down', said: said ?? `HTTP ${status}` }
  return { code: 'bad-parameter', said, field: FIELDS[field] }
}

/** Runway's name of an input → ours, to jump to. */
const FIELDS: Readonly<Record<string, string>> = {
  promptText: 'prompt',
  promptImage: 'startImage',
  ratio: 'ratio',
  duration: 'seconds',
  seed: 'seed',
  audio: 'audio',
  negativePrompt: 'negativePrompt',
  contentModeration: 'publicFigures',
  outputFormat: 'format',
  proresProfile: 'proresProfile',
}

interface Seen {
  /** What the request failed with, where it got no answer. */
  readonly lost: unknown
  /** Milliseconds since 1970. */
  readonly now: number
}

/** Why a request was not taken, and whether it may have been paid for all the same. */
export const submitFailure = (thrown: unknown, { lost, now }: Seen): Error => {
  if (lost instanceof ReelgraphError) return lost
  if (thrown instanceof ReelgraphError) return thrown
  if (neverSent(lost))
    return providerFailure(runway, { code: 'provider-down', said: reasonOf(lost), charged: false, cause: lost })
  const answer = answerIn(thrown)
  if (!answer) return unknownOutcome(lost ?? thrown)
  // a request may have been taken whose answer was an error of theirs
  if (!isRefusal(answer.status)) return unknownOutcome(thrown, `HTTP ${answer.status}`)
  return refusal(readFailure(answer, now), thrown)
}

/** Of a request that costs nothing. */
export const freeFailure = (thrown: unknown, { lost, now }: Seen): Error => {
  if (lost instanceof ReelgraphError) return lost
  if (thrown instanceof ReelgraphError) return thrown
  const answer = answerIn(thrown)
  if (answer) return refusal(readFailure(answer, now), thrown)
  return providerFailure(runway, { code: 'provider-down', charged: false, cause: lost ?? thrown })
}

const refusal = (told: Told, cause: unknown): Error => {
  // that a day is used up does not pass by waiting a minute
  if (told.code === 'rate-limited' && told.retryAfterMs === undefined && DAILY.test(told.said ?? '')) {
    const body: ErrorBody = {
      ...providerError(runway, { ...told, code: 'no-credits' }),
      message: `Runway makes no more for your account today: ${told.said ?? ''}`,
      hint: 'Run it again tomorrow, use another model, or ask Runway for a higher tier.',
    }
    return new ProviderFailure(body, { charged: false, cause })
  }
  return providerFailure(runway, { ...told, charged: false, cause })
}

const unknownOutcome = (thrown: unknown, said = reasonOf(thrown)): Error =>
  providerFailure(runway, { code: 'unknown-outcome', said, charged: 'unknown', cause: thrown })

interface FailedTask {
  readonly id: string
  readonly failure?: string | null | undefined
  readonly failureCode?: string | null | undefined
  /** What it really took, where that was said. */
  readonly credits?: number | undefined
}

/** A task that has failed. Refused ones are charged where nothing else is said. */
export const taskFailure = ({ id, failure, failureCode, credits }: FailedTask) => {
  const kind = failureCode ?? ''
  const code = codeOf(kind)
  const words = [failure, kind].filter(Boolean).join(' – ') || undefined
  const unsaid: Charged = kind.startsWith('SAFETY') ? true : 'unknown'
  const charged: Charged = credits === undefined ? unsaid : credits > 0
  const field = code === 'bad-parameter' ? 'startImage' : undefined
  return {
    state: 'failed' as const,
    error: providerError(runway, { code, said: words, field, requestId: id }),
    charged,
    requestId: id,
    ...costOf(credits),
  }
}

const codeOf = (failureCode: string): ProviderCode => {
  if (/^(INPUT_PREPROCESSING\.)?SAFETY\b/.test(failureCode)) return 'content-policy'
  return failureCode.startsWith('ASSET') ? 'bad-parameter' : 'provider-error'
}

/** A credit is a cent. */
const MICROS_PER_CREDIT = 10_000

export const costOf = (credits: number | undefined): AttemptFacts =>
  credits === undefined ? {} : { cost: Math.max(0, Math.round(credits * MICROS_PER_CREDIT)), units: { credits } }
