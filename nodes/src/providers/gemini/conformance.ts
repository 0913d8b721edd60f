import type { DocumentedFailure, ProviderConformance } from '../../testing/conformance.ts'
import { drawGemini, GEMINI_KEY } from './emulator.ts'

const answer = (code: number, status: string, message: string, details: readonly unknown[] = []) =>
  ({ as: 'answer', status: code, body: { error: { code, message, status, details } } }) as const

type Body = Readonly<Record<string, unknown>>
interface Candidate extends Body {
  readonly finishReason?: string
}
const isAnswer = (body: unknown): body is Body & { readonly candidates: readonly Candidate[] } =>
  typeof body === 'object' && body !== null && 'candidates' in body

const eachCandidate =
  (change: (candidate: Candidate) => unknown) =>
  (body: unknown): unknown =>
    isAnswer(body) ? { ...body, candidates: body.candidates.map(change) } : body

const finishedBy = (reason: string) =>
  eachCandidate((candidate) =>
    candidate.finishReason === undefined ? candidate : { ...candidate, finishReason: reason },
  )
const emptied = eachCandidate((candidate) => ({ ...candidate, content: { role: 'model', parts: [] } }))
const worded = (text: string) => eachCandidate((candidate) => ({ ...candidate, content: { parts: [{ text }] } }))
const blocked = (body: unknown): unknown =>
  isAnswer(body)
    ? { promptFeedback: { blockReason: 'PROHIBITED_CONTENT' }, usageMetadata: body['usageMetadata'], responseId: 'r' }
    : body

const refusals: readonly DocumentedFailure[] = [
  {
    name: 'a wrong key, which is told as a request that is not valid',
    failure: answer(400, 'INVALID_ARGUMENT', 'API key not valid. Please pass a valid API key.', [
      { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'API_KEY_INVALID' },
    ]),
    ...{ code: 'key-rejected', says: /Google Gemini does not accept your key/, charged: false },
  },
  {
    name: 'a key without the right to do this',
    failure: answer(403, 'PERMISSION_DENIED', 'Generative Language API has not been used in this project.'),
    ...{ code: 'key-rejected', says: /has not been used/, charged: false },
  },
  {
    name: 'credits that are used up, which is told as too many requests',
    failure: answer(429, 'RESOURCE_EXHAUSTED', 'Your prepayment credits are depleted.'),
    ...{ code: 'no-credits', says: /cannot pay.*depleted/, charged: false },
  },
  {
    name: 'a project without billing',
    failure: answer(400, 'FAILED_PRECONDITION', 'Please enable billing on your project in Google AI Studio.'),
    ...{ code: 'no-credits', says: /cannot pay.*enable billing/, charged: false },
  },
  {
    name: 'too many requests, with the time to wait',
    failure: answer(429, 'RESOURCE_EXHAUSTED', 'You exceeded your current quota, please check your billing details.', [
      { '@type': 'type.googleapis.com/google.rpc.QuotaFailure', violations: [{ quotaMetric: 'requests' }] },
      { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '2.5s' },
    ]),
    ...{ code: 'rate-limited', says: /too many/, charged: false, retried: true },
  },
  {
    name: 'too many requests, without one',
    failure: answer(429, 'RESOURCE_EXHAUSTED', 'Resource has been exhausted (e.g. check quota).'),
    ...{ code: 'rate-limited', says: /too many/, charged: false, retried: true },
  },
  {
    name: 'a model that is gone',
    failure: answer(404, 'NOT_FOUND', 'models/gemini-1.5-pro is not found for API version v1.'),
    ...{ code: 'retired', says: /does not have this model.*1\.5-pro/, charged: false },
  },
  {
    name: 'a setting it does not take',
    failure: answer(400, 'INVALID_ARGUMENT', 'Unable to submit request because thinking_level is not supported.'),
    ...{ code: 'bad-parameter', says: /thinking_level/, charged: false },
  },
  {
    name: 'a service that is overloaded',
    failure: answer(503, 'UNAVAILABLE', 'The model is overloaded. Please try again later.'),
    ...{ code: 'unknown-outcome', says: /overloaded/, charged: 'unknown' },
  },
  {
    name: 'a prompt that its filter stopped',
    failure: { as: 'changed', change: blocked },
    ...{ code: 'content-policy', says: /refuses.*filter stopped the prompt/, charged: true },
  },
  {
    name: 'an answer that its filter stopped',
    failure: { as: 'changed', change: finishedBy('SAFETY') },
    ...{ code: 'content-policy', says: /refuses.*safety filter/, charged: true },
  },
]

const writing: readonly DocumentedFailure[] = [
  {
    name: 'an answer too near to another work',
    failure: { as: 'changed', change: finishedBy('RECITATION') },
    ...{ code: 'content-policy', says: /too close to a work/, charged: true },
  },
  {
    name: 'an answer longer than its limit',
    failure: { as: 'changed', change: finishedBy('MAX_TOKENS') },
    ...{ code: 'bad-output', says: /longer than 8,192 tokens.*Raise “Longest answer”/, charged: true },
  },
  {
    name: 'an answer that broke off at the service',
    failure: { as: 'changed', change: finishedBy('OTHER') },
    ...{ code: 'provider-error', says: /broke off while it wrote/, charged: true },
  },
  {
    name: 'an answer with nothing in it',
    failure: { as: 'changed', change: emptied },
    ...{ code: 'bad-output', says: /empty/, charged: true },
  },
]

const drawing: readonly DocumentedFailure[] = [
  {
    name: 'a picture that its filter stopped',
    failure: { as: 'changed', change: finishedBy('IMAGE_SAFETY') },
    ...{ code: 'content-policy', says: /refuses.*safety filter stopped the picture/, charged: true },
  },
  {
    name: 'words instead of a picture',
    failure: { as: 'changed', change: worded('I can describe it instead.') },
    ...{ code: 'bad-output', says: /answered with words: I can describe it/, charged: true },
  },
  {
    name: 'no picture, with its reason',
    failure: { as: 'changed', change: (body) => finishedBy('NO_IMAGE')(emptied(body)) },
    ...{ code: 'bad-output', says: /no picture in its answer \(NO_IMAGE\)/, charged: true },
  },
]

const WRITES = /^gemini\/gemini-[\d.]+-(flash|flash-lite|argon)$/
const of = (failures: readonly DocumentedFailure[], writes: boolean): readonly DocumentedFailure[] =>
  failures.map((failure) => ({ ...failure, of: (model) => WRITES.test(model) === writes }))

/** Built from documentation (the client's types and the service's guides), not from live calls. */
export const geminiConformance: ProviderConformance = {
  provider: 'gemini',
  draw: drawGemini,
  values: { key: GEMINI_KEY },
  failures: [...refusals, ...of(writing, true), ...of(drawing, false)],
  optionalFields: [
    ...['usageMetadata', 'modelVersion', 'responseId', 'role', 'index', 'thoughtSignature', 'totalTokenCount'],
    ...['thoughtsTokenCount', 'candidatesTokensDetails', 'mimeType', 'nextPageToken'],
  ],
  tellsProgress: (model) => WRITES.test(model),
}
