import { useCallback } from 'react'
import { entriesOf, searchEntries } from '../document/edits/entries.ts'
import { useEditing } from '../editor-context.ts'
import { NO_OVERLAY, type Overlay } from '../session/session-store.ts'
import { addEntry, entryFits } from './add-entry.ts'
import { EntryLine } from './entry-line.tsx'
import { SearchAt } from './search-at.tsx'
import { SearchList } from './search-list.tsx'

/** Finds what to add; for an open wire what fits comes first. */
export function AddSearch({ overlay }: { readonly overlay: Extract<Overlay, { of: 'add' }> }) {
  const editing = useEditing()
  const close = useCallback(() => editing.session.setState({ overlay: NO_OVERLAY }), [editing])
  const { at, screen, wire, edge } = overlay
  const all = entriesOf(editing.catalog)
  const wired = wire !== undefined || edge !== undefined
  const search = (query: string) => {
    const entries = searchEntries(all, query)
    if (!wired) return entries.map((entry) => ({ id: entry.id, content: <EntryLine entry={entry} /> }))
    const fits = entries.filter((entry) => entryFits(editing, entry, { wire, edge }))
    const others = entries.filter((entry) => !fits.includes(entry))
    return [
      ...fits.map((entry) => ({ id: entry.id, heading: 'Fits', content: <EntryLine entry={entry} /> })),
      ...others.map((entry) => ({ id: entry.id, heading: 'All others', content: <EntryLine entry={entry} /> })),
    ]
  }
  return (
    <SearchAt at={screen} label="Add a node" onClose={close}>
      <SearchList
        label="Add a node"
        placeholder={wired ? 'What comes next?' : 'Add a node'}
        search={search}
        nothing="No node is called that."
        onClose={close}
        onChoose={(id) => {
          close()
          const entry = all.find((candidate) => candidate.id === id)
          if (entry) addEntry(editing, entry, { at, wire, edge })
        }}
      />
    </SearchAt>
  )
}
