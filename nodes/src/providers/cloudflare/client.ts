import type OpenAI from 'openai'
import type { Context } from '@reelgraph/shared'
import { z } from 'zod'
import { openClient } from '../../open-ai-protocol/open-client.ts'

type Fetch = Context['http']['free']

interface Account {
  readonly baseUrl: string
  readonly values: Readonly<Record<string, string>>
  readonly send: Fetch
}

/** The part of Cloudflare that speaks OpenAI’s protocol, for one call. */
export const chatClient = ({ baseUrl, values, send }: Account): OpenAI =>
  openClient({
    baseUrl: `${accountUrl(baseUrl, values['accountId'] ?? '')}/ai/v1`,
    key: values['key'] ?? '',
    send: withOneError(send),
  })

export const accountUrl = (baseUrl: string, accountId: string): string =>
  `${baseUrl}/accounts/${encodeURIComponent(accountId.trim())}`

const EnvelopeSchema = z.object({
  errors: z
    .array(z.object({ code: z.union([z.number(), z.string()]).nullish(), message: z.string().nullish() }))
    .min(1),
})

/** Cloudflare tells errors as a list, where OpenAI’s client looks for one. */
export const withOneError =
  (send: Fetch): Fetch =>
  async (input, init) => {
    const response = await send(input, init)
    if (response.ok) return response
    const text = await response.text()
    const [first, ...more] = EnvelopeSchema.safeParse(parseJson(text)).data?.errors ?? []
    const message = [first, ...more].flatMap((each) => (each?.message ? [each.message] : [])).join(' ')
    const { status, headers } = response
    const kept = new Headers(headers)
    // the body is another one now
    kept.delete('content-length')
    kept.delete('content-encoding')
    const body = first ? JSON.stringify({ error: { code: first.code ?? null, message } }) : text
    return new Response(body, { status, headers: kept })
  }

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
