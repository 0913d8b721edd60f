import { endNotice } from '@reelgraph/shared'
import KeyRound from 'lucide-react/icons/key-round'
import { useNow } from '../../runs/use-now.ts'
import { KindChip } from '../card/kind-chip.tsx'
import { stepOfEntry, type Entry } from '../document/edits/entries.ts'
import { useEditing } from '../editor-context.ts'
import { listPriceText } from './list-price.ts'
import styles from './search-list.module.css'

interface EntryLineProps {
  readonly entry: Entry
  /** Providers whose key is missing. */
  readonly keyless: ReadonlySet<string>
  /** Of a kind: the model it will start with. */
  readonly starts?: string | undefined
  /** It stands under the name of its provider. */
  readonly grouped?: boolean
}

/** A kind with what it is for, or a model with whose it is, what it costs and whether a key is missing. */
export function EntryLine({ entry, keyless, starts, grouped = false }: EntryLineProps) {
  const { catalog } = useEditing()
  const { provider, model } = entry
  const step = model && stepOfEntry(catalog, { kind: entry.kind, model: model.id })
  const now = useNow(3_600_000)
  const end = model && catalog.ends.get(model.id)
  const ends = end && endNotice(end, now)?.words
  return (
    <>
      <KindChip kind={entry.kind} makes={entry.makes} />
      <span className={styles.entryText}>
        <span className={styles.entryTitle}>
          {entry.title}
          {provider && !grouped && <span className={styles.entryDetail}> · {provider.title}</span>}
        </span>
        <span className={styles.summary}>
          {step && <span className={styles.price}>{listPriceText(step)}</span>}
          {provider && !grouped && keyless.has(provider.id) && (
            <span className={styles.key}>
              <KeyRound aria-hidden="true" /> needs a key
            </span>
          )}
          {ends !== undefined && <span className={styles.key}>{ends}</span>}
          <span className={styles.about}>{starts === undefined ? entry.summary : `with ${starts}`}</span>
        </span>
      </span>
    </>
  )
}
