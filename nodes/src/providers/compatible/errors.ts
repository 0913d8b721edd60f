import { retryAfterMs } from '../../failures/network.ts'
import type { Told } from '../../failures/provider-error.ts'
import type { SaidError } from '../../open-ai-protocol/said-error.ts'

/** What a server says that nobody knows: by its status, and the words that most of them use. */
export const readError = ({ status, message, param, headers }: SaidError, now: number): Told => {
  const told = { said: message, field: param === undefined ? undefined : FIELDS[param] }
  if (status === 401 || status === 403) return { ...told, code: 'key-rejected' }
  if (status === 402) return { ...told, code: 'no-credits' }
  if (status === 404 && /model/i.test(message)) return { ...told, code: 'bad-parameter', field: 'model' }
  if (status === 404 || status === 405)
    return { ...told, code: 'bad-parameter', said: `there is no chat at this address (HTTP ${status})` }
  if (status === 429) return { ...told, code: 'rate-limited', retryAfterMs: retryAfterMs(headers, now) }
  if (status !== undefined && status < 500) return { ...told, code: 'bad-parameter' }
  return { ...told, code: 'provider-error' }
}

const FIELDS: Readonly<Record<string, string>> = {
  model: 'model',
  messages: 'prompt',
  max_tokens: 'maxTokens',
  temperature: 'temperature',
  top_p: 'topP',
  seed: 'seed',
  response_format: 'structured',
}
