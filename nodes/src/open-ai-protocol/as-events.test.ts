import { expect, test } from 'vitest'
import { asEvents } from './as-events.ts'

test('a whole answer where a stream was asked for is a stream of one event', async () => {
  const whole = asEvents(async () => Response.json({ id: 1 }, { headers: { 'x-request-id': 'r' } }))
  const response = await whole('http://one')
  expect(await response.text()).toBe('data: {"id":1}\n\ndata: [DONE]\n\n')
  expect(response.headers.get('x-request-id')).toBe('r')
})

test('a refusal stays what it is', async () => {
  const refused = Response.json({ error: {} }, { status: 400 })
  expect(await asEvents(async () => refused)('http://one')).toBe(refused)
})
