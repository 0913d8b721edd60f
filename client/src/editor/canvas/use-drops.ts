import { useMemo, type DragEvent } from 'react'
import { entriesOf } from '../document/edits/entries.ts'
import { useEditing } from '../editor-context.ts'
import { addEntry } from '../palette/add-entry.ts'
import { ENTRY_TYPE } from '../palette/drag-type.ts'
import { dropFiles } from './import-files.ts'
import { wireAt } from './under-pointer.ts'

/** What is dropped on the canvas: an entry of the palette, files, or text that holds nodes. */
export function useDrops() {
  const editing = useEditing()
  return useMemo(
    () => ({
      onDragOver: (event: DragEvent) => {
        const { types } = event.dataTransfer
        if (!types.includes(ENTRY_TYPE) && !types.includes('Files')) return
        event.preventDefault()
        event.dataTransfer.dropEffect = 'copy'
      },
      onDrop: (event: DragEvent) => {
        const screen = { x: event.clientX, y: event.clientY }
        const at = editing.canvas.toCanvas(screen)
        const entry = entriesOf(editing.catalog).find(({ id }) => id === event.dataTransfer.getData(ENTRY_TYPE))
        const files = [...event.dataTransfer.files]
        if (!entry && files.length === 0) return
        event.preventDefault()
        if (!entry) return void dropFiles(editing, files, at)
        const edge = wireAt(event.nativeEvent)
        addEntry(editing, entry, { at: { x: at.x - 120, y: at.y - 20 }, ...(edge !== undefined && { edge }) })
      },
    }),
    [editing],
  )
}
