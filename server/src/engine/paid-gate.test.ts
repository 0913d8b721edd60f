import { expect, test } from 'vitest'
import { PaidGate } from './paid-gate.ts'

/** Whether an attempt was paid for whose executor could make nothing of this answer. */
const chargedAfter = async (answer: () => Promise<Response>): Promise<unknown> => {
  const gate = new PaidGate({ send: answer, answered: async () => {} })
  await gate
    .fetchFor(() => true)('http://provider/make', { method: 'POST' })
    .catch(() => undefined)
  return gate.chargedFor(new Error('what is this?'))
}

const status = (code: number) => async () => Response.json({}, { status: code })

test('a refusal is surely not paid', async () => {
  expect(await Promise.all([400, 401, 404, 409, 422, 429].map((code) => chargedAfter(status(code))))).toEqual(
    Array.from({ length: 6 }, () => false),
  )
})

test('a time-out, also of a proxy that gave up waiting, an error, a good answer and a line that broke may be', async () => {
  const broken = async (): Promise<Response> => Promise.reject(new TypeError('fetch failed'))
  const ways = [...[408, 499, 500, 504, 200, 302].map(status), broken]
  expect(await Promise.all(ways.map(chargedAfter))).toEqual(ways.map(() => 'unknown'))
})

test('what never asked for anything that costs is not paid', () => {
  const gate = new PaidGate({ send: status(500), answered: async () => {} })
  expect(gate.chargedFor(new Error('its own mistake'))).toBe(false)
})
