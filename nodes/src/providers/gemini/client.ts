import { GoogleGenAI } from '@google/genai'
import type { Context } from '@reelgraph/shared'
import { patient } from '../../failures/patient.ts'

type Fetch = Context['http']['free']

/** Where the service is reached, and on whose account. */
interface Line {
  readonly baseUrl: string
  readonly key: string
  readonly send: Fetch
}

/** Google's own client for one call: no retries, no other cloud, nothing from the environment. */
export const geminiClient = ({ baseUrl, key, send }: Line): GoogleGenAI =>
  new GoogleGenAI({
    ...{ enterprise: false, apiKey: key, apiVersion: 'v1' },
    httpOptions: {
      baseUrl,
      fetch: async (input, init) => {
        // it says more of this machine than a service has to know
        const headers = { 'content-type': 'application/json', 'x-goog-api-key': key }
        return send(input instanceof Request ? input : String(input), { ...init, headers })
      },
    },
  })

/** Models that think, and 4K pictures, say nothing for a while. */
const PATIENCE_MS = 600_000

/** For the one request that costs money. */
export const paidClient = (ctx: Context): GoogleGenAI => {
  const paid = ctx.http.paid(({ method }) => method === 'POST')
  return geminiClient({ baseUrl: ctx.baseUrl, key: ctx.secret('key'), send: patient(ctx, PATIENCE_MS, paid) })
}

/** A client that is told to stop at a limit would go on with a second request by itself. */
export const ONE_REQUEST = { automaticContinuation: false } as const
