import { useCallback, useState } from 'react'
import { useKeyless } from '../../keys/use-keyless.ts'
import { entriesOf, type Entry } from '../document/edits/entries.ts'
import { useEditing } from '../editor-context.ts'
import { NO_OVERLAY, type Overlay } from '../session/session-store.ts'
import { addEntry, entryFits } from './add-entry.ts'
import { EntryLine } from './entry-line.tsx'
import { findEntries } from './find-entries.ts'
import { SearchAt } from './search-at.tsx'
import { SearchList, type Found } from './search-list.tsx'
import { startTitle } from './start-title.ts'

/** Finds what to add: kinds first, with their models behind them; for an open wire what fits comes first. */
export function AddSearch({ overlay }: { readonly overlay: Extract<Overlay, { of: 'add' }> }) {
  const editing = useEditing()
  const close = useCallback(() => editing.session.setState({ overlay: NO_OVERLAY }), [editing])
  const [open, setOpen] = useState<string>()
  const keyless = useKeyless(editing.project)
  const { at, screen, wire, edge } = overlay
  const all = entriesOf(editing.catalog)
  const wired = wire !== undefined || edge !== undefined
  const line = (entry: Entry, starts?: string): Pick<Found, 'id' | 'content'> => ({
    id: entry.id,
    content: <EntryLine entry={entry} keyless={keyless} starts={starts} />,
  })
  const sorted = (entries: readonly Entry[]): readonly (Found & { readonly entry: Entry })[] => {
    if (!wired) return entries.map((entry) => ({ ...line(entry), entry }))
    const fits = new Set(entries.filter((entry) => entryFits(editing, entry, { wire, edge })))
    return [
      ...[...fits].map((entry) => ({ ...line(entry), entry, heading: 'Fits' })),
      ...entries.filter((entry) => !fits.has(entry)).map((entry) => ({ ...line(entry), entry, heading: 'All others' })),
    ]
  }
  /** Before anything is typed: one entry a kind, and the models of the one that is open. */
  const overview = (): readonly Found[] =>
    sorted(all.filter(({ model }) => !model)).flatMap(({ entry, ...found }): Found[] => {
      const models = all.filter(({ kind, model }) => model && kind === entry.kind)
      const isOpen = open === entry.id
      return [
        {
          ...found,
          ...(models.length > 0 && line(entry, startTitle(editing, entry))),
          ...(models.length > 0 && { more: { count: models.length, open: isOpen } }),
        },
        ...(isOpen ? models : []).map((model) => ({
          ...line(model),
          inner: true,
          ...(found.heading !== undefined && { heading: found.heading }),
        })),
      ]
    })
  const search = (query: string): readonly Found[] => {
    if (query.trim() === '') return overview()
    const { entries, note } = findEntries(editing.catalog, query)
    return sorted(entries).map(({ entry, ...found }) => {
      void entry
      return { ...found, ...(note !== undefined && { heading: note }) }
    })
  }
  return (
    <SearchAt at={screen} label="Add a node" onClose={close}>
      <SearchList
        label="Add a node"
        placeholder={wired ? 'What comes next?' : 'A node, a model, or what it should do'}
        search={search}
        nothing="No node or model is called that."
        onMore={(id, isOpen) => setOpen(isOpen ? id : undefined)}
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
