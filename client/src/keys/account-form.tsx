import { errorBody, type AccountState, type ErrorBody, type ProviderAccounts } from '@reelgraph/shared'
import { useId, useState, type FormEvent } from 'react'
import { classes } from '../lib/classes.ts'
import { Button } from '../ui/button.tsx'
import { ErrorNote } from '../ui/error-note.tsx'
import control from '../widgets/control.module.css'
import { Select } from '../widgets/select/select.tsx'
import { putKey } from './keys-api.ts'
import styles from './keys.module.css'
import { SecretField } from './secret-field.tsx'
import type { ProjectNames } from './project-names.ts'

interface AccountFormProps {
  readonly provider: ProviderAccounts
  /** The one that is changed; another one is added where there is none. */
  readonly account: AccountState | undefined
  readonly projects: ProjectNames
  /** With the name of what was saved. */
  onSaved(name: string): Promise<void>
  onClose(): void
}

/** Takes a key and what else the provider needs. Nothing that is saved ever stands in it. */
export function AccountForm({ provider, account, projects, onSaved, onClose }: AccountFormProps) {
  const [drafts, setDrafts] = useState<Readonly<Record<string, string>>>({})
  const [name, setName] = useState(account?.name ?? '')
  const [project, setProject] = useState<string>()
  const [address, setAddress] = useState(account?.baseUrl.source === 'saved' ? (account.baseUrl.value ?? '') : '')
  const [error, setError] = useState<ErrorBody>()
  const [saving, setSaving] = useState(false)
  const nameId = useId()
  const stateOf = (field: string) => account?.fields.find((one) => one.name === field)
  const fields = provider.fields.filter((field) => stateOf(field.name)?.source !== 'environment')
  const problemOf = (field: string) => (error?.field === field ? textOf(error) : undefined)

  const save = async () => {
    setSaving(true)
    setError(undefined)
    try {
      await putKey({
        ...{ provider: provider.provider, name: name.trim() },
        fields: Object.fromEntries(Object.entries(drafts).filter(([, draft]) => draft !== '')),
        ...addressWish(address, account),
        ...projects.idOf(project),
      })
      await onSaved(name.trim())
    } catch (thrown) {
      setError(errorBody(thrown))
      setSaving(false)
    }
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (account === undefined && name.trim() === '')
      return setError({ code: 'invalid-request', message: 'Another key needs a name.', field: 'name' })
    void save()
  }
  const isKnown = (field: string | undefined): boolean =>
    field === 'name' || field === 'baseUrl' || fields.some((one) => one.name === field)

  return (
    <form
      className={styles.form}
      onSubmit={submit}
      aria-label={account ? `Key for ${provider.title}` : `Another key for ${provider.title}`}
    >
      {account === undefined && (
        <div className={styles.pair}>
          <div className={styles.field}>
            <label htmlFor={nameId} className={styles.label}>
              Name
            </label>
            <span className={classes(control.control, problemOf('name') !== undefined && control.invalid)}>
              <input
                id={nameId}
                className={classes(control.input, 'nokey')}
                autoComplete="off"
                autoFocus
                placeholder="Work"
                value={name}
                onChange={(event) => setName(event.target.value)}
              />
            </span>
            {problemOf('name') !== undefined && (
              <p className={styles.problem} role="alert">
                {problemOf('name')}
              </p>
            )}
          </div>
          <div className={styles.field}>
            <span className={styles.label}>Used by</span>
            <Select
              label="Used by"
              choices={projects.choices}
              value={project}
              none="Any project that chooses it"
              onChange={(value) => setProject(value === undefined ? undefined : String(value))}
            />
          </div>
        </div>
      )}
      {fields.map((field, index) => (
        <SecretField
          key={field.name}
          field={field}
          saved={savedText(stateOf(field.name))}
          draft={drafts[field.name] ?? ''}
          problem={problemOf(field.name)}
          autoFocus={account !== undefined && index === 0}
          onChange={(draft) => setDrafts({ ...drafts, [field.name]: draft })}
        />
      ))}
      <Address
        provider={provider}
        account={account}
        draft={address}
        problem={problemOf('baseUrl')}
        onChange={setAddress}
      />
      {error && !isKnown(error.field) && <ErrorNote title={error.message} hint={error.hint} />}
      <div className={styles.buttons}>
        <Button type="submit" variant="primary" size="small" loading={saving}>
          Save
        </Button>
        <Button size="small" variant="ghost" disabled={saving} onClick={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  )
}

const textOf = ({ message, hint }: ErrorBody): string => (hint === undefined ? message : `${message} ${hint}`)

const savedText = (state: AccountState['fields'][number] | undefined): string | undefined =>
  state?.source === 'saved' ? (state.hint.length === 4 ? `····${state.hint}` : state.hint || 'Set') : undefined

const addressWish = (typed: string, account: AccountState | undefined): { readonly baseUrl?: string | null } => {
  const before = account?.baseUrl.source === 'saved' ? (account.baseUrl.value ?? '') : ''
  if (typed.trim() === before) return {}
  return { baseUrl: typed.trim() === '' ? null : typed }
}

interface AddressProps {
  readonly provider: ProviderAccounts
  readonly account: AccountState | undefined
  readonly draft: string
  readonly problem: string | undefined
  onChange(draft: string): void
}

/** Folded away where the provider has an address of its own. */
function Address({ provider, account, draft, problem, onChange }: AddressProps) {
  const id = useId()
  const fixed = account?.baseUrl.source === 'environment' ? account.baseUrl : undefined
  const own = account?.baseUrl.source === 'provider' ? account.baseUrl.value : undefined
  const needed = account !== undefined && account.baseUrl.value === undefined
  const field = (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        Address
      </label>
      <span className={classes(control.control, problem !== undefined && control.invalid)}>
        <input
          id={id}
          className={classes(control.input, 'nokey')}
          inputMode="url"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          readOnly={fixed !== undefined}
          placeholder={own ?? 'http://localhost:11434/v1'}
          value={fixed?.value ?? draft}
          aria-invalid={problem !== undefined || undefined}
          onChange={(event) => onChange(event.target.value)}
        />
      </span>
      <p className={styles.about}>
        {fixed
          ? `Set by ${fixed.variable ?? 'the environment'}.`
          : `Only for a gateway or a server of your own. ${provider.baseUrlEnv[0] ?? ''} in the environment wins.`}
      </p>
      {problem !== undefined && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
    </div>
  )
  if (needed) return field
  return (
    <details className={styles.advanced} open={problem !== undefined || draft !== '' || undefined}>
      <summary>Advanced</summary>
      {field}
    </details>
  )
}
