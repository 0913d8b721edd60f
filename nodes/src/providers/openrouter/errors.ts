import type { SaidError } from '../../open-ai-protocol/said-error.ts'
import { retryAfterMs } from '../../failures/network.ts'
import type { Told } from '../../failures/provider-error.ts'

/** A filter of a host, or a rule of the account, has stopped it. */
const MODERATION = /content_policy|refusal|moderation|flagged/i
/** 404 is said of a model that is gone, and of routes that no host fits. */
const ROUTES = /parameters|provider|price|allowed/i
/** What the account says of hosts that may be used; the node may forbid more of them, and no less. */
const ACCOUNT_RULES = /data policy|guardrail|privacy/i
const GONE = /not a valid model|not found|no endpoints|deprecated|retired/i

/** What OpenRouter's error means; its code is the HTTP status, also inside a good answer. */
export const readError = (error: SaidError, now: number): Told => {
  const { message, metadata } = error
  const code = error.status ?? Number(error.code)
  const type = `${textOf(metadata['error_type'])} ${textOf(metadata['provider_code'])} ${error.code}`
  const told = { said: saidOf(error), field: fieldOf(message) }
  if (MODERATION.test(type) || metadata['reasons'] !== undefined || metadata['flagged_input'] !== undefined)
    return { ...told, code: 'content-policy', field: 'prompt' }
  if (code === 401) return { ...told, code: 'key-rejected' }
  if (code === 402) return { ...told, code: 'no-credits' }
  if ((code === 404 || code === 403) && ACCOUNT_RULES.test(message))
    return { ...told, code: 'not-allowed', field: undefined }
  if (code === 403) return { ...told, code: MODERATION.test(message) ? 'content-policy' : 'key-rejected' }
  if (code === 404) return { ...told, code: ROUTES.test(message) ? 'bad-parameter' : 'retired' }
  if (code === 429) return { ...told, code: 'rate-limited', retryAfterMs: retryAfterMs(error.headers, now) }
  if (code === 400 && GONE.test(message) && /model/i.test(message)) return { ...told, code: 'retired' }
  if (code >= 400 && code < 500) return { ...told, code: 'bad-parameter' }
  return { ...told, code: 'provider-error' }
}

/** The host's own words say more than “Provider returned error”. */
const saidOf = ({ message, metadata }: SaidError): string => {
  const raw = textOf(metadata['raw'])
  const host = textOf(metadata['provider_name'])
  return [host && `${host}:`, message, raw].filter(Boolean).join(' ')
}

const FIELDS: readonly (readonly [RegExp, string])[] = [
  [/max_(completion_)?tokens|maximum context|context length/i, 'maxTokens'],
  [/temperature/i, 'temperature'],
  [/top_p/i, 'topP'],
  [/frequency_penalty/i, 'frequencyPenalty'],
  [/presence_penalty/i, 'presencePenalty'],
  [/reasoning|effort/i, 'effort'],
  [/response_format|schema/i, 'schema'],
  [/data policy|data_collection/i, 'dataCollection'],
]

const fieldOf = (message: string): string | undefined => FIELDS.find(([pattern]) => pattern.test(message))?.[1]

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
