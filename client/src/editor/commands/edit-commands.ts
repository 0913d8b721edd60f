import { toast } from '../../ui/toast.ts'
import { dissolveOps } from '../document/edits/wires.ts'
import { removeOps } from '../document/edits/nodes.ts'
import { selectedNodes, type Editing } from '../editor-context.ts'
import { select } from '../session/session-store.ts'
import { copySelection, cutSelection, duplicateSelection, paste } from './clipboard.ts'
import type { Command } from './command.ts'

const hasNodes = ({ session }: Editing): boolean => session.getState().nodes.size > 0
const hasAny = ({ session }: Editing): boolean => session.getState().nodes.size + session.getState().edges.size > 0

const write = (text: string | undefined): void => {
  if (text === undefined) return
  navigator.clipboard
    .writeText(text)
    .catch(() => toast({ text: 'The browser does not let this page write to the clipboard.', tone: 'bad' }))
}

const pasteFromMenu = async (editing: Editing, withWires: boolean): Promise<void> => {
  try {
    await paste(editing, { text: await navigator.clipboard.readText(), files: [], withWires })
  } catch {
    toast({ text: 'The browser does not let this page read the clipboard. Use the keys instead.', tone: 'bad' })
  }
}

// Keys of copy, cut and paste belong to the browser: its events carry the clipboard without asking for permission.
export const editCommands: readonly Command[] = [
  {
    id: 'undo',
    label: 'Undo',
    group: 'Edit',
    keys: ['Mod+Z'],
    when: ({ document }) => document.state.getState().undoLabel !== undefined,
    run: ({ document }) => document.undo(),
  },
  {
    id: 'redo',
    label: 'Redo',
    group: 'Edit',
    keys: ['Mod+Shift+Z', 'Mod+Y'],
    when: ({ document }) => document.state.getState().redoLabel !== undefined,
    run: ({ document }) => document.redo(),
  },
  {
    id: 'cut',
    label: 'Cut',
    group: 'Edit',
    of: 'node',
    keys: ['Mod+X'],
    when: hasNodes,
    run: (editing) => write(cutSelection(editing)),
  },
  {
    id: 'copy',
    label: 'Copy',
    group: 'Edit',
    of: 'node',
    keys: ['Mod+C'],
    when: hasNodes,
    run: (editing) => write(copySelection(editing)),
  },
  {
    id: 'paste',
    label: 'Paste',
    group: 'Edit',
    of: 'canvas',
    keys: ['Mod+V'],
    run: (editing) => void pasteFromMenu(editing, false),
  },
  {
    id: 'paste-wires',
    label: 'Paste, keeping incoming wires',
    group: 'Edit',
    of: 'canvas',
    keys: ['Mod+Shift+V'],
    run: (editing) => void pasteFromMenu(editing, true),
  },
  {
    id: 'duplicate',
    label: 'Duplicate',
    group: 'Edit',
    of: 'node',
    keys: ['Mod+D'],
    when: hasNodes,
    run: (editing) => duplicateSelection(editing),
  },
  {
    id: 'dissolve',
    label: 'Remove, keep the connection',
    group: 'Edit',
    of: 'node',
    keys: ['Mod+Delete', 'Mod+Backspace'],
    when: hasNodes,
    run: (editing) => {
      const ids = selectedNodes(editing).map((node) => node.id)
      if (editing.document.commit('Dissolve', dissolveOps(editing.document.project, editing.catalog, ids)))
        select(editing.session, [])
    },
  },
  {
    id: 'delete',
    label: 'Delete',
    group: 'Edit',
    of: 'node',
    danger: true,
    keys: ['Delete', 'Backspace'],
    when: hasAny,
    run: ({ document, session }) => {
      const { nodes, edges } = session.getState()
      if (document.commit('Delete', removeOps(document.project, { nodes, edges }))) select(session, [])
    },
  },
]
