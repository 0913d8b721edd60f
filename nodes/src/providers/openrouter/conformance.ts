import type { ProviderConformance } from '../../testing/conformance.ts'
import { drawOpenRouter, OPENROUTER_KEY } from './emulator.ts'

const said = (code: number, message: string, metadata?: unknown) => ({
  error: { code, message, ...(metadata !== undefined && { metadata }) },
})
const answer = (status: number, message: string, metadata?: unknown) =>
  ({ as: 'answer', status, body: said(status, message, metadata) }) as const

const isChunk = (body: unknown): body is Readonly<Record<string, unknown>> =>
  typeof body === 'object' && body !== null && 'choices' in body

/** Built from documentation (the service's specification, and its client's types), not from live calls. */
export const openRouterConformance: ProviderConformance = {
  provider: 'openrouter',
  draw: drawOpenRouter,
  values: { key: OPENROUTER_KEY },
  failures: [
    {
      name: 'a wrong key',
      failure: answer(401, 'No auth credentials found'),
      ...{ code: 'key-rejected', says: /OpenRouter does not accept your key/, charged: false },
    },
    {
      name: 'no credits',
      failure: answer(402, 'This request requires more credits, or fewer max_tokens.'),
      ...{ code: 'no-credits', says: /cannot pay.*more credits/, charged: false },
    },
    {
      name: 'a filter before the model',
      failure: answer(403, 'Input was flagged', { reasons: ['violence'], flagged_input: '…', provider_name: 'OpenAI' }),
      ...{ code: 'content-policy', says: /refuses.*OpenAI.*flagged/, charged: false },
    },
    {
      name: 'a key without the right to do this',
      failure: answer(403, 'This key may not be used from here'),
      ...{ code: 'key-rejected', says: /may not be used/, charged: false },
    },
    {
      name: 'a model that is gone',
      failure: answer(404, 'No endpoints found for this model.'),
      ...{ code: 'retired', says: /does not have this model/, charged: false },
    },
    {
      name: 'a name that is none of a model',
      failure: answer(400, 'openai/gpt-1 is not a valid model ID'),
      ...{ code: 'retired', says: /not a valid model/, charged: false },
    },
    {
      name: 'a route that no host fits',
      failure: answer(404, 'No endpoints found matching your data policy.'),
      ...{ code: 'not-allowed', says: /data policy/, charged: false },
    },
    {
      name: 'a setting it does not take',
      failure: answer(400, 'max_tokens: must be at most 32000'),
      ...{ code: 'bad-parameter', says: /max_tokens/, charged: false },
    },
    {
      name: 'too many requests, with the time to wait',
      failure: { ...answer(429, 'Rate limit exceeded'), headers: { 'retry-after': '2' } },
      ...{ code: 'rate-limited', says: /too many/, charged: false, retried: true },
    },
    {
      name: 'too many requests, without one',
      failure: answer(429, 'Provider returned error', { provider_name: 'Google', raw: 'quota' }),
      ...{ code: 'rate-limited', says: /too many.*Google/, charged: false, retried: true },
    },
    {
      name: 'a host that is overloaded',
      failure: answer(529, 'Provider is overloaded'),
      ...{ code: 'unknown-outcome', says: /overloaded/, charged: 'unknown' },
    },
    {
      name: 'an error in the middle of a good answer, by its cost',
      failure: { as: 'changed', change: brokenOff },
      ...{ code: 'provider-error', says: /Upstream closed/, charged: true },
    },
    {
      name: 'a refusal by the model',
      failure: { as: 'changed', change: (body) => (isChunk(body) ? refused(body) : body) },
      ...{ code: 'content-policy', says: /I cannot help with that/, charged: true },
    },
    {
      name: 'an answer its filter stopped',
      failure: { as: 'changed', change: (body) => finishedBy(body, 'content_filter') },
      ...{ code: 'content-policy', says: /filter/, charged: true },
    },
    {
      name: 'an answer longer than its limit',
      failure: { as: 'changed', change: (body) => finishedBy(body, 'length') },
      ...{ code: 'bad-output', says: /longer than 2,048 tokens.*Raise “Longest answer”/, charged: true },
    },
    {
      name: 'an answer with nothing in it',
      failure: { as: 'changed', change: (body) => worded(body, () => ({ content: '' })) },
      ...{ code: 'bad-output', says: /empty/, charged: true },
    },
  ],
  optionalFields: [
    ...['id', 'object', 'created', 'model', 'system_fingerprint', 'usage', 'role', 'logprobs', 'index'],
    ...['cost', 'cost_details', 'is_byok', 'completion_tokens_details', 'total_tokens'],
  ],
  tellsProgress: () => true,
}

const worded = (body: unknown, change: (delta: object) => object): unknown => {
  if (!isChunk(body) || !Array.isArray(body['choices'])) return body
  const choices = (body['choices'] as readonly { readonly delta: object }[]).map((choice) => ({
    ...choice,
    delta: change(choice.delta),
  })) // as the emulator writes them
  return { ...body, choices }
}

const finishedBy = (body: unknown, reason: string): unknown => {
  if (!isChunk(body) || !Array.isArray(body['choices'])) return body
  const choices = (body['choices'] as readonly { readonly finish_reason: unknown }[]).map((choice) =>
    choice.finish_reason === null ? choice : { ...choice, finish_reason: reason },
  ) // as above
  return { ...body, choices }
}

const refused = (body: unknown): unknown =>
  worded(body, (delta) => ('role' in delta ? { refusal: 'I cannot help with that.' } : {}))

/** After the first words, instead of the last. */
function brokenOff(body: unknown): unknown {
  const last = JSON.stringify(body).includes('"finish_reason":"stop"')
  return last && isChunk(body)
    ? { ...body, error: { code: 502, message: 'Upstream closed', metadata: { error_type: 'provider_unavailable' } } }
    : body
}
