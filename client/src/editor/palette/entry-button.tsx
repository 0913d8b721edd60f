import type { Entry } from '../document/edits/entries.ts'
import { useEditing } from '../editor-context.ts'
import { addEntry } from './add-entry.ts'
import { ENTRY_TYPE } from './drag-type.ts'
import { EntryLine } from './entry-line.tsx'
import styles from './palette.module.css'

interface EntryButtonProps {
  readonly entry: Entry
  readonly keyless: ReadonlySet<string>
  readonly starts?: string | undefined
  readonly grouped?: boolean
  /** → and ← on it open and close what lies behind it. */
  readonly onFold?: (open: boolean) => void
}

/** Dragged onto the canvas, or added in its middle by a click. */
export function EntryButton({ entry, onFold, ...line }: EntryButtonProps) {
  const editing = useEditing()
  const add = () => {
    editing.canvas.pointAt(undefined)
    const at = editing.canvas.toCanvas(editing.canvas.target)
    addEntry(editing, entry, { at: { x: at.x - 130, y: at.y - 40 } })
  }
  return (
    <button
      type="button"
      className={styles.entry}
      draggable
      title={entry.summary}
      onDragStart={(event) => {
        event.dataTransfer.setData(ENTRY_TYPE, entry.id)
        event.dataTransfer.effectAllowed = 'copy'
      }}
      onClick={add}
      onKeyDown={(event) => {
        const open = { ArrowRight: true, ArrowLeft: false }[event.key]
        if (!onFold || open === undefined) return
        event.stopPropagation()
        onFold(open)
      }}
    >
      <EntryLine entry={entry} {...line} />
    </button>
  )
}
