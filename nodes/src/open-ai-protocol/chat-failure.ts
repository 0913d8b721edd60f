import { type Charged, type ProviderDefinition } from '@reelgraph/shared'
import { neverSent } from '../failures/network.ts'
import { providerFailure, type Told } from '../failures/provider-error.ts'
import { ownError, reasonOf, saidError, type SaidError } from './said-error.ts'
import { BrokenChat } from './stream-chat.ts'

/** How one service's errors are read. */
export interface Reading {
  readonly provider: Pick<ProviderDefinition, 'id' | 'title'>
  /** Milliseconds since 1970. */
  readonly now: number
  read(error: SaidError, now: number): Told
  /** Of an error that came inside a good answer: what came before it tells more. */
  readonly chargedInside: Charged
}

/** Why a request failed, and whether it may have been paid for all the same. */
export const requestFailure = (thrown: unknown, { provider, now, read, chargedInside }: Reading): Error => {
  const own = ownError(thrown)
  if (own) return own
  const came = thrown instanceof BrokenChat ? thrown.came : undefined
  const cause = thrown instanceof BrokenChat ? thrown.cause : thrown
  const said = saidError(cause)
  if (!said) {
    if (!came && neverSent(cause)) return providerFailure(provider, { code: 'provider-down', charged: false, cause })
    return providerFailure(provider, lost(reasonOf(cause), came?.id, cause))
  }
  const told = { requestId: said.requestId ?? came?.id, ...read(said, now), cause }
  if (said.status === undefined) return providerFailure(provider, { ...told, charged: chargedInside })
  // it may have been at work already when it broke off
  if (said.status >= 500 || said.status === 408)
    return providerFailure(provider, lost(said.message, told.requestId, cause))
  return providerFailure(provider, { ...told, charged: false })
}

const lost = (said: string, requestId: string | undefined, cause: unknown) =>
  ({ code: 'unknown-outcome', said, requestId, charged: 'unknown', cause }) as const
