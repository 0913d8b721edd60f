import type { AccountState, ProviderAccounts } from '@reelgraph/shared'
import { Select } from '../widgets/select/select.tsx'
import styles from './keys.module.css'
import type { ProjectNames } from './project-names.ts'

/** The choice of all projects that have no key of their own. No project has this id. */
export const EVERY_PROJECT = ':every'

/** Who uses a key as it is saved; nothing for nobody. */
export const savedUse = (account: AccountState | undefined): string | undefined =>
  account?.project ?? (account?.isDefault ? EVERY_PROJECT : undefined)

interface UsedByFieldProps {
  readonly provider: ProviderAccounts
  readonly account: AccountState | undefined
  readonly projects: ProjectNames
  readonly value: string | undefined
  readonly problem: string | undefined
  onChange(value: string | undefined): void
}

/** Where the environment sets the main key, no other one is for every project. */
export function UsedByField({ provider, account, projects, value, problem, onChange }: UsedByFieldProps) {
  const isFixed = provider.accounts.some(
    ({ name, fields }) => name === '' && fields.some(({ source }) => source === 'environment'),
  )
  const every = { value: EVERY_PROJECT, label: 'Every project' }
  const gone =
    account?.project !== undefined && projects.nameOf(account.project) === undefined
      ? [{ value: account.project, label: 'Only a deleted project' }]
      : []
  // the one of every project hands that over to another key, and not to nobody
  const none = savedUse(account) === EVERY_PROJECT ? undefined : 'No project for now'
  return (
    <div className={styles.field}>
      <span className={styles.label}>Used by</span>
      <Select
        label="Used by"
        choices={[...(isFixed ? [] : [every]), ...projects.choices, ...gone]}
        value={value}
        none={none}
        invalid={problem !== undefined}
        onChange={(chosen) => onChange(chosen === undefined ? undefined : String(chosen))}
      />
      {problem !== undefined && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
    </div>
  )
}
