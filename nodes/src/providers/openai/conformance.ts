import type { DocumentedFailure, ProviderConformance } from '../../testing/conformance.ts'
import { drawOpenAi, OPENAI_KEY } from './emulator.ts'

const answer = (status: number, message: string, code: string | null, param: string | null = null) =>
  ({ as: 'answer', status, body: { error: { message, type: 'invalid_request_error', param, code } } }) as const

const WRITES = /^openai\/gpt-6/
const DIRECTED = /^openai\/gpt-image.*-directed$/
const DRAWS = /^openai\/gpt-image(?!.*-directed$)/
const HEARS = /^openai\/whisper/

const refusals: readonly DocumentedFailure[] = [
  {
    name: 'a wrong key',
    failure: answer(401, 'Incorrect API key provided.', 'invalid_api_key'),
    ...{ code: 'key-rejected', says: /OpenAI does not accept your key/, charged: false },
  },
  {
    name: 'a key without the right to do this',
    failure: answer(403, 'You have insufficient permissions for this operation.', 'insufficient_permissions'),
    ...{ code: 'key-rejected', says: /insufficient permissions/, charged: false },
  },
  {
    name: 'a model that is gone',
    failure: answer(404, 'The model does not exist or you do not have access to it.', 'model_not_found', 'model'),
    ...{ code: 'retired', says: /does not have this model/, charged: false },
  },
  {
    name: 'an account without credits, which is told as too many requests',
    failure: answer(429, 'You exceeded your current quota.', 'insufficient_quota'),
    ...{ code: 'no-credits', says: /cannot pay.*quota/, charged: false },
  },
  {
    name: 'a limit of spending',
    failure: answer(400, 'Billing hard limit has been reached.', 'billing_hard_limit_reached'),
    ...{ code: 'no-credits', says: /cannot pay.*hard limit/, charged: false },
  },
  {
    name: 'too many requests, with the time to wait',
    failure: { ...answer(429, 'Rate limit reached.', 'rate_limit_exceeded'), headers: { 'retry-after': '2' } },
    ...{ code: 'rate-limited', says: /too many/, charged: false, retried: true },
  },
  {
    name: 'too many requests, without one',
    failure: answer(429, 'Rate limit reached.', 'rate_limit_exceeded'),
    ...{ code: 'rate-limited', says: /too many/, charged: false, retried: true },
  },
  {
    name: 'a refusal of what is asked for',
    failure: answer(400, 'Your request was rejected by the safety system.', 'moderation_blocked'),
    ...{ code: 'content-policy', says: /refuses.*safety system/, charged: false },
  },
  {
    name: 'a setting it does not take',
    failure: answer(400, 'Invalid value for speed.', 'invalid_value', 'speed'),
    ...{ code: 'bad-parameter', says: /Invalid value/, charged: false },
  },
]

const isChunk = (body: unknown): body is { readonly choices: readonly { readonly delta: object }[] } =>
  typeof body === 'object' && body !== null && 'choices' in body
const choicesOf = (body: unknown, change: (choice: object) => object): unknown =>
  isChunk(body) ? { ...body, choices: body.choices.map(change) } : body

/** At the first look. `more`: what is said beside that it ended. */
const ended = (status: string, more: object) => ({
  failure: { as: 'changed', change: (body: unknown) => ({ ...(body as object), status, ...more }) } as const,
  on: ({ method, path }: { readonly method: string; readonly path: string }) =>
    method === 'GET' && path.startsWith('/responses/'),
  of: (model: string) => DIRECTED.test(model),
})
const READ = { usage: { input_tokens: 300, output_tokens: 40, total_tokens: 340 } }
const said = (part: object) => ({
  output: [{ id: 'msg_1', type: 'message', role: 'assistant', status: 'completed', content: [part] }],
})
const undrawn = (code: string, message: string) => ({
  output: [
    {
      ...{ id: 'ig_1', type: 'image_generation_call', status: 'failed', result: null },
      error: { code, message, param: null, type: 'image_generation_user_error' },
    },
  ],
})

