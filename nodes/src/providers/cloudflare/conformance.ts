import type { ProviderConformance } from '../../testing/conformance.ts'
import { CLOUDFLARE_ACCOUNT, CLOUDFLARE_TOKEN, drawCloudflare } from './emulator.ts'

const answer = (status: number, code: number, message: string) =>
  ({
    as: 'answer',
    status,
    body: { result: null, success: false, errors: [{ code, message }], messages: [] },
  }) as const

/** Built from documentation (the page of its errors, July 2026), not from live calls. */
export const cloudflareConformance: ProviderConformance = {
  provider: 'cloudflare',
  draw: drawCloudflare,
  values: { key: CLOUDFLARE_TOKEN, accountId: CLOUDFLARE_ACCOUNT },
  failures: [
    {
      name: 'a wrong token',
      failure: answer(401, 10_000, 'Authentication error'),
      ...{ code: 'key-rejected', says: /Cloudflare does not accept your key.*Authentication/, charged: false },
    },
    {
      name: 'an account ID that there is not',
      failure: answer(404, 7003, 'Could not route to this account'),
      ...{ code: 'key-rejected', says: /account ID/, charged: false },
    },
    {
      name: 'an account that is blocked',
      failure: answer(403, 3023, 'Service unavailable for account'),
      ...{ code: 'key-rejected', says: /unavailable for account/, charged: false },
    },
    {
      name: 'a model of another account',
      failure: answer(403, 5018, 'The account is not allowed to access this model'),
      ...{ code: 'not-allowed', says: /not allowed to access/, charged: false },
    },
    {
      name: 'terms that nobody has agreed to',
      failure: answer(403, 5016, 'User has not agreed to the model terms'),
      ...{ code: 'not-allowed', says: /not agreed/, charged: false },
    },
    {
      name: 'a model that is gone',
      failure: answer(400, 5007, 'No such model @cf/openai/gpt-oss-20b or task'),
      ...{ code: 'retired', says: /does not have this model/, charged: false },
    },
    {
      name: 'a name that is none of a model',
      failure: answer(404, 3042, 'The model name is invalid'),
      ...{ code: 'retired', says: /name is invalid/, charged: false },
    },
    {
      name: 'a setting it does not take',
      failure: answer(400, 5004, 'max_tokens must be at most 8192'),
      ...{ code: 'bad-parameter', says: /max_tokens/, charged: false },
    },
    {
      name: 'too much to read',
      failure: answer(413, 3006, 'Request is too large'),
      ...{ code: 'bad-parameter', says: /too large/, charged: false },
    },
    {
      name: 'what a day gives for nothing, used up',
      failure: answer(429, 3036, 'You have used up your daily free allocation of 10,000 neurons.'),
      ...{ code: 'no-credits', says: /cannot pay.*daily free allocation/, charged: false },
    },
    {
      name: 'no room anywhere',
      failure: answer(429, 3040, 'No more data centers to forward the request to'),
      ...{ code: 'rate-limited', says: /No more data centers/, charged: false, retried: true },
    },
    {
      name: 'a request that took too long there',
      failure: answer(408, 3007, 'Request timeout'),
      ...{ code: 'unknown-outcome', says: /timeout/, charged: 'unknown' },
    },
    {
      name: 'an answer longer than its limit',
      failure: { as: 'changed', change: cutShort },
      ...{ code: 'bad-output', says: /longer than 2,048 tokens/, charged: true },
    },
  ],
  optionalFields: [
    ...['id', 'object', 'created', 'model', 'system_fingerprint', 'usage', 'role', 'logprobs', 'index'],
    'total_tokens',
  ],
  tellsProgress: () => true,
}

function cutShort(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || !('choices' in body)) return body
  const choices = (body.choices as readonly { readonly finish_reason: unknown }[]).map((choice) =>
    choice.finish_reason === null ? choice : { ...choice, finish_reason: 'length' },
  ) // as the emulator writes them
  return { ...body, choices }
}
