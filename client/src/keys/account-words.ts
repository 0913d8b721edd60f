import type { AccountFieldState, AccountState, AccountTest, ProviderAccounts } from '@reelgraph/shared'

export interface Status {
  readonly tone: 'ok' | 'warn' | 'none'
  readonly text: string
}

/** Where an account stands, in a few words. */
export const statusOf = (account: AccountState, { fields }: Pick<ProviderAccounts, 'fields'>): Status => {
  const titleOf = (name: string): string => fields.find((field) => field.name === name)?.title ?? name
  const isSet = ({ source }: AccountFieldState): boolean => source === 'saved' || source === 'environment'
  if (account.fields.some(({ source }) => source === 'unreadable')) return { tone: 'warn', text: 'Cannot be read' }
  if (account.usable) return { tone: 'ok', text: setText(account, fields) }
  if (!account.fields.some(isSet)) return { tone: 'none', text: account.baseUrl.value ? 'Not set' : 'No address yet' }
  const missing = account.fields
    .filter((field) => !isSet(field) && !fields.find(({ name }) => name === field.name)?.optional)
    .map(({ name }) => titleOf(name))
  return {
    tone: 'warn',
    text: `Still needs: ${[...missing, ...(account.baseUrl.value ? [] : ['Address'])].join(', ')}`,
  }
}

const setText = (account: AccountState, fields: ProviderAccounts['fields']): string => {
  const secret = account.fields.find(
    ({ name, source }) => source !== 'none' && fields.find((field) => field.name === name)?.secret,
  )
  if (!secret) return 'Ready without a key'
  const hint = 'hint' in secret && secret.hint !== '' ? ` ····${secret.hint}` : ''
  return secret.source === 'environment' ? `From ${secret.variable} in the environment${hint}` : `Set${hint}`
}

/** Who uses it. The project by its name, where that is known. */
export const usedBy = (account: AccountState, projectName: (id: string) => string | undefined): string | undefined => {
  if (account.project !== undefined) return `Only in “${projectName(account.project) ?? 'a deleted project'}”`
  return account.isDefault ? 'Every project' : 'Not in use'
}

const MAKES: Readonly<Record<string, string>> = {
  text: 'Text',
  image: 'Images',
  video: 'Video',
  audio: 'Sound',
  compile: 'Films',
}

/** What a provider makes, as words of a line: `Images, video`. */
export const makesText = (makes: readonly string[]): string => {
  const words = makes.map((one) => MAKES[one] ?? one)
  return words.map((word, index) => (index === 0 ? word : word.toLowerCase())).join(', ')
}

interface Amount {
  readonly amount: number
  readonly unit: string
}

export const amountText = ({ amount, unit }: Amount): string => {
  if (unit.toUpperCase() === 'USD')
    return amount.toLocaleString('en-US', { style: 'currency', currency: 'USD', maximumFractionDigits: 2 })
  return `${amount.toLocaleString('en-US', { maximumFractionDigits: 2 })} ${unit}`
}

export interface Fact {
  readonly title: string
  readonly text: string
}

/** What a service said of an account, line by line. It says what it says: nothing is made up for the rest. */
export const factsOf = (told: AccountTest): readonly Fact[] => [
  ...(told.owner === undefined ? [] : [{ title: 'Account', text: told.owner }]),
  ...(told.credits ? [{ title: 'Left', text: amountText(told.credits) }] : []),
  ...(told.usedToday ? [{ title: 'Used today', text: amountText(told.usedToday) }] : []),
  ...(told.dailyLimit ? [{ title: 'Limit a day', text: amountText(told.dailyLimit) }] : []),
  ...(told.concurrency === undefined ? [] : [{ title: 'At once', text: String(told.concurrency) }]),
  ...(told.perMinute === undefined ? [] : [{ title: 'A minute', text: String(told.perMinute) }]),
  ...(told.apiVersion === undefined ? [] : [{ title: 'API version', text: told.apiVersion }]),
  { title: 'Address', text: told.baseUrl },
  {
    title: 'Answered in',
    text: told.took < 1000 ? `${Math.round(told.took)} ms` : `${(told.took / 1000).toFixed(1)} s`,
  },
]
