import {
  fail,
  own,
  type AccountDefinition,
  type AccountState,
  type Catalog,
  type ErrorBody,
  type ProjectId,
  type ProviderDefinition,
} from '@reelgraph/shared'
import type { Account, AccountQuery } from './account.ts'
import { goneOf, missingOf } from './account-errors.ts'
import { stateOf } from './account-state.ts'
import { bringsSecret, given, type Environment } from './from-environment.ts'
import type { Redactor } from './redactor.ts'
import { changeOf, type AccountWish } from './account-wish.ts'
import { namedAs } from './same-name.ts'
import type { OpenAccount, Vault } from './vault.ts'

export interface ProviderInfo {
  readonly provider: ProviderDefinition
  readonly definition: AccountDefinition
}

/** The accounts that steps run on, from the environment and from what a person saved. */
export interface Accounts {
  /** @throws `key-missing` where something is missing that it needs. */
  of(query: AccountQuery): Account
  /** By the name a person gave it; empty for the main one. @throws `key-missing`. */
  named(provider: string, name: string): Account
  /** The lane of what this project starts now, whether or not it could run. */
  laneOf(provider: string, project: ProjectId): string
  /** Whether a step of this project could run. */
  has(provider: string, project: ProjectId): boolean
  /** The main one first. @throws `not-found` where it needs none. */
  list(provider: string): readonly AccountState[]
  /** Those whose models need an account. */
  providers(): readonly ProviderInfo[]
  trouble(): ErrorBody | undefined
  /** Durable when it resolves. @throws `invalid-request`, `conflict`, `disk-full`. */
  save(wish: AccountWish): Promise<void>
  /** @throws `not-found`, or `conflict` where the environment sets it. */
  remove(provider: string, name: string): Promise<void>
  /** @throws `not-found`, or `conflict` where it cannot be everybody's. */
  choose(provider: string, name: string): Promise<void>
}

interface AccountsParts {
  readonly catalog: Pick<Catalog, 'providers'>
  readonly environment: Environment
  readonly vault: Vault
  readonly redactor: Pick<Redactor, 'learn'>
  /** Something about accounts is other than it was. */
  readonly onChange?: () => void
}

export const createAccounts = (parts: AccountsParts): Accounts => new KnownAccounts(parts)

class KnownAccounts implements Accounts {
  private readonly parts: AccountsParts
  /** By provider, until something changes: every task that starts asks for its lane. */
  private readonly states = new Map<string, readonly AccountState[]>()

  constructor(parts: AccountsParts) {
    this.parts = parts
    this.teach()
  }

  of(query: AccountQuery): Account {
    const info = this.info(query.provider)
    if (!info) return { id: query.provider, values: {}, baseUrl: '' }
    const states = this.statesOf(info)
    const begun = query.account === undefined ? undefined : states.find(({ id }) => id === query.account)
    if (query.account !== undefined && !begun) throw goneOf(info, query.account)
    return this.opened(info, begun ?? pick(states, query.project))
  }

  named(provider: string, name: string): Account {
    const info = this.known(provider)
    return this.opened(info, this.state(info, name))
  }

  laneOf(provider: string, project: ProjectId): string {
    const info = this.info(provider)
    return info ? pick(this.statesOf(info), project).id : provider
  }

  has(provider: string, project: ProjectId): boolean {
    const info = this.info(provider)
    return !info || pick(this.statesOf(info), project).usable
  }

  list(provider: string): readonly AccountState[] {
    return this.statesOf(this.known(provider))
  }

  providers(): readonly ProviderInfo[] {
    return [...this.parts.catalog.providers.keys()].flatMap((id) => this.info(id) ?? [])
  }

  trouble(): ErrorBody | undefined {
    return this.parts.vault.trouble()
  }

  async save(wish: AccountWish): Promise<void> {
    const info = this.known(wish.provider)
    const { environment, vault } = this.parts
    await vault.put(changeOf(wish, { ...info, environment, saved: this.saved(info) }))
    this.changed()
  }

  async remove(provider: string, name: string): Promise<void> {
    const info = this.known(provider)
    const saved = namedAs(this.saved(info), name)
    if (!saved) {
      const isSet = this.state(info, name).fields.some(({ source }) => source === 'environment')
      if (isSet)
        throw fail('conflict', `The key of ${info.provider.title} is set in the environment.`, {
          hint: 'Remove it there, and start Reelgraph again.',
        })
      throw fail('not-found', `Nothing is saved for ${info.provider.title}.`)
    }
    await this.parts.vault.remove(saved)
    this.changed()
  }

