import type { Context } from '@reelgraph/shared'
import { retryAfterMs } from '../../failures/network.ts'
import { providerFailure, type Told } from '../../failures/provider-error.ts'
import { chatFailure } from '../../open-ai-protocol/chat-failure.ts'
import type { SaidError } from '../../open-ai-protocol/said-error.ts'
import { openai } from './provider.ts'

const NO_MONEY = new Set(['insufficient_quota', 'billing_hard_limit_reached', 'billing_not_active'])
const REFUSED = /moderation_blocked|content_policy|bio_policy|misalignment_policy|invalid_prompt|safety/i
const GONE = new Set(['model_not_found', 'model_not_available'])

/** What OpenAI's error means. */
export const readError = ({ status, message, code, type, param, headers }: SaidError, now: number): Told => {
  const told = { said: message, field: param === undefined ? undefined : FIELDS[param.replace(/[.[].*$/, '')] }
  if (NO_MONEY.has(code) || NO_MONEY.has(type)) return { ...told, code: 'no-credits' }
  if (REFUSED.test(code)) return { ...told, code: 'content-policy', field: 'prompt' }
  if (GONE.has(code) || status === 404 || status === 410) return { ...told, code: 'retired' }
  if (status === 401 || status === 403) return { ...told, code: 'key-rejected' }
  if (status === 402) return { ...told, code: 'no-credits' }
  if (status === 429) return { ...told, code: 'rate-limited', retryAfterMs: retryAfterMs(headers, now) }
  if (status !== undefined && status < 500) return { ...told, code: 'bad-parameter' }
  return { ...told, code: 'provider-error' }
}

/** OpenAI's name of a field → ours, to jump to. */
const FIELDS: Readonly<Record<string, string>> = {
  prompt: 'prompt',
  messages: 'prompt',
  max_completion_tokens: 'maxTokens',
  temperature: 'temperature',
  top_p: 'topP',
  reasoning_effort: 'effort',
  verbosity: 'verbosity',
  response_format: 'schema',
  size: 'resolution',
  quality: 'quality',
  background: 'background',
  complexity: 'complexity',
  output_format: 'format',
  output_compression: 'compression',
  moderation: 'moderation',
  image: 'references',
  input: 'script',
  voice: 'voice',
  instructions: 'instructions',
  speed: 'speed',
  file: 'from',
  language: 'language',
}

/** Why a request failed, and whether it may have been paid for all the same. */
export const failureOf = (thrown: unknown, ctx: Pick<Context, 'clock'>): Error =>
  chatFailure(thrown, { provider: openai, now: ctx.clock.now(), read: readError, chargedInside: 'unknown' })

/** It was made, and nobody can say what it was. */
export const unreadable = (said: string): Error =>
  providerFailure(openai, { code: 'unknown-outcome', said, charged: 'unknown' })

/** It was made and paid for, and there is nothing in it. */
export const nothingInIt = (said: string): Error => providerFailure(openai, { code: 'bad-output', said, charged: true })
