import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Context } from '@reelgraph/shared'
import { neverSent } from '../failures/network.ts'
import { openClient } from './open-client.ts'

type Fetch = Context['http']['free']

const listening = (answer: () => Response | Promise<Response>) => {
  const heard: Headers[] = []
  const send: Fetch = async (_, init) => {
    heard.push(new Headers(init?.headers))
    return answer()
  }
  return { heard, send }
}

afterEach(() => vi.unstubAllEnvs())

describe('one call of the client', () => {
  const ways: readonly (readonly [string, () => Response])[] = [
    ['503', () => Response.json({ error: { message: 'later' } }, { status: 503 })],
    ['429', () => Response.json({ error: { message: 'slow down' } }, { status: 429, headers: { 'retry-after': '0' } })],
    ['408', () => Response.json({}, { status: 408, headers: { 'x-should-retry': 'true' } })],
    [
      'a line that breaks',
      () => {
        throw new TypeError('fetch failed')
      },
    ],
  ]
  test.each(ways)('is one request, whatever it would do by itself after %s', async (_, answer) => {
    const { heard, send } = listening(answer)
    const client = openClient({ baseUrl: 'https://example.com/v1', key: 'sk-1', send })
    await expect(client.images.generate({ prompt: 'x' })).rejects.toBeInstanceOf(Error)
    expect(heard).toHaveLength(1)
  })

  test('says nothing of this machine, and takes nothing from the environment', async () => {
    vi.stubEnv('OPENAI_ORG_ID', 'org-of-somebody')
    vi.stubEnv('OPENAI_CUSTOM_HEADERS', 'x-secret: 1')
    vi.stubEnv('OPENAI_API_KEY', 'sk-of-somebody')
    const { heard, send } = listening(() => Response.json({ data: [] }))
    await openClient({ baseUrl: 'https://example.com/v1', key: 'sk-1', send, headers: { 'x-own': '2' } }).get('/models')
    expect(Object.fromEntries(heard[0] ?? [])).toEqual({
      accept: 'application/json',
      authorization: 'Bearer sk-1',
      'x-own': '2',
    })
  })

  test('still knows that a connection never came about, although it calls that a time-out', async () => {
    const refused = Object.assign(new Error('Connect Timeout Error'), { code: 'UND_ERR_CONNECT_TIMEOUT' })
    const client = openClient({
      ...{ baseUrl: 'https://example.com/v1', key: 'sk-1' },
      send: async () => {
        throw new TypeError('fetch failed', { cause: refused })
      },
    })
    expect(neverSent(await client.images.generate({ prompt: 'x' }).catch((thrown: unknown) => thrown))).toBe(true)
  })

  test('brings no key where there is none', async () => {
    const { heard, send } = listening(() => Response.json({ data: [] }))
    await openClient({ baseUrl: 'https://example.com/v1', key: '', send }).get('/models')
    expect(heard[0]?.has('authorization')).toBe(false)
  })
})
