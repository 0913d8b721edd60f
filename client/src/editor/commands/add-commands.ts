import { createNode } from '../document/edits/nodes.ts'
import { select } from '../session/session-store.ts'
import type { Command } from './command.ts'

export const addCommands: readonly Command[] = [
  {
    id: 'add', label: 'Add a node …', group: 'Add', of: 'canvas', keys: ['Tab', 'Shift+A', 'N'],
    run: ({ canvas, session }) => {
      const screen = canvas.target
      session.setState({ overlay: { of: 'add', at: canvas.toCanvas(screen), screen } })
    },
  },
  {
    id: 'note', label: 'Add a note', group: 'Add', of: 'canvas', keys: ['Shift+S'],
    run: ({ canvas, document, session }) => {
      const node = createNode({ kind: 'note', at: canvas.toCanvas(canvas.target) })
      if (document.commit('Add a note', [{ op: 'node-add', node }])) select(session, [node.id])
    },
  },
]