  async choose(provider: string, name: string): Promise<void> {
    const info = this.known(provider)
    const { project, ...state } = this.state(info, name)
    const { environment, vault } = this.parts
    if (project !== undefined)
      throw fail('conflict', `“${state.name}” belongs to one project.`, {
        hint: 'Choose another one for all projects.',
      })
    if (name !== '' && bringsSecret(info.definition, environment))
      throw fail('conflict', `The key of ${info.provider.title} in the environment wins over every saved one.`, {
        hint: 'Remove it there, and start Reelgraph again.',
      })
    await vault.choose({ provider, name: state.name })
    this.changed()
  }

  private changed(): void {
    this.states.clear()
    this.teach()
    this.parts.onChange?.()
  }

  /** Whatever may reach a provider from here is known before it does. */
  private teach(): void {
    const { redactor, environment } = this.parts
    const secrets = this.providers().flatMap((info) => {
      const saved = this.saved(info)
      return info.definition.fields
        .filter(({ secret }) => secret)
        .flatMap(({ name, env }) => [
          ...env.map((variable) => environment[variable]?.trim()),
          ...saved.map(({ values }) => own(values, name)),
        ])
    })
    for (const secret of secrets) if (secret) redactor.learn(secret)
  }

  private info(id: string): ProviderInfo | undefined {
    const provider = this.parts.catalog.providers.get(id)
    return provider?.account && { provider, definition: provider.account }
  }

  private known(id: string): ProviderInfo {
    const info = this.info(id)
    if (info) return info
    throw fail('not-found', `There is no provider “${id}” that takes a key.`, {
      hint: '/api/keys lists those that do.',
    })
  }

  private saved({ provider }: ProviderInfo): readonly OpenAccount[] {
    return this.parts.vault.accounts().filter((account) => account.provider === provider.id)
  }

  private statesOf(info: ProviderInfo): readonly AccountState[] {
    const known = this.states.get(info.provider.id)
    if (known) return known
    const states = this.look(info)
    this.states.set(info.provider.id, states)
    return states
  }

  private look(info: ProviderInfo): readonly AccountState[] {
    const { environment, vault } = this.parts
    const saved = this.saved(info)
    const main = saved.find(({ name }) => name === '') ?? { provider: info.provider.id, name: '', values: {} }
    const named = saved.filter(({ name }) => name !== '').toSorted((a, b) => a.name.localeCompare(b.name))
    const states = [main, ...named].map((account) => stateOf(account, info, environment))
    const isFixed = bringsSecret(info.definition, environment)
    const wanted = states.find(({ name }) => name === own(vault.defaults(), info.provider.id))
    // what has been given to one project since is nobody else's
    const chosen = isFixed ? '' : wanted && wanted.project === undefined ? wanted.name : firstUsable(states)
    return states.map((state) => ({ ...state, isDefault: state.name === chosen }))
  }

  private state(info: ProviderInfo, name: string): AccountState {
    const found = namedAs(this.statesOf(info), name)
    if (found) return found
    throw fail('not-found', `${info.provider.title} has no account “${name}”.`, { hint: '/api/keys lists them.' })
  }

  /** @throws `key-missing`. */
  private opened(info: ProviderInfo, state: AccountState): Account {
    if (!state.usable || state.baseUrl.value === undefined) throw missingOf(info, state)
    const saved = this.saved(info).find(({ name }) => name === state.name)
    const values = info.definition.fields.flatMap(({ name, env }) => {
      const value = (state.name === '' ? given(env, this.parts.environment)?.value : undefined) ?? saved?.values[name]
      return value ? [[name, value] as const] : []
    })
    return { id: state.id, values: Object.fromEntries(values), baseUrl: state.baseUrl.value }
  }
}

/** The project's own one, else everybody's. The main one is always there, usable or not. */
const pick = (states: readonly AccountState[], project: ProjectId): AccountState => {
  const found = states.find((state) => state.project === project) ?? states.find(({ isDefault }) => isDefault)
  const [main] = states
  if (found ?? main) return (found ?? main) as AccountState // one of them is there
  throw fail('internal', 'A provider has no main account.')
}

const firstUsable = (states: readonly Omit<AccountState, 'isDefault'>[]): string =>
  states.find(({ usable, project }) => usable && project === undefined)?.name ?? ''
