import { useState } from 'react'
import Search from 'lucide-react/icons/search'
import { entriesOf, searchEntries, type Entry } from '../document/edits/entries.ts'
import { useEditing } from '../editor-context.ts'
import { addEntry } from './add-entry.ts'
import { ENTRY_TYPE } from './drag-type.ts'
import { EntryLine } from './entry-line.tsx'
import styles from './palette.module.css'

const HEADINGS: Readonly<Record<Entry['category'], string>> = {
  source: 'Start from',
  generate: 'Make',
  assemble: 'Put together',
  order: 'Keep order',
}

/** Everything that can be put on the canvas: dragged there, or added in the middle by a click. */
export function Palette() {
  const editing = useEditing()
  const [query, setQuery] = useState('')
  const entries = searchEntries(entriesOf(editing.catalog), query)
  const add = (entry: Entry) => {
    editing.canvas.pointAt(undefined)
    const at = editing.canvas.toCanvas(editing.canvas.target)
    addEntry(editing, entry, { at: { x: at.x - 130, y: at.y - 40 } })
  }
  return (
    <aside className={styles.palette} aria-label="Nodes to add">
      <label className={`${styles.field} nokey`}>
        <Search />
        <input
          aria-label="Find a node"
          placeholder="Find a node"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
      </label>
      <div className={styles.list}>
        {entries.map((entry, index) => (
          <div key={entry.id}>
            {entry.category !== entries[index - 1]?.category && query === '' && (
              <h2 className={styles.heading}>{HEADINGS[entry.category]}</h2>
            )}
            <button
              type="button"
              className={styles.entry}
              draggable
              title={entry.summary}
              onDragStart={(event) => {
                event.dataTransfer.setData(ENTRY_TYPE, entry.id)
                event.dataTransfer.effectAllowed = 'copy'
              }}
              onClick={() => add(entry)}
            >
              <EntryLine entry={entry} />
            </button>
          </div>
        ))}
      </div>
    </aside>
  )
}
