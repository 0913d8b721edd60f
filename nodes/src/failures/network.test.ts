import { createServer } from 'node:net'
import { once } from 'node:events'
import { describe, expect, test } from 'vitest'
import { neverSent, retryAfterMs, within } from './network.ts'

const failing = async (work: () => Promise<unknown>): Promise<unknown> => {
  try {
    await work()
  } catch (thrown) {
    return thrown
  }
  throw new Error('it did not fail')
}

describe('whether anything has left', () => {
  test('nobody listens there: surely nothing', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    const port = typeof address === 'object' && address ? address.port : 0
    server.close()
    await once(server, 'close')
    expect(neverSent(await failing(() => fetch(`http://127.0.0.1:${port}`)))).toBe(true)
  })

  test('the line breaks after the request: it may have arrived', async () => {
    const server = createServer((socket) => void socket.once('data', () => socket.destroy())).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    const port = typeof address === 'object' && address ? address.port : 0
    expect(neverSent(await failing(() => fetch(`http://127.0.0.1:${port}`, { method: 'POST', body: 'x' })))).toBe(false)
    server.close()
  })

  test('who answers there cannot be trusted: surely nothing', () => {
    // as Node's own fetch says it
    const untrusted = Object.assign(new Error('self-signed certificate'), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' })
    expect(neverSent(new TypeError('fetch failed', { cause: untrusted }))).toBe(true)
  })

  test('anything that is no error of the network may have', () => {
    expect(neverSent(new Error('the answer could not be read'))).toBe(false)
    expect(neverSent('text')).toBe(false)
  })
})

describe('how long to wait', () => {
  const now = Date.UTC(2026, 0, 1)
  test.each([
    ['in seconds', { 'retry-after': '2' }, 2000],
    ['as a date', { 'retry-after': new Date(now + 5000).toUTCString() }, 5000],
    ['as a date that has passed', { 'retry-after': new Date(now - 5000).toUTCString() }, 0],
    ['in milliseconds', { 'retry-after-ms': '150', 'retry-after': '9' }, 150],
    ['not at all', {}, undefined],
    ['unreadably', { 'retry-after': 'soon' }, undefined],
  ])('said %s', (_, headers, expected) => {
    expect(retryAfterMs(new Headers(headers as Record<string, string>), now)).toBe(expected)
  })
})

test('an answer that does not come in time is given up, by the clock of the task', async () => {
  const hanging: typeof fetch = (_, init) =>
    new Promise((__, reject) => init?.signal?.addEventListener('abort', () => reject(init.signal?.reason as Error)))
  const waited: number[] = []
  const clock = { now: () => 0, sleep: async (ms: number) => void waited.push(ms) }
  await expect(within({ clock }, 60_000, hanging)('http://slow')).rejects.toThrow('no answer within 60 s')
  expect(waited).toEqual([60_000])
})
