import RunwayML from '@runwayml/sdk'
import type { AccountQuestion, Context } from '@reelgraph/shared'
import { within } from '../../failures/network.ts'
import { overhear, type Heard } from '../../failures/overhear.ts'
import { API_VERSION } from './provider.ts'

/** An answer to a request is a matter of moments; a picture may come along with it. */
const PATIENCE_MS = 120_000
/** The SDK's own timer, which runs by the machine's clock: longer than anybody waits. */
const NEVER_MS = 3_600_000

/** One call of the SDK, and what its errors leave out. */
export interface Call {
  readonly client: RunwayML
  /** What the request itself failed with, where it got no answer at all. */
  lost(): unknown
  /** The latest answer. */
  heard(): Heard | undefined
}

type At = Pick<AccountQuestion, 'baseUrl' | 'fetch'> & { readonly key: string }

/** Runway's own client for one call, without retries of its own. */
export const openCall = ({ baseUrl, fetch: send, key }: At): Call => {
  let lost: unknown
  const { heard, fetch: listen } = overhear(send)
  const client = new RunwayML({
    ...{ apiKey: key, baseURL: baseUrl, runwayVersion: API_VERSION },
    ...{ maxRetries: 0, timeout: NEVER_MS, logLevel: 'off' },
    fetch: async (input, init) => {
      try {
        return await listen(input, init)
      } catch (thrown) {
        lost = thrown
        throw thrown
      }
    },
  })
  return { client, lost: () => lost, heard }
}

/** For looking, stopping and uploads. */
export const freeCall = (ctx: Context): Call =>
  openCall({ baseUrl: ctx.baseUrl, fetch: within(ctx, PATIENCE_MS, ctx.http.free), key: ctx.secret('key') })

/** For the one request that costs money. */
export const paidCall = (ctx: Context): Call => {
  const paid = ctx.http.paid(({ method, url }) => method === 'POST' && MAKES.test(url.pathname))
  return openCall({ baseUrl: ctx.baseUrl, fetch: within(ctx, PATIENCE_MS, paid), key: ctx.secret('key') })
}

const MAKES = /\/v1\/(image_to_video|text_to_video)$/
