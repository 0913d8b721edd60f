import type { Graph } from '@reelgraph/shared'
import type { Editing } from '../editor-context.ts'
import { NO_OVERLAY, select } from '../session/session-store.ts'
import type { Command } from './command.ts'
import { walkFrom, type Direction } from './walk.ts'

const reach = (graph: Graph, from: ReadonlySet<string>, way: 'up' | 'down'): ReadonlySet<string> => {
  const found = new Set(from)
  for (let before = -1; before !== found.size;) {
    before = found.size
    for (const { from: source, to } of Object.values(graph.edges)) {
      if (way === 'up' && found.has(to.node)) found.add(source.node)
      if (way === 'down' && found.has(source.node)) found.add(to.node)
    }
  }
  return found
}

const reachCommand = (way: 'up' | 'down', label: string, key: string): Command => ({
  id: `select-${way}stream`,
  label,
  group: 'Select',
  keys: [key],
  when: ({ session }) => session.getState().nodes.size > 0,
  run: ({ document, session }) => select(session, reach(document.project, session.getState().nodes, way)),
})

const walk = (direction: Direction, key: string): Command => ({
  id: `walk-${direction}`,
  label: `Go to the node ${{ left: 'on the left', right: 'on the right', up: 'above', down: 'below' }[direction]}`,
  group: 'Select',
  keys: [key],
  when: ({ document }) => Object.keys(document.project.nodes).length > 0,
  run: (editing) => {
    const next = walkFrom(editing.document.project, [...editing.session.getState().nodes][0], {
      direction,
      sizeOf: editing.canvas.sizeOf,
    })
    if (next === undefined) return
    select(editing.session, [next])
    reveal(editing, next)
  },
})

const reveal = ({ canvas, document: { project } }: Editing, id: string): void => {
  const element = globalThis.document.querySelector(`.react-flow__node[data-id="${CSS.escape(id)}"]`)
  if (element instanceof HTMLElement) element.focus({ preventScroll: true })
  const box = element?.getBoundingClientRect()
  const visible = box && box.left > 60 && box.top > 60 && box.right < innerWidth - 60 && box.bottom < innerHeight - 60
  if (!visible && project.nodes[id]) canvas.frame([id])
}

export const selectCommands: readonly Command[] = [
  {
    id: 'select-all',
    label: 'Select all',
    group: 'Select',
    of: 'canvas',
    keys: ['Mod+A'],
    run: ({ document, session }) => select(session, Object.keys(document.project.nodes)),
  },
  {
    id: 'select-none',
    label: 'Select nothing',
    group: 'Select',
    keys: ['Escape'],
    run: ({ session }) => {
      if (session.getState().overlay.of === 'none') select(session, [])
      session.setState({ overlay: NO_OVERLAY })
    },
  },
  reachCommand('up', 'Select what it needs', 'Shift+ArrowLeft'),
  reachCommand('down', 'Select what needs it', 'Shift+ArrowRight'),
  walk('left', 'ArrowLeft'),
  walk('right', 'ArrowRight'),
  walk('up', 'ArrowUp'),
  walk('down', 'ArrowDown'),
]
