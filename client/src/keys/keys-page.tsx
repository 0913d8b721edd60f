import type { ProviderAccounts } from '@reelgraph/shared'
import { useEffect, useState } from 'react'
import { useAnswer } from '../api/use-answer.ts'
import { AccountHead } from '../settings/account-head.tsx'
import { Page } from '../shell/page.tsx'
import { useTitle } from '../shell/use-title.ts'
import { AskAgain } from '../ui/ask-again.tsx'
import { ErrorNote } from '../ui/error-note.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { askKeys } from './keys-api.ts'
import styles from './keys.module.css'
import { useProjectNames } from './project-names.ts'
import { ProviderCard, type Editing } from './provider-card.tsx'

const wantedProvider = (): string => decodeURIComponent(location.hash.slice(1))

/** Whose services the steps run on, and with which keys. */
export function KeysPage() {
  useTitle('Keys')
  const { answer, error, reload } = useAnswer(askKeys)
  return (
    <Page current="keys">
      <AccountHead current="keys">
        Steps that use a service run on your own account there. A key stays on this machine, encrypted; it is sent to
        its provider and shown to nobody, not to you either.
      </AccountHead>
      {error && (
        <div className={styles.note}>
          <AskAgain error={error} onAgain={reload} />
        </div>
      )}
      {answer?.trouble && (
        <div className={styles.note}>
          <ErrorNote tone="warn" title={answer.trouble.message} hint={answer.trouble.hint} />
        </div>
      )}
      {answer && <Cards providers={answer.providers} onChanged={reload} />}
      {!answer && !error && (
        <div className={styles.cards}>
          {[0, 1, 2].map((place) => (
            <Skeleton key={place} height={112} />
          ))}
        </div>
      )}
    </Page>
  )
}

interface CardsProps {
  readonly providers: readonly ProviderAccounts[]
  onChanged(): Promise<void>
}

function Cards({ providers, onChanged }: CardsProps) {
  const projects = useProjectNames()
  const [wanted] = useState(wantedProvider)
  const [editing, setEditing] = useState(() => wantedField(providers, wanted))
  useEffect(() => {
    if (wanted !== '') document.querySelector(`#provider-${CSS.escape(wanted)}`)?.scrollIntoView({ block: 'center' })
  }, [wanted])
  return (
    <div className={styles.cards}>
      {providers.map((provider) => (
        <ProviderCard
          key={provider.provider}
          provider={provider}
          projects={projects}
          isWanted={provider.provider === wanted}
          editing={editing}
          onEdit={setEditing}
          onChanged={onChanged}
        />
      ))}
    </div>
  )
}

/** Whoever was sent here for one provider is at its field at once. */
const wantedField = (providers: readonly ProviderAccounts[], wanted: string): Editing | undefined => {
  const provider = providers.find((one) => one.provider === wanted)
  const main = provider?.accounts.find(({ name }) => name === '')
  return main && !main.usable ? { provider: wanted, name: '' } : undefined
}
