import { KindChip } from '../card/kind-chip.tsx'
import type { Entry } from '../document/edits/entries.ts'
import styles from './search-list.module.css'

export const EntryLine = ({ entry }: { readonly entry: Entry }) => (
  <>
    <KindChip kind={entry.kind} makes={entry.makes} />
    <span className={styles.entryText}>
      <span className={styles.entryTitle}>
        {entry.title}
        {entry.detail !== undefined && <span className={styles.entryDetail}> · {entry.detail}</span>}
      </span>
      <span className={styles.summary}>{entry.summary}</span>
    </span>
  </>
)
