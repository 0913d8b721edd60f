import { expect, test } from 'vitest'
import { patient } from './patient.ts'

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
