import { AskAgain } from '../ui/ask-again.tsx'
import { Button } from '../ui/button.tsx'
import styles from './costs.module.css'
import { EntryRow } from './entry-row.tsx'
import { useEntries } from './use-entries.ts'

/** What was paid for, or perhaps, and gave nothing: with what the provider’s support needs to know. */
export function TroubleList() {
  const { entries, error, more, loading, reload, loadMore } = useEntries({ only: 'trouble' })
  if (entries?.length === 0 && !error) return null
  return (
    <section className={styles.box} aria-labelledby="costs-trouble">
      <h2 id="costs-trouble" className={styles.boxTitle}>
        Paid but failed
      </h2>
      <p className={styles.small}>
        Charged, or perhaps charged, without a result. Providers often refund these when asked with the request id.
      </p>
      {error && <AskAgain error={error} onAgain={reload} />}
      <ul className={styles.entries}>
        {entries?.map((entry) => (
          <EntryRow key={entry.key} entry={entry} detailed />
        ))}
      </ul>
      {more && (
        <Button size="small" loading={loading} onClick={() => void loadMore()}>
          Show older
        </Button>
      )}
    </section>
  )
}
