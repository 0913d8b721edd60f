import type { ProviderConformance } from '../../testing/conformance.ts'
import { ANTHROPIC_KEY, drawAnthropic } from './emulator.ts'

const answer = (status: number, type: string, message: string, details?: unknown) =>
  ({
    as: 'answer',
    status,
    headers: { 'request-id': 'req_011emulated' },
    body: { type: 'error', error: { type, message, ...(details !== undefined && { details }) }, request_id: 'req_011' },
  }) as const

type Event = Readonly<Record<string, unknown>> & { readonly type: string }
const isEvent = (body: unknown): body is Event => typeof body === 'object' && body !== null && 'type' in body

/** Changes every event of a type. */
const events =
  (type: string, change: (event: Event) => unknown) =>
  (body: unknown): unknown =>
    isEvent(body) && body.type === type ? change(body) : body

const stoppedBy = (reason: string, details: unknown = null) =>
  events('message_delta', (event) => ({ ...event, delta: { stop_reason: reason, stop_details: details } }))

/** Built from documentation (the client's types and the service's guides), not from live calls. */
export const anthropicConformance: ProviderConformance = {
  provider: 'anthropic',
  draw: drawAnthropic,
  values: { key: ANTHROPIC_KEY },
  failures: [
    {
      name: 'a wrong key',
      failure: answer(401, 'authentication_error', 'invalid x-api-key'),
      ...{ code: 'key-rejected', says: /Anthropic does not accept your key/, charged: false },
    },
    {
      name: 'a key without the right to do this',
      failure: answer(403, 'permission_error', 'Your API key does not have permission to use this resource.'),
      ...{ code: 'key-rejected', says: /does not have permission/, charged: false },
    },
    {
      name: 'an account that cannot pay',
      failure: answer(402, 'billing_error', 'There is an issue with your billing.'),
      ...{ code: 'no-credits', says: /cannot pay.*billing/, charged: false },
    },
    {
      name: 'a balance that is too low, which is told as a request that is not valid',
      failure: answer(400, 'invalid_request_error', 'Your credit balance is too low to access the Anthropic API.'),
      ...{ code: 'no-credits', says: /cannot pay.*credit balance/, charged: false },
    },
    {
      name: 'a limit of spending, which is told as too many requests',
      failure: answer(429, 'rate_limit_error', 'You have reached your usage limit.', {
        error_code: 'enforced_spend_limit_reached',
      }),
      ...{ code: 'no-credits', says: /cannot pay.*usage limit/, charged: false },
    },
    {
      name: 'a model that is gone',
      failure: answer(404, 'not_found_error', 'model: claude-1'),
      ...{ code: 'retired', says: /does not have this model.*claude-1/, charged: false },
    },
    {
      name: 'a setting it does not take',
      failure: answer(400, 'invalid_request_error', 'max_tokens: 200000 > 128000, which is the maximum allowed'),
      ...{ code: 'bad-parameter', says: /max_tokens: 200000/, charged: false },
    },
    {
      name: 'a request that is too large',
      failure: answer(413, 'request_too_large', 'Request exceeds the maximum size'),
      ...{ code: 'bad-parameter', says: /maximum size/, charged: false },
    },
    {
      name: 'a filter before the model',
      failure: answer(400, 'invalid_request_error', 'Output blocked by content filtering policy'),
      ...{ code: 'content-policy', says: /refuses.*content filtering/, charged: false },
    },
    {
      name: 'too many requests, with the time to wait',
      failure: {
        ...answer(429, 'rate_limit_error', 'This request would exceed your rate limit.'),
        headers: { 'retry-after': '2' },
      },
      ...{ code: 'rate-limited', says: /too many/, charged: false, retried: true },
    },
    {
      name: 'too many requests, without one',
      failure: answer(429, 'rate_limit_error', 'This request would exceed your rate limit.'),
      ...{ code: 'rate-limited', says: /too many/, charged: false, retried: true },
    },
    {
      name: 'a service that is overloaded',
      failure: answer(529, 'overloaded_error', 'Overloaded'),
      ...{ code: 'unknown-outcome', says: /Overloaded/, charged: 'unknown' },
    },
    {
      name: 'a refusal by the model, in its words',
      failure: {
        as: 'changed',
        change: stoppedBy('refusal', { type: 'refusal', category: 'bio', explanation: 'This could do harm.' }),
      },
      ...{ code: 'content-policy', says: /refuses.*This could do harm/, charged: true },
    },
    {
      name: 'a refusal without a word',
      failure: { as: 'changed', change: stoppedBy('refusal') },
      ...{ code: 'content-policy', says: /does not want to write this/, charged: true },
    },
    {
      name: 'an answer longer than its limit',
      failure: { as: 'changed', change: stoppedBy('max_tokens') },
      ...{ code: 'bad-output', says: /longer than 8,192 tokens.*Raise “Longest answer”/, charged: true },
    },
    {
      name: 'an answer that outgrew its memory',
      failure: { as: 'changed', change: stoppedBy('model_context_window_exceeded') },
      ...{ code: 'provider-error', says: /broke off while it wrote/, charged: true },
    },
    {
      name: 'an answer with nothing in it',
      failure: {
        as: 'changed',
        change: events('content_block_delta', (event) => ({ ...event, delta: { type: 'text_delta', text: '' } })),
      },
      ...{ code: 'bad-output', says: /empty/, charged: true },
    },
    {
      name: 'an answer that never says that it is whole',
      failure: { as: 'changed', change: events('message_delta', (event) => ({ ...event, delta: {} })) },
      ...{ code: 'unknown-outcome', says: /broke off/, charged: 'unknown' },
    },
  ],
  optionalFields: [
    ...['id', 'role', 'model', 'content', 'container', 'diagnostics', 'usage', 'index', 'citations', 'signature'],
    ...['stop_sequence', 'stop_details', 'service_tier', 'inference_geo', 'speed', 'output_tokens_details'],
    ...['cache_creation_input_tokens', 'cache_read_input_tokens', 'request_id', 'content_block'],
  ],
  tellsProgress: () => true,
}
