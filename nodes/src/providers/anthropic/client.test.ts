import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Context } from '@reelgraph/shared'
import { neverSent } from '../../failures/network.ts'
import { anthropicClient } from './client.ts'

type Fetch = Context['http']['free']

const listening = (answer: () => Response | Promise<Response>) => {
  const heard: Headers[] = []
  const send: Fetch = async (_, init) => {
    heard.push(new Headers(init?.headers))
    return answer()
  }
  const client = anthropicClient({ baseUrl: 'http://claude', key: 'sk-ant-mine', send })
  const ask = async () =>
    client.messages.create({ model: 'm', max_tokens: 1, messages: [{ role: 'user', content: 'x' }], stream: true })
  return { heard, ask }
}

afterEach(() => vi.unstubAllEnvs())

describe('one call of the client', () => {
  const said = { type: 'error', error: { type: 'overloaded_error', message: 'later' } }
  const ways: readonly (readonly [string, () => Response])[] = [
    ['529', () => Response.json(said, { status: 529 })],
    ['429', () => Response.json(said, { status: 429, headers: { 'retry-after': '0' } })],
    ['408', () => Response.json(said, { status: 408, headers: { 'x-should-retry': 'true' } })],
    [
      'a line that breaks',
      () => {
        throw new TypeError('fetch failed')
      },
    ],
  ]
  test.each(ways)('is one request, whatever it would do by itself after %s', async (_, answer) => {
    const { heard, ask } = listening(answer)
    await expect(ask()).rejects.toThrow(/./)
    expect(heard).toHaveLength(1)
  })

  test('takes nothing from the environment, and tells nothing of this machine', async () => {
    vi.stubEnv('ANTHROPIC_AUTH_TOKEN', 'another')
    vi.stubEnv('ANTHROPIC_CUSTOM_HEADERS', 'authorization: Bearer another\nx-api-key: another')
    const { heard, ask } = listening(() => Response.json(said, { status: 400 }))
    await expect(ask()).rejects.toThrow('later')
    expect(Object.fromEntries(heard[0] ?? [])).toEqual({
      accept: 'application/json',
      'anthropic-version': '2026-10-21',
      authorization: 'Bearer sk-ant-mine',
      'content-type': 'application/json',
    })
  })

  test('still knows that a connection never came about, although it takes that for a time-out', async () => {
    const refused = Object.assign(new Error('Connect Timeout Error'), { code: 'UND_ERR_CONNECT_TIMEOUT' })
    const { ask } = listening(() => {
      throw new TypeError('fetch failed', { cause: refused })
    })
    expect(neverSent(await ask().catch((thrown: unknown) => thrown))).toBe(true)
  })
})
