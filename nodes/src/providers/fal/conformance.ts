import type { ProviderConformance } from '../../testing/conformance.ts'
import { drawFal, FAL_KEY } from './emulator.ts'

const isResult = ({ method, path }: { readonly method: string; readonly path: string }): boolean =>
  method === 'GET' && /^(\/[^/]+){2}\/requests\/[^/]+$/.test(path)
const isStatus = ({ path }: { readonly path: string }): boolean => path.endsWith('/status')

/** Errors of a model, as its result answers them. */
const detail = (type: string, msg: string, field = 'prompt') => ({ detail: [{ loc: ['body', field], msg, type }] })

/** Built from documentation (the client's types, docs.fal.ai, threads of fal-ai/fal), not from live calls. */
export const falConformance: ProviderConformance = {
  provider: 'fal',
  draw: drawFal,
  values: { key: FAL_KEY },
  failures: [
    {
      name: 'a wrong key',
      failure: {
        as: 'answer',
        status: 401,
        body: { detail: 'Cannot access application. Authentication is required.' },
      },
      ...{ code: 'key-rejected', says: /fal does not accept your key/, charged: false },
    },
    {
      name: 'a locked account',
      failure: {
        as: 'answer',
        status: 403,
        body: { detail: 'User is locked. Reason: Exhausted balance. Top up your balance at fal.ai/dashboard/billing.' },
      },
      ...{ code: 'no-credits', says: /cannot pay.*Exhausted balance/, charged: false },
    },
    {
      name: 'a key without the right to do this',
      failure: { as: 'answer', status: 403, body: { detail: 'Access denied' } },
      ...{ code: 'key-rejected', says: /Access denied/, charged: false },
    },
    {
      name: 'a model that is gone',
      failure: { as: 'answer', status: 404, body: { detail: 'Application “flux” not found' } },
      ...{ code: 'retired', says: /does not have this model/, charged: false },
    },
    {
      name: 'too many requests, with the time to wait',
      failure: { as: 'answer', status: 429, headers: { 'retry-after': '2' }, body: { detail: 'Rate limit exceeded' } },
      ...{ code: 'rate-limited', says: /too many/, charged: false, retried: true },
    },
    {
      name: 'too many requests, without one',
      failure: { as: 'answer', status: 429, body: { detail: 'Concurrent requests limit reached' } },
      ...{ code: 'rate-limited', says: /too many/, charged: false, retried: true },
    },
    {
      name: 'a refusal of what is asked for',
      failure: {
        as: 'answer',
        status: 422,
        body: detail('content_policy_violation', 'The content could not be processed.'),
      },
      on: isResult,
      ...{ code: 'content-policy', says: /refuses.*could not be processed/, charged: 'unknown' },
    },
    {
      name: 'a picture its safety checker blacked out',
      failure: { as: 'changed', change: (body) => ({ ...(body as object), has_nsfw_concepts: [true] }) },
      on: isResult,
      of: (model) => IMAGES.test(model),
      ...{ code: 'content-policy', says: /safety checker/, charged: true },
    },
    {
      name: 'a setting it does not take',
      failure: {
        as: 'answer',
        status: 422,
        body: detail('value_error', 'Input should be less than 50', 'num_inference_steps'),
      },
      on: isResult,
      ...{ code: 'bad-parameter', says: /less than 50/, charged: false },
    },
    {
      name: 'a model that ran and failed',
      failure: { as: 'answer', status: 500, body: { detail: 'Internal server error', error_type: 'internal_error' } },
      on: isResult,
      ...{ code: 'provider-error', says: /Internal server error/, charged: false },
    },
    {
      name: 'a runner that was not to be had',
      failure: { as: 'answer', status: 504, body: { detail: 'Startup timeout', error_type: 'startup_timeout' } },
      on: isResult,
      ...{ code: 'provider-error', says: /Startup timeout/, charged: false },
    },
    {
      name: 'a result without anything in it',
      failure: { as: 'changed', change: () => ({}) },
      on: isResult,
      ...{ code: 'bad-output', says: /nothing that can be used/, charged: true },
    },
  ],
  optionalFields: [
    'queue_position',
    'logs',
    'metrics',
    'timings',
    'has_nsfw_concepts',
    'seed',
    'width',
    'height',
    'content_type',
    'file_size',
    'status_url',
    'cancel_url',
    'language_code',
    'language_probability',
    'speaker_id',
    'response_url',
  ],
  cancels: ({ method, path }) => method === 'PUT' && path.endsWith('/cancel'),
  polls: isStatus,
  downloads: ({ path }) => path.startsWith('/v3.fal.media/files/'),
  finds: () => true,
  tellsProgress: (model) => IMAGES.test(model),
}

/** They count their steps into the log. */
const IMAGES = /^fal\/(flux|fast-sdxl)/
