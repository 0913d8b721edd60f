import type { ProviderConformance } from '../../testing/conformance.ts'
import { drawRunway, RUNWAY_KEY } from './emulator.ts'

const isLook = ({ method, path }: { readonly method: string; readonly path: string }): boolean =>
  method === 'GET' && path.startsWith('/v1/tasks/')

/** A task as it ends badly. */
const failed = (failure: string, failureCode: string | undefined, credits: number) => ({
  as: 'changed' as const,
  change: (body: unknown) => ({
    id: (body as { readonly id: string }).id, // every task has one
    ...{ status: 'FAILED', createdAt: '2026-11-20T09:00:00.000Z', failure, cost: { credits } },
    ...(failureCode !== undefined && { failureCode }),
  }),
})

/** Built from documentation (the SDK's types, docs.dev.runwayml.com), not from live calls. */
export const runwayConformance: ProviderConformance = {
  provider: 'runway',
  draw: drawRunway,
  values: { key: RUNWAY_KEY },
  failures: [
    {
      name: 'a wrong key',
      failure: { as: 'answer', status: 401, body: { error: 'The API key is invalid.' } },
      ...{ code: 'key-rejected', says: /Runway does not accept your key.*invalid/, charged: false },
    },
    {
      name: 'an account without credits, which is said with 400',
      failure: { as: 'answer', status: 400, body: { error: 'You do not have enough credits to run this task.' } },
      ...{ code: 'no-credits', says: /cannot pay.*enough credits/, charged: false },
    },
    {
      name: 'a day that is used up',
      failure: {
        as: 'answer',
        status: 429,
        body: { error: 'You have reached the daily limit of tasks for this model.' },
      },
      ...{ code: 'no-credits', says: /no more.*today.*tomorrow/, charged: false },
    },
    {
      name: 'too many requests, with the time to wait',
      failure: { as: 'answer', status: 429, headers: { 'retry-after': '2' }, body: { error: 'Too many requests' } },
      ...{ code: 'rate-limited', says: /too many/, charged: false, retried: true },
    },
    {
      name: 'a setting it does not take',
      failure: {
        as: 'answer',
        status: 400,
        body: { error: 'Validation of body failed', issues: [{ path: ['ratio'], message: 'Invalid option' }] },
      },
      ...{ code: 'bad-parameter', says: /Invalid option/, charged: false },
    },
    {
      name: 'a model that is gone',
      failure: {
        as: 'answer',
        status: 400,
        body: { error: 'Validation of body failed', issues: [{ path: ['model'], message: 'Invalid discriminator' }] },
      },
      ...{ code: 'retired', says: /does not have this model/, charged: false },
    },
    {
      name: 'a prompt that it refuses, which is charged',
      failure: failed('The prompt was rejected.', 'SAFETY.INPUT.TEXT', 60),
      on: isLook,
      ...{ code: 'content-policy', says: /refuses.*prompt was rejected/, charged: true },
    },
    {
      name: 'a clip that it keeps back, which is charged',
      failure: failed('The output was rejected.', 'SAFETY.OUTPUT.VIDEO', 60),
      on: isLook,
      ...{ code: 'content-policy', says: /refuses/, charged: true },
    },
    {
      name: 'a prompt that it refuses before it works',
      failure: failed('The text did not pass moderation.', 'INPUT_PREPROCESSING.SAFETY.TEXT', 0),
      on: isLook,
      ...{ code: 'content-policy', says: /refuses/, charged: false },
    },
    {
      name: 'a picture it cannot use',
      failure: failed('The image has an unsupported aspect ratio.', 'ASSET.INVALID', 0),
      on: isLook,
      ...{ code: 'bad-parameter', says: /unsupported aspect ratio/, charged: false },
    },
    {
      name: 'a maker behind it that is not to be had',
      failure: failed('The service is overloaded.', 'THIRD_PARTY.UNAVAILABLE', 0),
      on: isLook,
      ...{ code: 'provider-error', says: /overloaded/, charged: false },
    },
    {
      name: 'a clip that came out badly',
      failure: failed('The generation did not meet our standards.', 'INTERNAL.BAD_OUTPUT.CODE01', 0),
      on: isLook,
      ...{ code: 'provider-error', says: /tried and failed.*standards/, charged: false },
    },
    {
      name: 'a failure without a reason',
      failure: failed('An unexpected error occurred.', undefined, 0),
      on: isLook,
      ...{ code: 'provider-error', says: /unexpected error/, charged: false },
    },
    {
      name: 'a task that somebody stopped there',
      failure: {
        as: 'changed',
        change: () => ({ id: 'x', status: 'CANCELLED', cost: { credits: 0 } }),
      },
      on: isLook,
      ...{ code: 'cancelled', says: /stopped at Runway/, charged: false },
    },
    {
      name: 'a result without anything in it',
      failure: { as: 'changed', change: () => ({ id: 'x', status: 'SUCCEEDED', output: [], cost: { credits: 60 } }) },
      on: isLook,
      ...{ code: 'bad-output', says: /nothing that can be used/, charged: true },
    },
  ],
  optionalFields: ['createdAt', 'estimatedCost', 'cost', 'progress', 'failureCode'],
  cancels: ({ method, path }) => method === 'DELETE' && path.startsWith('/v1/tasks/'),
  polls: isLook,
  downloads: ({ path }) => path.startsWith('/outputs/'),
  tellsProgress: () => true,
}
