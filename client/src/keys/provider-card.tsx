import type { ProviderAccounts } from '@reelgraph/shared'
import ExternalLink from 'lucide-react/icons/external-link'
import Plus from 'lucide-react/icons/plus'
import { useRef } from 'react'
import { classes } from '../lib/classes.ts'
import { announce } from '../ui/announce.ts'
import { Button } from '../ui/button.tsx'
import { VisuallyHidden } from '../ui/visually-hidden.tsx'
import { AccountForm } from './account-form.tsx'
import { AccountRow } from './account-row.tsx'
import { makesText } from './account-words.ts'
import styles from './keys.module.css'
import type { ProjectNames } from './project-names.ts'
import { TryForReal } from './trial/try-for-real.tsx'

/** What is being changed on the page: an account by its name, or another one that is added. */
export type Editing = { readonly provider: string; readonly name: string | undefined }

interface ProviderCardProps {
  readonly provider: ProviderAccounts
  readonly projects: ProjectNames
  /** Brought here by a step that needs it. */
  readonly isWanted: boolean
  readonly editing: Editing | undefined
  onEdit(editing: Editing | undefined): void
  onChanged(): Promise<void>
}

/** One provider: what it makes, and the accounts it is used with. */
export function ProviderCard({ provider, projects, isWanted, editing, onEdit, onChanged }: ProviderCardProps) {
  const add = useRef<HTMLButtonElement>(null)
  const mine = editing?.provider === provider.provider ? editing : undefined
  const isAdding = mine !== undefined && mine.name === undefined
  const headingId = `keys-${provider.provider}`
  const closeAdding = () => {
    onEdit(undefined)
    requestAnimationFrame(() => add.current?.focus())
  }
  return (
    <section
      id={`provider-${provider.provider}`}
      className={classes(styles.card, isWanted && mine !== undefined && styles.wanted)}
      aria-labelledby={headingId}
    >
      <header className={styles.head}>
        <div className={styles.about}>
          <h2 id={headingId} className={styles.title}>
            {provider.title}
          </h2>
          <p className={styles.summary}>
            {provider.makes.length > 0 && <span className={styles.makes}>{makesText(provider.makes)}. </span>}
            {provider.summary}
          </p>
        </div>
        <a className={styles.link} href={provider.keysUrl} target="_blank" rel="noreferrer">
          Make a key
          <ExternalLink />
          <VisuallyHidden> at {provider.title}, in a new tab</VisuallyHidden>
        </a>
      </header>
      <ul className={styles.accounts}>
        {provider.accounts.map((account) => (
          <AccountRow
            key={account.name}
            provider={provider}
            account={account}
            projects={projects}
            editing={mine?.name === account.name}
            onEdit={(open) => onEdit(open ? { provider: provider.provider, name: account.name } : undefined)}
            onChanged={onChanged}
          />
        ))}
        {isAdding && (
          <li className={styles.account}>
            <AccountForm
              provider={provider}
              account={undefined}
              projects={projects}
              onClose={closeAdding}
              onSaved={async (name) => {
                await onChanged()
                announce(`${provider.title} · ${name} saved`)
                closeAdding()
              }}
            />
          </li>
        )}
      </ul>
      {!mine && provider.accounts.some(({ usable }) => usable) && (
        <Button
          ref={add}
          size="small"
          variant="ghost"
          icon={<Plus />}
          className={styles.add}
          aria-label={`Add another key for ${provider.title}`}
          onClick={() => onEdit({ provider: provider.provider, name: undefined })}
        >
          Add another key
        </Button>
      )}
      {!mine && provider.makes.length > 0 && provider.accounts.some(({ isDefault, usable }) => isDefault && usable) && (
        <TryForReal provider={provider.provider} title={provider.title} />
      )}
    </section>
  )
}
