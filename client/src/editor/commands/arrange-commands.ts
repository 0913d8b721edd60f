import { alignOps, groupOps, tidyOps, ungroupOps, type Alignment } from '../document/edits/arrange.ts'
import { moveOps, withChildren, type Point } from '../document/edits/nodes.ts'
import { selectedNodes, type Editing } from '../editor-context.ts'
import { select } from '../session/session-store.ts'
import type { Command } from './command.ts'

const several = ({ session }: Editing): boolean => session.getState().nodes.size > 1

const align = (to: Alignment, label: string): Command => ({
  id: `align-${to}`,
  label,
  group: 'Arrange',
  when: several,
  run: (editing) =>
    void editing.document.commit(
      'Align',
      alignOps(editing.document.project, { nodes: selectedNodes(editing), to, sizeOf: editing.canvas.sizeOf }),
    ),
})

const nudge = (key: string, by: Point): readonly Command[] =>
  [1, 10].map((factor): Command => ({
    id: `nudge-${key}-${factor}`,
    label: `Nudge ${key.replace('Arrow', '').toLowerCase()}${factor > 1 ? ' by ten' : ''}`,
    group: 'Arrange',
    keys: [`Alt+${factor > 1 ? 'Shift+' : ''}${key}`],
    when: ({ session }) => session.getState().nodes.size > 0,
    run: (editing) => {
      const to = new Map(
        selectedNodes(editing).map((node) => [
          node.id as string,
          { x: node.x + by.x * factor, y: node.y + by.y * factor },
        ]),
      )
      const { project } = editing.document
      editing.document.commit('Nudge', moveOps(project, withChildren(project, to)), {
        coalesce: `nudge ${[...to.keys()].join()}`,
      })
    },
  }))

export const arrangeCommands: readonly Command[] = [
  {
    id: 'group',
    label: 'Group',
    group: 'Arrange',
    of: 'node',
    keys: ['Mod+G'],
    when: ({ session }) => session.getState().nodes.size > 0,
    run: (editing) => {
      const { ops, group } = groupOps(selectedNodes(editing), editing.canvas.sizeOf)
      if (editing.document.commit('Group', ops)) select(editing.session, [group])
    },
  },
  {
    id: 'ungroup',
    label: 'Ungroup',
    group: 'Arrange',
    of: 'node',
    keys: ['Mod+Shift+G'],
    when: (editing) => selectedNodes(editing).some((node) => node.kind === 'group'),
    run: (editing) => {
      const groups = selectedNodes(editing).filter((node) => node.kind === 'group')
      const ids = new Set<string>(groups.map((group) => group.id))
      const inside = Object.values(editing.document.project.nodes).filter(
        (node) => node.parent !== undefined && ids.has(node.parent),
      )
      if (editing.document.commit('Ungroup', ungroupOps(editing.document.project, groups)))
        select(
          editing.session,
          inside.map((node) => node.id),
        )
    },
  },
  {
    id: 'tidy',
    label: 'Tidy up',
    group: 'Arrange',
    of: 'canvas',
    keys: ['Shift+L'],
    run: (editing) => {
      const { project } = editing.document
      const chosen = selectedNodes(editing)
      const nodes = chosen.length > 1 ? chosen : Object.values(project.nodes)
      void tidyOps(project, { nodes, sizeOf: editing.canvas.sizeOf }).then((ops) => {
        if (editing.document.project === project) editing.document.commit('Tidy up', ops)
      })
    },
  },
  align('left', 'Align left'),
  align('centre', 'Align centre'),
  align('right', 'Align right'),
  align('top', 'Align top'),
  align('middle', 'Align middle'),
  align('bottom', 'Align bottom'),
  ...nudge('ArrowLeft', { x: -1, y: 0 }),
  ...nudge('ArrowRight', { x: 1, y: 0 }),
  ...nudge('ArrowUp', { x: 0, y: -1 }),
  ...nudge('ArrowDown', { x: 0, y: 1 }),
]
