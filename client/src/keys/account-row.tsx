import { errorBody, type AccountState, type ProviderAccounts } from '@reelgraph/shared'
import { useRef, useState } from 'react'
import { classes } from '../lib/classes.ts'
import { announce } from '../ui/announce.ts'
import { Button } from '../ui/button.tsx'
import { toast } from '../ui/toast.ts'
import { AccountForm } from './account-form.tsx'
import { statusOf, usedBy } from './account-words.ts'
import { testKey, chooseForAll } from './keys-api.ts'
import styles from './keys.module.css'
import type { ProjectNames } from './project-names.ts'
import { RemoveDialog } from './remove-dialog.tsx'
import { TestResult, type Tested } from './test-result.tsx'

interface AccountRowProps {
  readonly provider: ProviderAccounts
  readonly account: AccountState
  readonly projects: ProjectNames
  readonly editing: boolean
  onEdit(editing: boolean): void
  onChanged(): Promise<void>
}

/** One account: what is set, who uses it, and what can be done with it. */
export function AccountRow({ provider, account, projects, editing, onEdit, onChanged }: AccountRowProps) {
  const [tested, setTested] = useState<Tested>()
  const [removing, setRemoving] = useState(false)
  const change = useRef<HTMLButtonElement>(null)
  const name = { provider: provider.provider, name: account.name }
  const title = account.name === '' ? provider.title : `${provider.title} · ${account.name}`
  const status = statusOf(account, provider)
  const isSaved = account.fields.some(({ source }) => source === 'saved' || source === 'unreadable')
  const isSavedAtAll = isSaved || account.baseUrl.source === 'saved'
  const isFixed = account.fields.length > 0 && account.fields.every(({ source }) => source === 'environment')
  const isAlone = provider.accounts.length === 1

  const test = async () => {
    setTested({ state: 'asking' })
    try {
      setTested({ state: 'works', told: await testKey(name) })
    } catch (thrown) {
      setTested({ state: 'fails', error: errorBody(thrown) })
    }
  }
  const close = () => {
    onEdit(false)
    requestAnimationFrame(() => change.current?.focus())
  }
  const choose = async () => {
    try {
      await chooseForAll(name)
      await onChanged()
      announce(`${title} is used by every project`)
    } catch (thrown) {
      const { message, hint } = errorBody(thrown)
      toast({ text: hint ? `${message} ${hint}` : message, tone: 'bad' })
    }
  }

  return (
    <li className={styles.account}>
      <div className={styles.line}>
        <div className={styles.said}>
          {!isAlone && <span className={styles.name}>{account.name === '' ? 'Main key' : account.name}</span>}
          <span className={classes(styles.status, styles[status.tone])}>{status.text}</span>
          {!isAlone && <span className={styles.used}>{usedBy(account, projects.nameOf)}</span>}
        </div>
        {!editing && (
          <div className={styles.actions}>
            {account.usable && provider.testable && (
              <Button
                size="small"
                aria-label={`Test ${title}`}
                loading={tested?.state === 'asking'}
                onClick={() => void test()}
              >
                Test
              </Button>
            )}
            {!account.isDefault && account.project === undefined && account.usable && (
              <Button size="small" variant="ghost" aria-label={`Use ${title} everywhere`} onClick={() => void choose()}>
                Use everywhere
              </Button>
            )}
            {!isFixed && (
              <Button
                ref={change}
                size="small"
                variant={isSavedAtAll || account.usable ? 'ghost' : 'secondary'}
                aria-label={isSavedAtAll ? `Change ${title}` : `Set the key of ${title}`}
                onClick={() => onEdit(true)}
              >
                {isSavedAtAll ? 'Change' : 'Set key'}
              </Button>
            )}
            {isSavedAtAll && (
              <Button size="small" variant="ghost" aria-label={`Remove ${title}`} onClick={() => setRemoving(true)}>
                Remove
              </Button>
            )}
          </div>
        )}
      </div>
      {editing && (
        <AccountForm
          provider={provider}
          account={account}
          projects={projects}
          onClose={close}
          onSaved={async () => {
            await onChanged()
            announce(`${title} saved`)
            close()
            if (provider.testable) await test()
          }}
        />
      )}
      {tested && !editing && <TestResult tested={tested} />}
      {removing && (
        <RemoveDialog
          title={title}
          name={name}
          lane={account.id}
          onClose={() => setRemoving(false)}
          onRemoved={async () => {
            setTested(undefined)
            setRemoving(false)
            await onChanged()
            announce(`${title} removed`)
          }}
        />
      )}
    </li>
  )
}
