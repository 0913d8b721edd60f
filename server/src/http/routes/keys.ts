import {
  chooseKey,
  errorBody,
  fail,
  listKeys,
  providerOf,
  removeKey,
  saveKey,
  testProvider,
  type Catalog,
  type ProjectId,
  type ProviderAccounts,
} from '@reelgraph/shared'
import type { LaneDesk } from '../../engine/lanes.ts'
import type { ProjectRegistry } from '../../projects/project-registry.ts'
import type { Accounts, ProviderInfo } from '../../secrets/accounts.ts'
import { baseUrlVariables } from '../../secrets/from-environment.ts'
import type { Redactor } from '../../secrets/redactor.ts'
import { testAccount, type AccountChecks, type TestParts } from '../../secrets/test-account.ts'
import { implement, type Api } from '../implement.ts'

export interface KeyRouteParts {
  readonly catalog: Catalog
  readonly accounts: Accounts
  readonly accountChecks: AccountChecks
  readonly projects: Pick<ProjectRegistry, 'open'>
  /** How requests to providers leave. */
  readonly providerFetch: typeof fetch
  readonly redactor: Redactor
  readonly engine: LaneDesk
  readonly clock: TestParts['clock']
}

export const keyRoutes = (api: Api, parts: KeyRouteParts): void => {
  const { accounts, catalog, accountChecks } = parts
  const describe = ({ provider, definition }: ProviderInfo): ProviderAccounts => {
    const { id, title, summary } = provider
    const makes = [...catalog.models.values()]
      .filter((model) => providerOf(model.id) === id)
      .map((model) => model.makes)
    return {
      provider: id,
      title,
      summary,
      makes: [...new Set(makes)],
      keysUrl: definition.keysUrl,
      fields: definition.fields.map(({ name, title: called, secret, optional = false, placeholder, env }) => ({
        ...{ name, title: called, secret, optional, env: [...env] },
        ...(placeholder !== undefined && { placeholder }),
      })),
      baseUrlEnv: baseUrlVariables(provider, definition),
      testable: Object.hasOwn(accountChecks, id),
      accounts: [...accounts.list(id)],
    }
  }
  const told = (provider: string): ProviderAccounts => {
    const info = accounts.providers().find((one) => one.provider.id === provider)
    if (!info) throw fail('not-found', `There is no provider “${provider}” that takes a key.`)
    return describe(info)
  }

  const checkProject = async (id: ProjectId): Promise<void> => {
    const found = await parts.projects.open(id).catch((thrown: unknown) => {
      if (errorBody(thrown).code !== 'not-found') throw thrown
    })
    if (found) return
    throw fail('not-found', `There is no project “${id}”.`, {
      hint: 'Choose one that is there, or none.',
      field: 'project',
    })
  }

  implement(api, listKeys, async () => {
    const trouble = accounts.trouble()
    return { providers: accounts.providers().map(describe), ...(trouble && { trouble }) }
  })
  implement(api, saveKey, async ({ params: { provider }, body }) => {
    const { name = '', isNew = false, project, baseUrl, ...fields } = body
    if (typeof project === 'string') await checkProject(project)
    await accounts.save({
      ...{ provider, name, isNew, fields },
      ...(project !== undefined && { project }),
      ...(baseUrl !== undefined && { baseUrl }),
    })
    return told(provider)
  })
  implement(api, removeKey, async ({ params: { provider }, query: { name = '' } }) => {
    await accounts.remove(provider, name)
    return told(provider)
  })
  implement(api, chooseKey, async ({ params: { provider }, body: { name } }) => {
    await accounts.choose(provider, name)
    return told(provider)
  })
  implement(api, testProvider, ({ params: { id }, body, signal }) =>
    testAccount(
      { provider: id, ...body, signal },
      { ...parts, checks: accountChecks, fetch: parts.providerFetch, lanes: parts.engine },
    ),
  )
}
