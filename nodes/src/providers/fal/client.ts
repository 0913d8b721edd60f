import { createFalClient, type FalClient } from '@fal-ai/client'
import type { AccountQuestion, Context } from '@reelgraph/shared'
import { within } from '../../failures/network.ts'
import { overhear, type Heard } from '../../failures/overhear.ts'
import { fal as provider } from './provider.ts'

/** An answer of the queue to a request is a matter of moments; pictures may come along with it. */
const PATIENCE_MS = 120_000
const QUEUE = 'queue.fal.run'

/** One call of the SDK: what it is made with, and what of the answer its errors leave out. */
export interface Call {
  readonly client: FalClient
  /** Goes along with the call: it ends the SDK's own retries, which have no other switch, once there is an answer. */
  readonly abortSignal: AbortSignal
  /** The latest answer. */
  heard(): Heard | undefined
}

type At = Pick<AccountQuestion, 'baseUrl' | 'fetch'> & { readonly key: string }

/** fal's own client for one call: no retries of its own, and every host of fal behind the base URL that is set. */
export const openCall = ({ baseUrl, fetch: send, key }: At): Call => {
  const once = new AbortController()
  const { heard, fetch: listen } = overhear(send)
  const client = createFalClient({
    credentials: key,
    suppressLocalCredentialsWarning: true,
    fetch: async (input, init) => {
      const { signal: _, ...rest } = init ?? {}
      try {
        return await listen(addressOf(baseUrl, input instanceof Request ? input.url : input.toString()), rest)
      } finally {
        once.abort()
      }
    },
  })
  return { client, abortSignal: once.signal, heard }
}

/** For polls, cancelling and uploads. */
export const freeCall = (ctx: Context): Call =>
  openCall({ baseUrl: ctx.baseUrl, fetch: within(ctx, PATIENCE_MS, ctx.http.free), key: ctx.secret('key') })

/** For the one request that costs money: whatever is posted to the queue. */
export const paidCall = (ctx: Context): Call => {
  const queue = addressOf(ctx.baseUrl, `https://${QUEUE}/`)
  const paid = ctx.http.paid(
    ({ method, url }) => method === 'POST' && url.href.startsWith(queue) && !OTHER_HOST.test(url.pathname),
  )
  return openCall({ baseUrl: ctx.baseUrl, fetch: within(ctx, PATIENCE_MS, paid), key: ctx.secret('key') })
}

/** Of fal's other hosts behind an own base URL, and never of a model: `/rest.fal.ai/storage/…`. */
const OTHER_HOST = /\/(rest|api)\.fal\.ai\//

/** The base URL stands for the queue; what the client sends to fal's other hosts goes to a folder of their name below it. */
export const addressOf = (baseUrl: string, address: string): string => {
  const url = new URL(address)
  if (baseUrl === provider.account?.baseUrl || address.startsWith(`${baseUrl}/`)) return address
  const folder = url.host === QUEUE ? '' : `/${url.host}`
  return `${baseUrl}${folder}${url.pathname}${url.search}`
}
