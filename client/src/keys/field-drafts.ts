import type { AccountFieldState, AccountState, ProviderAccounts } from '@reelgraph/shared'

type Field = ProviderAccounts['fields'][number]

/** By the name of the field: what is typed, or `null` where what is saved is to be taken away. */
export type FieldDrafts = Readonly<Record<string, string | null>>

/** What stands in a field before anything is typed: a saved value that is no secret. */
export const savedOpenly = ({ secret }: Field, state: AccountFieldState | undefined): string =>
  !secret && state?.source === 'saved' ? state.hint : ''

/** What a request says of the fields: one that is as it was is absent, and `null` takes away what is saved. */
export const wishedFields = (
  { fields }: Pick<ProviderAccounts, 'fields'>,
  account: Pick<AccountState, 'fields'> | undefined,
  drafts: FieldDrafts,
): FieldDrafts =>
  Object.fromEntries(
    fields.flatMap((field) => {
      const draft = drafts[field.name]
      const state = account?.fields.find(({ name }) => name === field.name)
      const before = savedOpenly(field, state)
      if (draft === undefined || draft === before) return []
      return [[field.name, draft === '' && before !== '' ? null : draft]]
    }),
  )
