import { fail, type AccountDefinition, type ProjectId, type ProviderDefinition } from '@reelgraph/shared'
import { checkBaseUrl, checkValue } from './check-value.ts'
import { baseUrlVariables, bringsSecret, given, type Environment } from './from-environment.ts'
import { namedAs } from './same-name.ts'
import type { Deposit, OpenAccount } from './vault.ts'

/** What a person wants saved. What is absent stays as it was. */
export interface AccountWish {
  readonly provider: string
  /** Empty for the main account. */
  readonly name: string
  /** There is none of this name yet. */
  readonly isNew?: boolean
  /** `null` for none. */
  readonly project?: ProjectId | null
  /** `null` for the provider's own address. */
  readonly baseUrl?: string | null
  /** By the name of the field, as they came. */
  readonly fields: Readonly<Record<string, unknown>>
}

interface Standing {
  readonly provider: ProviderDefinition
  readonly definition: AccountDefinition
  readonly environment: Environment
  /** All that is saved of this provider. */
  readonly saved: readonly OpenAccount[]
}

/** @throws `invalid-request`, `conflict`, in sentences that never repeat what was typed. */
export const changeOf = (asked: AccountWish, standing: Standing): Deposit => {
  const { provider, saved } = standing
  const before = namedAs(saved, asked.name)
  if (asked.isNew && before) throw takenName(before, provider)
  const wish = before ? { ...asked, name: before.name } : asked
  const values = valuesOf(wish, standing)
  const baseUrl = addressOf(wish, standing, before)
  const project = wish.project === undefined ? before?.project : (wish.project ?? undefined)
  checkProject(wish, standing)
  checkNewAddress({ wish, standing, before, values, baseUrl })
  return {
    provider: provider.id,
    name: wish.name,
    ...(project !== undefined && { project }),
    ...(baseUrl !== undefined && { baseUrl }),
    values,
  }
}

const takenName = ({ name }: OpenAccount, { title }: ProviderDefinition): Error =>
  fail(
    'conflict',
    name === '' ? `${title} has a main key already.` : `${title} has a key that is called “${name}” already.`,
    { hint: 'Give this one another name, or change that one.', field: 'name' },
  )

const valuesOf = (wish: AccountWish, { provider, definition, environment }: Standing): Deposit['values'] => {
  const values: Record<string, string | null> = {}
  for (const [name, typed] of Object.entries(wish.fields)) {
    const field = definition.fields.find((known) => known.name === name)
    if (!field)
      throw fail('invalid-request', `${provider.title} takes no “${name}”.`, {
        hint: `It takes ${[...definition.fields.map((known) => known.name), 'baseUrl'].join(', ')}.`,
        field: name,
      })
    if (typed !== null && typeof typed !== 'string')
      throw fail('invalid-request', `${field.title} has to be a text.`, { field: name })
    const set = wish.name === '' ? given(field.env, environment) : undefined
    if (set)
      throw fail('conflict', `${field.title} is set by ${set.variable} in the environment, and that wins.`, {
        hint: 'Remove it there and start Reelgraph again, or save this one under a name.',
        field: name,
      })
    values[name] = field.optional && !typed?.trim() ? null : checkValue(typed ?? '', field)
  }
  return values
}

const addressOf = (wish: AccountWish, standing: Standing, before: OpenAccount | undefined): string | undefined => {
  if (wish.baseUrl === undefined) return before?.baseUrl
  if (wish.baseUrl === null) return undefined
  const { provider, definition, environment } = standing
  const [variable = ''] = baseUrlVariables(provider, definition)
  if (wish.name === '' && bringsSecret(definition, environment))
    throw fail('conflict', `The key of ${provider.title} comes from the environment, so its address has to as well.`, {
      hint: `Set ${variable} beside it.`,
      field: 'baseUrl',
    })
  const address = checkBaseUrl(wish.baseUrl)
  return address === definition.baseUrl ? undefined : address
}

const checkProject = (wish: AccountWish, { provider, saved }: Standing): void => {
  if (wish.project === undefined || wish.project === null) return
  if (wish.name === '')
    throw fail('invalid-request', 'A key of one project needs a name.', {
      hint: 'Name it like the project.',
      field: 'name',
    })
  const other = saved.find(({ name, project }) => project === wish.project && name !== wish.name)
  if (other)
    throw fail('conflict', `This project has its own account of ${provider.title} already: “${other.name}”.`, {
      hint: 'Change that one, or remove it first.',
      field: 'project',
    })
}

interface NewAddress {
  readonly wish: AccountWish
  readonly standing: Standing
  readonly before: OpenAccount | undefined
  readonly values: Deposit['values']
  readonly baseUrl: string | undefined
}

/** A key that was typed for one address is never sent to another by who does not know it. */
const checkNewAddress = ({ standing, before, values, baseUrl }: NewAddress): void => {
  if (!before || baseUrl === before.baseUrl || baseUrl === undefined) return
  const untold = standing.definition.fields.find(
    ({ name, secret }) => secret && before.values[name] !== undefined && values[name] === undefined,
  )
  if (untold)
    throw fail('invalid-request', `${untold.title} has to be typed again: from now on it goes to another address.`, {
      field: untold.name,
    })
}
