import { copyNodes, pasteNodes, readClipboard, type Op } from '@reelgraph/shared'
import { dropFiles, fetchInto } from '../canvas/import-files.ts'
import { createNode, removeOps, type Point } from '../document/edits/nodes.ts'
import { selectedNodes, type Editing } from '../editor-context.ts'
import { select } from '../session/session-store.ts'

/** What is selected, as text for the system clipboard; a group takes along what is in it. */
export const copySelection = (editing: Editing): string | undefined => {
  const ids = new Set<string>(selectedNodes(editing).map((node) => node.id))
  if (ids.size === 0) return undefined
  const { project } = editing.document
  for (let before = -1; before !== ids.size;) {
    before = ids.size
    for (const node of Object.values(project.nodes))
      if (node.parent !== undefined && ids.has(node.parent)) ids.add(node.id)
  }
  return copyNodes(project, ids)
}

export const cutSelection = (editing: Editing): string | undefined => {
  const text = copySelection(editing)
  const { nodes, edges } = editing.session.getState()
  if (text !== undefined && editing.document.commit('Cut', removeOps(editing.document.project, { nodes, edges })))
    select(editing.session, [])
  return text
}

export const duplicateSelection = (editing: Editing, at?: Point): void => {
  const text = copySelection(editing)
  const nodes = selectedNodes(editing)
  const clipboard = text === undefined ? undefined : readClipboard(text)
  if (!clipboard) return
  const corner = { x: Math.min(...nodes.map((node) => node.x)), y: Math.min(...nodes.map((node) => node.y)) }
  const pasted = pasteNodes(editing.document.project, clipboard, {
    at: at ?? { x: corner.x + 32, y: corner.y + 32 },
    withIncoming: true,
  })
  if (editing.document.commit('Duplicate', pasted.ops)) select(editing.session, pasted.nodes)
}

interface Pasting {
  readonly text: string
  readonly files: readonly File[]
  readonly withWires: boolean
}

const isAddress = (text: string): boolean => /^https?:\/\/\S+$/i.test(text)

/** Nodes as nodes, files as import nodes, an address as one that is fetched, any other text as a Text node. */
export const paste = async (editing: Editing, { text, files, withWires }: Pasting): Promise<void> => {
  const at = editing.canvas.toCanvas(editing.canvas.target)
  if (files.length > 0) return dropFiles(editing, files, at)
  const words = text.trim()
  if (words === '') return
  const clipboard = readClipboard(words)
  if (clipboard) {
    const pasted = pasteNodes(editing.document.project, clipboard, { at, withIncoming: withWires })
    if (editing.document.commit('Paste', pasted.ops)) select(editing.session, pasted.nodes)
    return
  }
  const node = isAddress(words)
    ? createNode({ kind: 'import', at, params: { url: words } })
    : createNode({ kind: 'text', at, params: { text: words } })
  const ops: Op[] = [{ op: 'node-add', node }]
  if (!editing.document.commit('Paste', ops)) return
  select(editing.session, [node.id])
  if (node.kind === 'import') await fetchInto(editing, node.id, words)
}
