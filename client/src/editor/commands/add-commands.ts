import type { Graph } from '@reelgraph/shared'
import { createNode, type Point } from '../document/edits/nodes.ts'
import { select } from '../session/session-store.ts'
import type { Command } from './command.ts'

/** Where there is no canvas to point at. */
const besideAll = ({ nodes }: Graph): Point => {
  const all = Object.values(nodes)
  return all.length === 0
    ? { x: 0, y: 0 }
    : { x: Math.max(...all.map((node) => node.x)) + 360, y: Math.min(...all.map((node) => node.y)) }
}

export const addCommands: readonly Command[] = [
  {
    id: 'add',
    label: 'Add a node …',
    group: 'Add',
    of: 'canvas',
    keys: ['Tab', 'Shift+A', 'N'],
    run: ({ canvas, document, session }) => {
      const screen = canvas.target
      const at = canvas.isShown ? canvas.toCanvas(screen) : besideAll(document.project)
      session.setState({ overlay: { of: 'add', at, screen } })
    },
  },
  {
    id: 'note',
    label: 'Add a note',
    group: 'Add',
    of: 'canvas',
    keys: ['Shift+S'],
    run: ({ canvas, document, session }) => {
      const node = createNode({ kind: 'note', at: canvas.toCanvas(canvas.target) })
      if (!document.commit('Add a note', [{ op: 'node-add', node }])) return
      select(session, [node.id])
      session.setState({ fresh: node.id })
    },
  },
]
