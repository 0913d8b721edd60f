import { useCallback } from 'react'
import { useKeyless } from '../../keys/use-keyless.ts'
import { replaceOps } from '../document/edits/nodes.ts'
import { entriesOf, searchEntries, stepOfEntry } from '../document/edits/entries.ts'
import { useEditing } from '../editor-context.ts'
import { NO_OVERLAY, select, type Overlay } from '../session/session-store.ts'
import { EntryLine } from './entry-line.tsx'
import { SearchAt } from './search-at.tsx'
import { SearchList } from './search-list.tsx'

/** Puts another node in the place of one: what gives the same, with the parameters and wires that fit. */
export function ReplaceSearch({ overlay }: { readonly overlay: Extract<Overlay, { of: 'replace' }> }) {
  const editing = useEditing()
  const { document, catalog, session } = editing
  const keyless = useKeyless(editing.project)
  const close = useCallback(() => session.setState({ overlay: NO_OVERLAY }), [session])
  const node = document.project.nodes[overlay.node]
  if (!node) return
  const step = catalog.stepOf(node)
  const gives = 'missing' in step ? undefined : new Set(Object.values(step.outputs).map((port) => port.type))
  const current = 'missing' in step ? undefined : (step.model?.id ?? step.kind.id)
  const all = entriesOf(catalog)
  const hasDefault = (kind: string) => catalog.kinds.get(kind)?.model?.default !== undefined
  const fitting = all.filter((entry) => {
    // Of a kind that always holds a model its models are offered.
    if (!entry.model && all.some(({ kind, model }) => kind === entry.kind && model && hasDefault(entry.kind)))
      return false
    const other = stepOfEntry(catalog, { kind: entry.kind, model: entry.model?.id })
    if (!other || other.kind.decoration || (other.model?.id ?? other.kind.id) === current) return false
    return !gives || Object.values(other.outputs).some((port) => gives.has(port.type))
  })
  return (
    <SearchAt at={overlay.screen} label="Replace with" onClose={close}>
      <SearchList
        label="Replace with"
        placeholder="Replace with"
        search={(query) =>
          searchEntries(fitting, query).map((entry) => ({
            id: entry.id,
            content: <EntryLine entry={entry} keyless={keyless} />,
          }))
        }
        nothing="Nothing else gives the same."
        onClose={close}
        onChoose={(id) => {
          close()
          const entry = all.find((candidate) => candidate.id === id)
          if (!entry) return
          const ops = replaceOps(document.project, catalog, { node, kind: entry.kind, model: entry.model?.id })
          const added = ops.find((op) => op.op === 'node-add')
          if (document.commit('Replace', ops)) select(session, [added?.node.id ?? node.id])
        }}
      />
    </SearchAt>
  )
}
