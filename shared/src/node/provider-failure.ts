import { ReelgraphError, type ErrorBody } from '../errors.ts'
import type { Charged } from '../run/attempt.ts'

/** What an executor throws when it knows whether the failed request was paid for. */
export class ProviderFailure extends ReelgraphError {
  readonly charged: Charged
  /** How long the provider asks to wait, in milliseconds. */
  readonly retryAfterMs: number | undefined

  constructor(body: ErrorBody, { charged, retryAfterMs, cause }: Outcome) {
    super(body, cause)
    this.charged = charged
    this.retryAfterMs = retryAfterMs
  }
}

interface Outcome {
  readonly charged: Charged
  readonly retryAfterMs?: number | undefined
  readonly cause?: unknown
}
