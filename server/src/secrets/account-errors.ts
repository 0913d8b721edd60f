import { fail, type AccountState, type ReelgraphError } from '@reelgraph/shared'
import type { ProviderInfo } from './accounts.ts'

const HINT = 'Set it under Settings → Keys.'

/** What an account still needs before a step can run on it. */
export const missingOf = ({ provider, definition }: ProviderInfo, state: AccountState): ReelgraphError => {
  const title = state.name === '' ? provider.title : `${provider.title} · ${state.name}`
  const more = { hint: HINT, provider: provider.id }
  if (state.fields.some(({ source }) => source === 'unreadable'))
    return fail('key-missing', `What is saved for ${title} cannot be read without its master key.`, more)
  const needed = definition.fields.filter((field, index) => !field.optional && state.fields[index]?.source === 'none')
  const names = needed.map((field) => field.title)
  if (state.baseUrl.value === undefined) names.push('Address')
  return fail('key-missing', `${title} still needs: ${names.join(', ')}.`, more)
}

export const goneOf = ({ provider }: ProviderInfo, account: string): ReelgraphError =>
  fail('key-missing', `The key of ${provider.title} that this was begun with (${account}) is no longer there.`, {
    hint: 'Set it again under Settings → Keys, by the same name: only with it can the result be fetched.',
    provider: provider.id,
  })