const directedFailures: readonly DocumentedFailure[] = [
  {
    name: 'a picture that is refused after the prompt was rewritten',
    ...ended('completed', {
      ...READ,
      ...undrawn('moderation_blocked', 'Your request was rejected by the safety system.'),
    }),
    ...{ code: 'content-policy', says: /refuses.*safety system/, charged: true },
  },
  {
    name: 'a prompt that is refused in the background',
    ...ended('failed', { error: { code: 'invalid_prompt', message: 'Invalid prompt: it was flagged.' } }),
    ...{ code: 'content-policy', says: /refuses.*flagged/, charged: 'unknown' },
  },
  {
    name: 'a picture of ours that is refused in the background',
    ...ended('failed', { error: { code: 'image_content_policy_violation', message: 'The image is not allowed.' } }),
    ...{ code: 'content-policy', says: /refuses.*not allowed/, charged: 'unknown' },
  },
  {
    name: 'a picture of ours that cannot be read',
    ...ended('failed', { error: { code: 'image_parse_error', message: 'The image could not be parsed.' } }),
    ...{ code: 'bad-parameter', says: /could not be parsed/, charged: 'unknown' },
  },
  {
    name: 'a failure in the background',
    ...ended('failed', { error: { code: 'server_error', message: 'Something went wrong.' } }),
    ...{ code: 'provider-error', says: /tried and failed.*went wrong/, charged: 'unknown' },
  },
  {
    name: 'a refusal by the model that rewrites',
    ...ended('completed', { ...READ, ...said({ type: 'refusal', refusal: 'I cannot help with that.' }) }),
    ...{ code: 'content-policy', says: /I cannot help with that/, charged: true },
  },
  {
    name: 'words instead of a picture',
    ...ended('completed', { ...READ, ...said({ type: 'output_text', text: 'Which lighthouse?' }) }),
    ...{ code: 'bad-output', says: /Which lighthouse/, charged: true },
  },
  {
    name: 'an answer that its filter broke off',
    ...ended('incomplete', { ...READ, incomplete_details: { reason: 'content_filter' } }),
    ...{ code: 'content-policy', says: /filter/, charged: true },
  },
  {
    name: 'an answer that is too long',
    ...ended('incomplete', { ...READ, incomplete_details: { reason: 'max_output_tokens' } }),
    ...{ code: 'bad-output', says: /no picture.*max_output_tokens/, charged: true },
  },
  {
    name: 'somebody else who stopped it',
    ...ended('cancelled', {}),
    ...{ code: 'cancelled', says: /stopped/, charged: 'unknown' },
  },
]

/** Built from documentation (the client's types), not from live calls. */
export const openAiConformance: ProviderConformance = {
  provider: 'openai',
  draw: drawOpenAi,
  values: { key: OPENAI_KEY, organization: '', openaiProject: '' },
  failures: [
    ...refusals,
    {
      name: 'a refusal by the model',
      failure: {
        as: 'changed',
        change: (body) => choicesOf(body, (choice) => ({ ...choice, delta: { refusal: 'I cannot help with that. ' } })),
      },
      of: (model) => WRITES.test(model),
      ...{ code: 'content-policy', says: /I cannot help with that/, charged: true },
    },
    {
      name: 'an answer longer than its limit',
      failure: {
        as: 'changed',
        change: (body) =>
          choicesOf(body, (choice) =>
            'finish_reason' in choice && choice.finish_reason !== null
              ? { ...choice, finish_reason: 'length' }
              : choice,
          ),
      },
      of: (model) => WRITES.test(model),
      ...{ code: 'bad-output', says: /longer than 2,048 tokens/, charged: true },
    },
    {
      name: 'an answer without a picture',
      failure: { as: 'changed', change: (body) => ({ ...(body as object), data: [] }) },
      of: (model) => DRAWS.test(model),
      ...{ code: 'bad-output', says: /no picture/, charged: true },
    },
    {
      name: 'an answer without a text',
      failure: { as: 'changed', change: () => ({ duration: 4 }) },
      of: (model) => HEARS.test(model),
      ...{ code: 'bad-output', says: /no text/, charged: true },
    },
    ...directedFailures,
  ],
  optionalFields: (model) => [
    // an answer that is asked after has a name, and one in words has its content
    ...(DIRECTED.test(model) ? ['content', 'revised_prompt', 'tool_usage', 'incomplete_details', 'action'] : ['id']),
    ...['object', 'created', 'model', 'system_fingerprint', 'usage', 'role', 'logprobs', 'index', 'summary'],
    ...['background', 'output_format', 'quality', 'size', 'input_tokens_details', 'total_tokens'],
    ...['task', 'language', 'duration', 'words'],
  ],
  polls: ({ method, path }) => method === 'GET' && path.startsWith('/responses/'),
  cancels: ({ method, path }) => method === 'POST' && path.endsWith('/cancel'),
  tellsProgress: (model) => WRITES.test(model),
}
