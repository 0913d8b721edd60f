import type { Context } from '@reelgraph/shared'
import { within } from '../../failures/network.ts'
import { answerFailure, lostFailure } from './errors.ts'

export interface PaidRequest {
  /** Below the base URL, with its query. */
  readonly path: string
  readonly body: FormData | { readonly [name: string]: unknown }
  /** Nothing comes before everything is made. */
  readonly patienceMs: number
  /** Of the port that the words come from, to jump to. */
  readonly wordsField: string
}

/** The whole of an answer that was good. */
export interface Answer {
  readonly bytes: Uint8Array
  readonly headers: Headers
}

/** Sends the one paid request and takes the whole answer. @throws `ProviderFailure`. */
export const askFor = async (ctx: Context, { path, body, patienceMs, wordsField }: PaidRequest): Promise<Answer> => {
  const paid = ctx.http.paid(({ method, url }) => method === 'POST' && MAKES.test(url.pathname))
  let answer: Response
  let bytes: Uint8Array
  try {
    const send = within(ctx, patienceMs, async (input, init) => whole(await paid(input, init)))
    answer = await send(`${ctx.baseUrl}${path}`, { method: 'POST', ...encoded(body, ctx.secret('key')) })
    bytes = new Uint8Array(await answer.arrayBuffer())
  } catch (thrown) {
    throw lostFailure(thrown)
  }
  const { status, headers } = answer
  if (!answer.ok) throw answerFailure({ status, headers, bytes, wordsField, now: ctx.clock.now() })
  const requestId = headers.get('request-id') ?? headers.get('song-id')
  const credits = Number(headers.get('character-cost') ?? Number.NaN)
  ctx.report({
    ...(requestId !== null && { requestId }),
    ...(Number.isFinite(credits) && { units: { credits } }),
  })
  return { bytes, headers }
}

const MAKES = /\/v1\/(text-to-speech\/[^/]+\/with-timestamps|sound-generation|music|speech-to-text)$/

/** An answer counts when all of it is there. */
const whole = async (response: Response): Promise<Response> => {
  const { status, statusText, headers } = response
  const bytes = await response.arrayBuffer()
  return new Response(bytes, { status, statusText, headers })
}

const encoded = (body: PaidRequest['body'], key: string) => {
  const headers = { 'xi-api-key': key }
  if (body instanceof FormData) return { headers, body }
  return { headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) }
}
