import Search from 'lucide-react/icons/search'
import { useEffect, useState } from 'react'
import { useKeyless } from '../../keys/use-keyless.ts'
import { announce } from '../../ui/announce.ts'
import { entriesOf, type Entry } from '../document/edits/entries.ts'
import { useEditing } from '../editor-context.ts'
import { EntryButton } from './entry-button.tsx'
import { findEntries } from './find-entries.ts'
import { KindRow } from './kind-row.tsx'
import { useLastModels } from './last-models.ts'
import styles from './palette.module.css'

const HEADINGS: Readonly<Record<Entry['category'], string>> = {
  source: 'Start from',
  generate: 'Make',
  assemble: 'Put together',
  order: 'Keep order',
}

/** Everything that can be put on the canvas, a row a kind with its models behind it: dragged there, or added by a click. */
export function Palette() {
  const editing = useEditing()
  const [query, setQuery] = useState('')
  const keyless = useKeyless(editing.project)
  const all = entriesOf(editing.catalog)
  const searching = query.trim() !== ''
  const { entries, note } = findEntries(editing.catalog, query)
  const kinds = all.filter(({ model }) => !model)
  const count = entries.length
  useEffect(() => {
    if (searching) announce([note, `${count} found`].filter(Boolean).join(' '))
  }, [searching, note, count])
  useLastModels()
  return (
    <aside className={styles.palette} aria-label="Nodes to add">
      <label className={`${styles.field} nokey`}>
        <Search />
        <input
          aria-label="Find a node"
          placeholder="Find a node or a model"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
      </label>
      <div className={styles.list}>
        {searching ? (
          <>
            {note !== undefined && <p className={styles.note}>{note}</p>}
            {count === 0 && <p className={styles.note}>No node or model is called that.</p>}
            {entries.map((entry) => (
              <EntryButton key={entry.id} entry={entry} keyless={keyless} />
            ))}
          </>
        ) : (
          kinds.map((entry, index) => (
            <div key={entry.id}>
              {entry.category !== kinds[index - 1]?.category && (
                <h2 className={styles.heading}>{HEADINGS[entry.category]}</h2>
              )}
              <KindRow
                entry={entry}
                models={all.filter(({ kind, model }) => model && kind === entry.kind)}
                keyless={keyless}
              />
            </div>
          ))
        )}
      </div>
    </aside>
  )
}
