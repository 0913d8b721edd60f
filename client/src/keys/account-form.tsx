import { errorBody, type AccountState, type ErrorBody, type ProviderAccounts } from '@reelgraph/shared'
import { useId, useState, type FormEvent } from 'react'
import { classes } from '../lib/classes.ts'
import { Button } from '../ui/button.tsx'
import { ErrorNote } from '../ui/error-note.tsx'
import { toast } from '../ui/toast.ts'
import control from '../widgets/control.module.css'
import { AddressField } from './address-field.tsx'
import { chooseForAll, putKey, type KeyWish } from './keys-api.ts'
import styles from './keys.module.css'
import { savedOpenly, wishedFields } from './field-drafts.ts'
import { SecretField } from './secret-field.tsx'
import type { ProjectNames } from './project-names.ts'
import { EVERY_PROJECT, savedUse, UsedByField } from './used-by-field.tsx'

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
  const [drafts, setDrafts] = useState<Readonly<Record<string, string | null>>>({})
  const [name, setName] = useState(account?.name ?? '')
  const [use, setUse] = useState(savedUse(account))
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
        ...(account === undefined && { isNew: true }),
        fields: wishedFields(provider, account, drafts),
        ...addressWish(address, account),
        ...wishForUse(use, { account, projects }),
      })
      if (use === EVERY_PROJECT && use !== savedUse(account))
        await chooseForAll({ provider: provider.provider, name: name.trim() }).catch(toastError)
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
  const isNamed = account?.name !== ''
  const isKnown = (field: string | undefined): boolean =>
    field === 'name' ||
    field === 'baseUrl' ||
    (field === 'project' && isNamed) ||
    fields.some((one) => one.name === field)

  return (
    <form
      className={styles.form}
      onSubmit={submit}
      aria-label={account ? `Key for ${provider.title}` : `Another key for ${provider.title}`}
    >
      {isNamed && (
        <div className={styles.pair}>
          {account === undefined && (
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
          )}
          <UsedByField
            provider={provider}
            account={account}
            projects={projects}
            value={use}
            problem={problemOf('project')}
            onChange={setUse}
          />
        </div>
      )}
      {fields.map((field, index) => (
        <SecretField
          key={field.name}
          field={field}
          saved={savedText(stateOf(field.name))}
          draft={
            drafts[field.name] === undefined ? savedOpenly(field, stateOf(field.name)) : (drafts[field.name] ?? null)
          }
          problem={problemOf(field.name)}
          autoFocus={account !== undefined && index === 0}
          onChange={(draft) => setDrafts({ ...drafts, [field.name]: draft })}
        />
      ))}
      <AddressField
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

const savedText = (state: AccountState['fields'][number] | undefined): string | undefined => {
  if (state?.source === 'unreadable') return 'Cannot be read'
  return state?.source === 'saved' ? (state.hint.length === 4 ? `····${state.hint}` : state.hint || 'Set') : undefined
}

const toastError = (thrown: unknown): void => {
  toast({ text: textOf(errorBody(thrown)), tone: 'bad' })
}

interface Standing {
  readonly account: AccountState | undefined
  readonly projects: ProjectNames
}

const wishForUse = (use: string | undefined, { account, projects }: Standing): Pick<KeyWish, 'project'> => {
  if (use === savedUse(account)) return {}
  const chosen = use === undefined || use === EVERY_PROJECT ? {} : projects.idOf(use)
  return chosen.project === undefined && account?.project !== undefined ? { project: null } : chosen
}

const addressWish = (typed: string, account: AccountState | undefined): { readonly baseUrl?: string | null } => {
  const before = account?.baseUrl.source === 'saved' ? (account.baseUrl.value ?? '') : ''
  if (typed.trim() === before) return {}
  return { baseUrl: typed.trim() === '' ? null : typed }
}
