import Anthropic from '@anthropic-ai/sdk'
import type { Context } from '@reelgraph/shared'

type Fetch = Context['http']['free']

/** Where the service is reached, and on whose account. */
interface Line {
  readonly baseUrl: string
  readonly key: string
  readonly send: Fetch
}

/** Time-outs are those of `send`: by the clock of the task. */
const NEVER_MS = 86_400_000
/** The client says more of this machine than a service has to know, and takes more from the environment than it should. */
const KEPT = new Set(['accept', 'content-type', 'anthropic-version'])

/** Anthropic's own client for one call: no retries, nothing from the environment. */
export const anthropicClient = ({ baseUrl, key, send }: Line): Anthropic =>
  new Anthropic({
    ...{ baseURL: baseUrl, apiKey: key, webhookKey: null },
    ...{ maxRetries: 0, timeout: NEVER_MS, logLevel: 'off', openTelemetry: false },
    fetch: async (input, init) => {
      const kept = new Headers({ authorization: `Bearer ${key}` })
      for (const [name, value] of new Headers(init?.headers)) if (KEPT.has(name)) kept.set(name, value)
      try {
        return await send(input instanceof Request ? input : String(input), { ...init, headers: kept })
      } catch (thrown) {
        throw lineFailure(thrown)
      }
    },
  })

/** The client forgets the reason of whatever it takes for a time-out, and looks for one two layers deep. */
const lineFailure = (thrown: unknown): Error =>
  new Error('the line failed', { cause: new Error('its reason is below', { cause: thrown }) })
