import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Context } from '@reelgraph/shared'
import { geminiClient } from './client.ts'
import { contentRequest } from './writer-request.ts'

type Fetch = Context['http']['free']

const listening = (answer: () => Response | Promise<Response>) => {
  const heard: { readonly url: string; readonly headers: Headers }[] = []
  const send: Fetch = async (input, init) => {
    heard.push({ url: new Request(input).url, headers: new Headers(init?.headers) })
    return answer()
  }
  const client = geminiClient({ baseUrl: 'http://gemini', key: 'AIzaMine', send })
  const params = { maxTokens: 256, split: 'off', schema: '' }
  const request = contentRequest({ model: 'm', params, prompt: 'x', system: undefined, pictures: [] })
  const ask = async () => {
    for await (const chunk of await client.models.generateContentStream(request)) void chunk
  }
  return { heard, ask }
}

const streamed = (chunk: unknown): Response =>
  new Response(`data: ${JSON.stringify(chunk)}\n\n`, { headers: { 'content-type': 'text/event-stream' } })

afterEach(() => vi.unstubAllEnvs())

describe('one call of the client', () => {
  const later = { error: { code: 503, message: 'later', status: 'UNAVAILABLE' } }
  const ways: readonly (readonly [string, () => Response])[] = [
    ['503', () => Response.json(later, { status: 503 })],
    ['429', () => Response.json(later, { status: 429, headers: { 'retry-after': '0' } })],
    ['408', () => Response.json(later, { status: 408 })],
    [
      'a line that breaks',
      () => {
        throw new TypeError('fetch failed: later')
      },
    ],
  ]
  test.each(ways)('is one request, whatever happens: %s', async (_, answer) => {
    const { heard, ask } = listening(answer)
    await expect(ask()).rejects.toThrow('later')
    expect(heard).toHaveLength(1)
  })

  test('is one request, also where the client would go on with what was cut at a limit', async () => {
    const cut = { content: { parts: [{ text: 'a' }], role: 'model' }, finishReason: 'CONTINUATION' }
    const { heard, ask } = listening(() => streamed({ candidates: [cut], continuationToken: 'more' }))
    await ask()
    expect(heard).toHaveLength(1)
  })

  test('takes no other cloud, key, version or address from the environment, and tells nothing of this machine', async () => {
    vi.stubEnv('GOOGLE_GENAI_USE_VERTEXAI', 'true')
    vi.stubEnv('GOOGLE_GENAI_USE_ENTERPRISE', 'true')
    vi.stubEnv('GOOGLE_API_KEY', 'another')
    vi.stubEnv('GOOGLE_GENAI_API_VERSION', 'v1alpha')
    vi.stubEnv('GOOGLE_GEMINI_BASE_URL', 'http://elsewhere')
    const { heard, ask } = listening(() => Response.json(later, { status: 400 }))
    await expect(ask()).rejects.toThrow('later')
    expect(heard[0]?.url).toBe('http://gemini/v1/models/m:streamGenerateContent?alt=sse')
    expect(Object.fromEntries(heard[0]?.headers ?? [])).toEqual({
      'content-type': 'application/json',
      'x-goog-api-key': 'AIzaMine',
    })
  })
})
