import type { ProviderConformance } from '../../testing/conformance.ts'
import { drawElevenLabs, ELEVENLABS_KEY } from './emulator.ts'

/** An error as the newer parts of the service say it, with its older name beside. */
const detail = (code: string, message: string, more: object = {}) => ({
  detail: { type: 'error', code, message, status: code, request_id: 'req_emulated', ...more },
})

const speaks = (model: string): boolean => /multilingual|\/v\d|flash/.test(model)
const isMusic = (model: string): boolean => model.endsWith('/music')

/** Built from documentation (the API's description, the SDK's types, threads about it), not from live calls. */
export const elevenlabsConformance: ProviderConformance = {
  provider: 'elevenlabs',
  draw: drawElevenLabs,
  values: { key: ELEVENLABS_KEY },
  failures: [
    {
      name: 'a wrong key',
      failure: { as: 'answer', status: 401, body: detail('invalid_api_key', 'Invalid API key') },
      ...{ code: 'key-rejected', says: /ElevenLabs does not accept your key/, charged: false },
    },
    {
      name: 'a key without the right to do this',
      failure: { as: 'answer', status: 401, body: detail('missing_permissions', 'The key is missing a permission.') },
      ...{ code: 'key-rejected', says: /missing a permission/, charged: false },
    },
    {
      name: 'an account without credits, which is said with 401',
      failure: { as: 'answer', status: 401, body: detail('quota_exceeded', 'This request exceeds your quota.') },
      ...{ code: 'no-credits', says: /cannot pay.*exceeds your quota/, charged: false },
    },
    {
      name: 'a free account that is kept out, by its older name',
      failure: {
        as: 'answer',
        status: 401,
        body: { detail: { status: 'detected_unusual_activity', message: 'Free tier usage is disabled.' } },
      },
      ...{ code: 'no-credits', says: /Free tier usage is disabled/, charged: false },
    },
    {
      name: 'what the plan does not hold',
      failure: { as: 'answer', status: 403, body: detail('not_allowed', 'Your plan does not include this.') },
      ...{ code: 'no-credits', says: /plan does not include/, charged: false },
    },
    {
      name: 'too many requests, with the time to wait',
      failure: {
        ...{ as: 'answer', status: 429, headers: { 'retry-after': '2' } },
        body: detail('rate_limit_exceeded', 'Too many requests.'),
      },
      ...{ code: 'rate-limited', says: /too many/, charged: false, retried: true },
    },
    {
      name: 'too many at once',
      failure: { as: 'answer', status: 429, body: detail('concurrent_limit_exceeded', 'At most 5 at once.') },
      ...{ code: 'rate-limited', says: /too many/, charged: false, retried: true },
    },
    {
      name: 'a service that is busy, by its older name',
      failure: { as: 'answer', status: 429, body: { detail: { status: 'system_busy', message: 'Try again later.' } } },
      ...{ code: 'rate-limited', says: /too many/, charged: false, retried: true },
    },
    {
      name: 'a script that is too long',
      failure: { as: 'answer', status: 400, body: detail('max_character_limit_exceeded', 'At most 5000 characters.') },
      of: speaks,
      ...{ code: 'bad-parameter', says: /At most 5000/, charged: false },
    },
    {
      name: 'a voice that is not there',
      failure: { as: 'answer', status: 404, body: detail('voice_not_found', 'A voice with this ID was not found.') },
      of: speaks,
      ...{ code: 'bad-parameter', says: /voice with this ID was not found/, charged: false },
    },
    {
      name: 'a model that is gone',
      failure: { as: 'answer', status: 400, body: detail('model_not_found', 'This model does not exist.') },
      ...{ code: 'retired', says: /does not have this model/, charged: false },
    },
    {
      name: 'a setting it does not take',
      failure: {
        ...{ as: 'answer', status: 422 },
        body: { detail: [{ loc: ['body', 'seed'], msg: 'Input should be an integer', type: 'int' }] },
      },
      ...{ code: 'bad-parameter', says: /should be an integer/, charged: false },
    },
    {
      name: 'a refusal in one sentence',
      failure: { as: 'answer', status: 400, body: { detail: 'The request is invalid.' } },
      ...{ code: 'bad-parameter', says: /request is invalid/, charged: false },
    },
    {
      name: 'a prompt that names an artist, with a better one',
      failure: {
        ...{ as: 'answer', status: 400 },
        body: detail('bad_prompt', 'Your prompt appears to violate our terms.', {
          data: { prompt_suggestion: 'Epic strings with a lone piano' },
        }),
      },
      of: isMusic,
      ...{ code: 'content-policy', says: /refuses.*violate our terms/, charged: false },
      suggests: 'Epic strings with a lone piano',
    },
    {
      name: 'words that it refuses',
      failure: { as: 'answer', status: 400, body: detail('content_policy_violation', 'This text is not allowed.') },
      ...{ code: 'content-policy', says: /refuses.*not allowed/, charged: false },
    },
    {
      name: 'an answer without anything in it',
      failure: { as: 'changed', change: () => ({}) },
      of: (model) => speaks(model) || model.includes('scribe'),
      ...{ code: 'bad-output', says: /nothing that can be used/, charged: true },
    },
  ],
  optionalFields: [
    'alignment',
    'normalized_alignment',
    'language_code',
    'language_probability',
    'logprob',
    'speaker_id',
    'transcription_id',
  ],
}
