import { ReelgraphError, isRefusal } from '@reelgraph/shared'
import { z } from 'zod'
import { neverSent, retryAfterMs } from '../../failures/network.ts'
import { providerFailure, type Told } from '../../failures/provider-error.ts'
import { reasonOf } from '../../failures/thrown.ts'
import { elevenlabs } from './provider.ts'

/** A sentence, a list of what does not validate, or an object with a code: by the part of the service that says it. */
const BodySchema = z.object({
  detail: z.union([
    z.string(),
    z.array(z.object({ loc: z.array(z.union([z.string(), z.number()])).optional(), msg: z.string() })),
    z.object({
      code: z.string().optional(),
      /** The older name of `code`. */
      status: z.string().optional(),
      message: z.string().optional(),
      param: z.string().nullish(),
      request_id: z.string().nullish(),
      data: z.object({ prompt_suggestion: z.string().optional() }).nullish(),
    }),
  ]),
})

interface Said {
  readonly code: string
  readonly said?: string | undefined
  readonly param?: string | undefined
  readonly requestId?: string | undefined
  readonly suggestion?: string | undefined
}

const read = (bytes: Uint8Array): Said => {
  const detail = BodySchema.safeParse(parseJson(new TextDecoder().decode(bytes))).data?.detail
  if (detail === undefined) return { code: '' }
  if (typeof detail === 'string') return { code: '', said: detail }
  if (Array.isArray(detail)) {
    const [first] = detail
    const param = first?.loc?.findLast((part) => typeof part === 'string' && part !== 'body')
    return { code: '', said: first?.msg, param: param === undefined ? undefined : String(param) }
  }
  return {
    code: detail.code ?? detail.status ?? '',
    said: detail.message,
    suggestion: detail.data?.prompt_suggestion?.trim(),
    param: detail.param ?? undefined,
    requestId: detail.request_id ?? undefined,
  }
}

const NO_CREDITS = /quota_exceeded|insufficient|payment|unusual_activity|subscription|(^|_)plan(_|$)|upgrade/
const NO_PLAN = /\b(plan|tier|subscription|upgrade)\b/i
const POLICY = /^bad_(prompt|composition_plan)$|policy|moderat|safety|blocked|terms_of_service/
const GONE = /model_(not_found|deprecated|removed|retired)|deprecated_model/

interface Refused {
  readonly status: number
  readonly headers: Headers
  readonly bytes: Uint8Array
  /** Of the port that the words come from. */
  readonly wordsField: string
  /** Milliseconds since 1970. */
  readonly now: number
}

const tell = ({ status, headers, bytes, wordsField, now }: Refused): Told => {
  const { code, said, param, suggestion, requestId = headers.get('request-id') ?? undefined } = read(bytes)
  const told = { said: said?.trim() || code || undefined, requestId }
  if (NO_CREDITS.test(code) || status === 402) return { ...told, code: 'no-credits' }
  if (status === 401) return { ...told, code: 'key-rejected' }
  if (status === 429) return { ...told, code: 'rate-limited', retryAfterMs: retryAfterMs(headers, now) }
  if (POLICY.test(code)) return { ...told, code: 'content-policy', field: wordsField, suggestion }
  if (status === 403) return { ...told, code: NO_PLAN.test(said ?? '') ? 'no-credits' : 'key-rejected' }
  if (code.startsWith('voice_')) return { ...told, code: 'bad-parameter', field: 'voiceId' }
  if (GONE.test(code) || status === 404 || status === 410) return { ...told, code: 'retired' }
  if (status >= 500) return { ...told, code: 'provider-down', said: told.said ?? `HTTP ${status}` }
  const isTooLong = /text_too_long|character_limit/.test(code)
  return { ...told, code: 'bad-parameter', field: isTooLong ? wordsField : fieldFor(param, wordsField) }
}

/** ElevenLabs' name of an input → ours, to jump to. */
const fieldFor = (param: string | undefined, wordsField: string): string | undefined => {
  if (param === undefined) return undefined
  return param === 'text' || param === 'prompt' ? wordsField : FIELDS[param]
}

const FIELDS: Readonly<Record<string, string>> = {
  voice_id: 'voiceId',
  stability: 'stability',
  similarity_boost: 'similarity',
  style: 'style',
  speed: 'speed',
  seed: 'seed',
  language_code: 'language',
  previous_text: 'previousText',
  next_text: 'nextText',
  pronunciation_dictionary_locators: 'pronunciation',
  apply_text_normalization: 'normalization',
  output_format: 'quality',
  duration_seconds: 'seconds',
  music_length_ms: 'seconds',
  prompt_influence: 'influence',
  loop: 'loop',
  num_speakers: 'speakers',
  keyterms: 'keyterms',
  temperature: 'temperature',
}

/** Why a request was not done, and whether it may have been paid for all the same. */
export const answerFailure = (refused: Refused): Error => {
  const { status } = refused
  const told = tell(refused)
  // what came back as an error of theirs, or sends us elsewhere, may have been made
  if (!isRefusal(status))
    return providerFailure(elevenlabs, {
      ...{ code: 'unknown-outcome', said: told.said ?? `HTTP ${status}`, requestId: told.requestId },
      charged: 'unknown',
    })
  return providerFailure(elevenlabs, { ...told, charged: false })
}

/** Of a request that costs nothing. */
export const freeFailure = (refused: Refused): Error =>
  providerFailure(elevenlabs, { ...tell(refused), charged: false })

/** No answer came, or not all of it. */
export const lostFailure = (thrown: unknown): Error => {
  if (thrown instanceof ReelgraphError) return thrown
  const said = reasonOf(thrown)
  if (neverSent(thrown))
    return providerFailure(elevenlabs, { code: 'provider-down', said, charged: false, cause: thrown })
  return unreadable(said, thrown)
}

/** It says that all went well, and nothing of it can be read. */
export const unreadable = (said: string, cause?: unknown): Error =>
  providerFailure(elevenlabs, { code: 'unknown-outcome', said, charged: 'unknown', cause })

export const nothingInIt = (said: string): Error =>
  providerFailure(elevenlabs, { code: 'bad-output', said, charged: true })

export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
