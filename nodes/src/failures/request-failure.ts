import { isRefusal, type Charged, type ProviderDefinition } from '@reelgraph/shared'
import { BrokenChat } from '../writing/chat-answer.ts'
import { neverSent } from './network.ts'
import { providerFailure, type Told } from './provider-error.ts'
import { ownError, reasonOf } from './thrown.ts'

/** What a service said of a request that it refused, or that failed. */
export interface Said {
  /** Of the answer; absent where the error came inside a good one. */
  readonly status: number | undefined
  readonly message: string
  readonly requestId: string | undefined
}

/** How one service's errors are read. */
export interface Reading<S extends Said> {
  readonly provider: Pick<ProviderDefinition, 'id' | 'title'>
  /** Milliseconds since 1970. */
  readonly now: number
  /** Undefined where no service said anything: the network failed, or its answer could not be read. */
  said(thrown: unknown): S | undefined
  read(error: S, now: number): Told
  /** Of an error that came inside a good answer: what came before it tells more. */
  readonly chargedInside: Charged
}

/** Why a request failed, and whether it may have been paid for all the same. */
export const requestFailure = <S extends Said>(thrown: unknown, reading: Reading<S>): Error => {
  const { provider, now } = reading
  const own = ownError(thrown)
  if (own) return own
  const came = thrown instanceof BrokenChat ? thrown.came : undefined
  const cause = thrown instanceof BrokenChat ? thrown.cause : thrown
  const said = reading.said(cause)
  if (!said) {
    const why = reasonOf(cause)
    if (!came && neverSent(cause))
      return providerFailure(provider, { code: 'provider-down', said: why, charged: false, cause })
    return providerFailure(provider, lost(why, came?.id, cause))
  }
  const told = { requestId: said.requestId ?? came?.id, ...reading.read(said, now), cause }
  if (said.status === undefined) return providerFailure(provider, { ...told, charged: reading.chargedInside })
  // it may have been at work already when it broke off
  if (!isRefusal(said.status)) return providerFailure(provider, lost(said.message, told.requestId, cause))
  return providerFailure(provider, { ...told, charged: false })
}

const lost = (said: string, requestId: string | undefined, cause: unknown) =>
  ({ code: 'unknown-outcome', said, requestId, charged: 'unknown', cause }) as const
