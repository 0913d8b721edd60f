import type { AccountDefinition, AccountFieldState, AccountState, SecretField } from '@reelgraph/shared'
import { own } from '@reelgraph/shared'
import type { ProviderInfo } from './accounts.ts'
import { baseUrlVariables, bringsSecret, given, type Environment } from './from-environment.ts'
import { accountId } from './keys-document.ts'
import type { OpenAccount } from './vault.ts'

/** What may be told of an account. The main one also takes what the environment says, and that wins. */
export const stateOf = (
  account: OpenAccount,
  { provider, definition }: ProviderInfo,
  environment: Environment,
): Omit<AccountState, 'isDefault'> => {
  const isMain = account.name === ''
  const fields = definition.fields.map((field) => fieldState(field, account, isMain ? environment : {}))
  const baseUrl = baseUrlOf(account, { definition, environment, variables: baseUrlVariables(provider, definition) })
  const isComplete = definition.fields.every((field, index) => field.optional || isSet(fields[index]))
  return {
    id: accountId(account),
    name: account.name,
    ...(account.project !== undefined && { project: account.project }),
    usable: isComplete && baseUrl.value !== undefined,
    fields,
    baseUrl,
  }
}

const isSet = (field: AccountFieldState | undefined): boolean =>
  field?.source === 'saved' || field?.source === 'environment'

const fieldState = (field: SecretField, account: OpenAccount, environment: Environment): AccountFieldState => {
  const { name } = field
  const set = given(field.env, environment)
  if (set) return { name, source: 'environment', variable: set.variable, hint: hintOf(set.value, field) }
  const saved = own(account.values, name)
  if (saved === undefined) return { name, source: 'none' }
  return saved === null ? { name, source: 'unreadable' } : { name, source: 'saved', hint: hintOf(saved, field) }
}

/** Enough to tell two keys apart, and too little to guess one. */
const hintOf = (value: string, { secret }: SecretField): string => {
  if (!secret) return value
  return value.length < 16 ? '' : value.slice(-4)
}

interface Addresses {
  readonly definition: AccountDefinition
  readonly environment: Environment
  readonly variables: readonly string[]
}

/** A key goes only where the same hand sent it: one from the environment never to an address that was saved. */
const baseUrlOf = (
  account: OpenAccount,
  { definition, environment, variables }: Addresses,
): AccountState['baseUrl'] => {
  const set = given(variables, environment)
  if (set) return { value: set.value.replace(/\/+$/, ''), source: 'environment', variable: set.variable }
  const isFixed = account.name === '' && bringsSecret(definition, environment)
  if (account.baseUrl !== undefined && !isFixed) return { value: account.baseUrl, source: 'saved' }
  return { ...(definition.baseUrl !== undefined && { value: definition.baseUrl }), source: 'provider' }
}
