import type { AccountDefinition, ProviderDefinition, SecretField } from '@reelgraph/shared'

export type Environment = Readonly<Record<string, string | undefined>>

export interface Given {
  readonly variable: string
  readonly value: string
}

/** What the first of these variables that is set says. An empty one says nothing. */
export const given = (names: readonly string[], environment: Environment): Given | undefined => {
  for (const variable of names) {
    const value = environment[variable]?.trim()
    if (value) return { variable, value }
  }
  return undefined
}

/** The variables of its address, the one that wins first. */
export const baseUrlVariables = (provider: Pick<ProviderDefinition, 'id'>, account: AccountDefinition) => [
  `${provider.id.toUpperCase().replaceAll(/[^A-Z\d]/g, '_')}_BASE_URL`,
  ...(account.baseUrlEnv ?? []),
]

/** Whether a field that has to be kept secret comes from the environment: then nothing else of the account wins over it. */
export const bringsSecret = (account: AccountDefinition, environment: Environment): boolean =>
  account.fields.some((field: SecretField) => field.secret && given(field.env, environment) !== undefined)
