import { getStorage, type Storage, type StorageWish } from '@reelgraph/shared'
import { useState } from 'react'
import { call } from '../api/call.ts'
import { useAnswer } from '../api/use-answer.ts'
import { AccountHead } from '../settings/account-head.tsx'
import { Page } from '../shell/page.tsx'
import { useTitle } from '../shell/use-title.ts'
import { AskAgain } from '../ui/ask-again.tsx'
import { announce } from '../ui/announce.ts'
import { Skeleton } from '../ui/skeleton.tsx'
import { goingText } from './amount-words.ts'
import { CollectDialog, type Collected } from './collect-dialog.tsx'
import { CouldGo } from './could-go.tsx'
import { KeptBox } from './kept-box.tsx'
import styles from './storage.module.css'

const ask = () => call(getStorage)

/** What is kept of what was made, and what could go. */
export function StoragePage() {
  useTitle('Storage')
  const { answer, error, reload, know } = useAnswer(ask)
  const [wish, setWish] = useState<StorageWish>()
  const [done, setDone] = useState<string>()
  const collected = ({ deleted, storage }: Collected) => {
    setWish(undefined)
    know(storage)
    const text = goingText(deleted)
    setDone(text === 'nothing' ? 'Nothing was deleted: all of it is in use again.' : `Deleted: ${text}.`)
    announce(`Deleted: ${text}`)
  }
  const asking = (next: StorageWish) => {
    setDone(undefined)
    setWish(next)
  }
  return (
    <Page current="storage">
      <AccountHead current="storage">
        Everything that was made is kept, so that nothing is made or paid for twice. What nothing uses any more can go.
      </AccountHead>
      {error && (
        <div className={styles.note}>
          <AskAgain error={error} onAgain={reload} />
        </div>
      )}
      {!answer && !error && <Waiting />}
      {answer && (
        <div className={styles.page}>
          <KeptBox storage={answer} onChanged={reload} onAsk={asking} />
          {done !== undefined && <p className={styles.done}>{done}</p>}
          <CouldGo storage={answer} onAsk={asking} />
          <Paid paid={answer.paid} />
        </div>
      )}
      {answer && wish && (
        <CollectDialog
          storage={answer}
          what={wish}
          onCollected={collected}
          onOutdated={() => void reload()}
          onClose={() => setWish(undefined)}
        />
      )}
    </Page>
  )
}

const Paid = ({ paid }: Pick<Storage, 'paid'>) =>
  paid.count === 0 ? null : (
    <section className={styles.box} aria-labelledby="storage-paid">
      <h2 id="storage-paid" className={styles.boxTitle}>
        Kept because it was paid for
      </h2>
      <p className={styles.text}>
        {goingText({ assets: { count: 0, bytes: 0 }, results: paid })} that no step shows now. They are never deleted by
        themselves: they are there at once, and free, when a step asks for the same again.
      </p>
    </section>
  )

const Waiting = () => (
  <div className={styles.page} aria-busy="true" aria-label="Looking at what is kept">
    <Skeleton height={150} radius={13} />
    <Skeleton height={190} radius={13} />
  </div>
)
