import type { ProviderConformance } from '../../testing/conformance.ts'
import { drawOwnServer } from './emulator.ts'

const answer = (status: number, message: string) =>
  ({ as: 'answer', status, body: { error: { message, type: 'api_error', param: null, code: null } } }) as const

const isChunk = (body: unknown): body is { readonly choices: readonly object[] } =>
  typeof body === 'object' && body !== null && 'choices' in body
const choicesOf = (body: unknown, change: (choice: object) => object): unknown =>
  isChunk(body) ? { ...body, choices: body.choices.map(change) } : body

/** Built from documentation (Ollama's, and what others document in the same way), not from live calls. */
export const ownServerConformance: ProviderConformance = {
  provider: 'compatible',
  draw: drawOwnServer,
  values: { key: '' },
  failures: [
    {
      name: 'a server that wants a key',
      failure: answer(401, 'Unauthorized'),
      ...{ code: 'key-rejected', says: /Own server does not accept your key/, charged: false },
    },
    {
      name: 'a model that it does not have',
      failure: answer(404, 'model "gpt-oss:20b" not found, try pulling it first'),
      ...{ code: 'bad-parameter', says: /try pulling it first/, charged: false },
    },
    {
      name: 'an address without a chat',
      failure: { as: 'answer', status: 404, body: '404 page not found' },
      ...{ code: 'bad-parameter', says: /no chat at this address/, charged: false },
    },
    {
      name: 'a setting it does not take',
      failure: answer(400, 'temperature must be at most 1'),
      ...{ code: 'bad-parameter', says: /at most 1/, charged: false },
    },
    {
      name: 'a gateway that is asked too often',
      failure: { ...answer(429, 'Too many requests'), headers: { 'retry-after': '2' } },
      ...{ code: 'rate-limited', says: /too many/, charged: false, retried: true },
    },
    {
      name: 'an error in the middle of an answer',
      failure: {
        as: 'changed',
        change: (body) =>
          isChunk(body) && JSON.stringify(body).includes('"finish_reason":"stop"')
            ? { error: { message: 'llama runner process has terminated', type: 'api_error' } }
            : body,
      },
      ...{ code: 'provider-error', says: /runner process/, charged: false },
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
      ...{ code: 'bad-output', says: /longer than 2,048 tokens/, charged: true },
    },
  ],
  optionalFields: ['id', 'object', 'created', 'model', 'system_fingerprint', 'usage', 'role', 'logprobs', 'index'],
  tellsProgress: () => true,
}
