import type { Catalog } from '@reelgraph/shared'

export interface AccountAt {
  /** What the provider is called. */
  readonly title: string
  /** Where it keeps the account: what can be paid or looked at is there. */
  readonly address: string
}

/** A server of one's own has no account anywhere. */
export const accountAt = (
  provider: string | undefined,
  { providers }: Pick<Catalog, 'providers'>,
): AccountAt | undefined => {
  const known = provider === undefined ? undefined : providers.get(provider)
  if (!known?.account || known.account.baseUrl === undefined) return undefined
  return { title: known.title, address: new URL(known.account.keysUrl).origin }
}
