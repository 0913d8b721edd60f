import { retryAfterMs } from '../../failures/network.ts'
import type { Told } from '../../failures/provider-error.ts'
import type { SaidError } from '../../open-ai-protocol/said-error.ts'

/** No such model; its name is none. */
const GONE = new Set(['5007', '3042'])
/** What a day gives for nothing is used up. */
const USED_UP = '3036'
/** The model is another account’s, or its terms have not been agreed to: another token changes nothing. */
const NOT_YOURS = new Set(['5016', '5018', '3041'])
const TOO_LARGE = '3006'

/** What Cloudflare’s error means: its own code tells more than the status. */
export const readError = ({ status, message, code, param, headers }: SaidError, now: number): Told => {
  const told = { said: message, field: FIELDS.find(([pattern]) => pattern.test(`${param ?? ''} ${message}`))?.[1] }
  if (GONE.has(code)) return { ...told, code: 'retired', field: undefined }
  if (code === USED_UP || status === 402) return { ...told, code: 'no-credits' }
  if (NOT_YOURS.has(code)) return { ...told, code: 'not-allowed', field: undefined }
  if (status === 401 || status === 403) return { ...told, code: 'key-rejected' }
  if (status === 404)
    return { ...told, code: 'key-rejected', said: `it does not know this account ID (${message || 'HTTP 404'})` }
  if (status === 429) return { ...told, code: 'rate-limited', retryAfterMs: retryAfterMs(headers, now) }
  if (code === TOO_LARGE || status === 413) return { ...told, code: 'bad-parameter', field: 'prompt' }
  if (status !== undefined && status < 500) return { ...told, code: 'bad-parameter' }
  return { ...told, code: 'provider-error' }
}

const FIELDS: readonly (readonly [RegExp, string])[] = [
  [/max_tokens|context (window|length)/i, 'maxTokens'],
  [/temperature/i, 'temperature'],
  [/top_p/i, 'topP'],
  [/seed/i, 'seed'],
  [/response_format|json_schema|json mode/i, 'structured'],
  [/messages|prompt/i, 'prompt'],
]
