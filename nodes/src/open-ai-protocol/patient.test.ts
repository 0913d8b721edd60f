import { expect, test } from 'vitest'
import { asEvents, patient } from './patient.ts'

/** A clock on which nothing happens until the test says so. */
const stillClock = () => {
  const waiting: (() => void)[] = []
  return {
    clock: {
      now: () => 0,
      sleep: async (_: number, signal?: AbortSignal) =>
        new Promise<void>((resolve, reject) => {
          waiting.push(resolve)
          signal?.addEventListener('abort', () => reject(new Error('woken')))
        }),
    },
    strike: () => waiting.at(-1)?.(),
  }
}

const streaming = (...pieces: readonly string[]): Response =>
  new Response(
    new ReadableStream({
      start(controller) {
        for (const piece of pieces) controller.enqueue(new TextEncoder().encode(piece))
      },
    }),
  )

test('what comes in time comes through, and a line that falls silent is given up', async () => {
  const { clock, strike } = stillClock()
  const response = await patient({ clock }, 60_000, async () => streaming('one', 'two'))('http://slow')
  const reader = response.body?.getReader()
  const read = async () => new TextDecoder().decode((await reader?.read())?.value as Uint8Array)
  expect([await read(), await read()]).toEqual(['one', 'two'])
  const silent = read()
  strike()
  await expect(silent).rejects.toThrow('nothing came for 60 s')
})

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
