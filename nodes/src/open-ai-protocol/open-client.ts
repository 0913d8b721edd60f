import OpenAI from 'openai'
import type { Context } from '@reelgraph/shared'

type Fetch = Context['http']['free']

/** Where a service that speaks OpenAI's protocol is reached, and on whose account. */
export interface Line {
  /** With the version: `https://api.openai.com/v1`. */
  readonly baseUrl: string
  /** Empty where the service needs none. */
  readonly key: string
  readonly send: Fetch
  readonly headers?: Readonly<Record<string, string>>
}

/** Time-outs are those of `send`: by the clock of the task. */
const NEVER_MS = 86_400_000
/** The client says more of this machine than a service has to know, and takes more from the environment than it should. */
const KEPT = new Set(['accept', 'authorization', 'content-type'])

/** OpenAI's own client for one call: no retries, nothing from the environment. */
export const openClient = ({ baseUrl, key, send, headers = {} }: Line): OpenAI =>
  new OpenAI({
    baseURL: baseUrl,
    apiKey: key || 'none',
    ...{ organization: null, project: null, adminAPIKey: null, webhookSecret: null },
    ...{ maxRetries: 0, timeout: NEVER_MS, logLevel: 'off' },
    fetch: async (input, init) => {
      const kept = new Headers(headers)
      for (const [name, value] of new Headers(init?.headers))
        if (KEPT.has(name) && (key !== '' || name !== 'authorization')) kept.set(name, value)
      return send(input instanceof Request ? input : String(input), { ...init, headers: kept })
    },
  })
