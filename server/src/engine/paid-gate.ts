import {
  ReelgraphError,
  ProviderFailure,
  fail,
  isRefusal,
  type Charged,
  type HttpGateway,
  type PaidAnswer,
} from '@reelgraph/shared'

type Fetch = typeof fetch
type Match = Parameters<HttpGateway['paid']>[0]

/** How much of an answer is kept, in characters. */
const KEPT = 65_536
/** What of an answer is text, and small enough to be read before the SDK sees it. */
const TEXT = /json|^text\/(?!event-stream)|xml/i

interface PaidGateParts {
  readonly send: Fetch
  /** Resolves when the answer is on disk. */
  answered(answer: PaidAnswer): Promise<void>
}

/**
 * The only way a paid request leaves: one passes per attempt, whatever an SDK's own retries want, and its first answer is
 * written down before the SDK sees it.
 */
export class PaidGate {
  private readonly parts: PaidGateParts
  private sent = false
  private status: number | undefined

  constructor(parts: PaidGateParts) {
    this.parts = parts
  }

  fetchFor(match: Match): Fetch {
    return async (input, init) => {
      const request = input instanceof Request ? input : undefined
      const url = input instanceof Request ? new URL(input.url) : new URL(input)
      const method = (init?.method ?? request?.method ?? 'GET').toUpperCase()
      if (!match({ method, url })) return this.parts.send(input, init)
      if (this.sent)
        throw fail('unknown-outcome', 'A second paid request of one attempt was refused.', {
          hint: 'This protects you from paying twice.',
        })
      this.sent = true
      const response = await this.parts.send(input, init)
      this.status = response.status
      return this.keep(response)
    }
  }

  /** Whether a failed attempt was paid for, as far as anybody can tell. */
  chargedFor(thrown: unknown): Charged {
    if (thrown instanceof ProviderFailure) return thrown.charged
    if (!this.sent) return false
    return this.status !== undefined && isRefusal(this.status) ? false : 'unknown'
  }

  private async keep(response: Response): Promise<Response> {
    const { status, statusText, headers } = response
    if (!TEXT.test(headers.get('content-type') ?? '')) {
      await this.parts.answered({ status, body: '' })
      return response
    }
    const body = await response.text()
    await this.parts.answered({ status, body: body.slice(0, KEPT) })
    const own = new Headers(headers)
    // the text is decoded already
    own.delete('content-encoding')
    own.delete('content-length')
    const bodyless = status === 204 || status === 205 || status === 304
    return new Response(bodyless ? null : body, { status, statusText, headers: own })
  }
}

/** An outcome that only the provider knows. */
export const lostAnswer = (title: string, cause: unknown): ReelgraphError =>
  fail('unknown-outcome', sentenceOf(title, cause), {
    hint: 'Ask the provider, or look at your account there, before you run it again.',
    ...(cause instanceof ReelgraphError && cause.body.provider && { provider: cause.body.provider }),
    ...(cause instanceof ReelgraphError && cause.body.requestId && { requestId: cause.body.requestId }),
    ...(cause instanceof ReelgraphError && cause.body.detail !== undefined && { detail: cause.body.detail }),
  })

const sentenceOf = (title: string, cause: unknown): string => {
  // it says the same already, and by whose name
  if (cause instanceof ProviderFailure && cause.code === 'unknown-outcome') return `“${title}”: ${cause.message}`
  const reason = cause instanceof ReelgraphError ? cause.message : 'the answer to the paid request was lost.'
  return `Whether “${title}” was made and paid for is not known: ${reason}`
}
