import type { Command } from './command.ts'

const panel = (id: 'nodes' | 'runs', label: string, key: string): Command => ({
  id: `panel-${id}`,
  label,
  group: 'View',
  keys: [key],
  checked: ({ session }) => session.getState().panel === id,
  run: ({ session }) => session.setState((state) => ({ panel: state.panel === id ? undefined : id })),
})

export const viewCommands: readonly Command[] = [
  {
    id: 'view-all',
    label: 'Zoom to fit',
    group: 'View',
    of: 'canvas',
    keys: ['Shift+1'],
    run: ({ canvas }) => canvas.frame(),
  },
  {
    id: 'view-selection',
    label: 'Zoom to selection',
    group: 'View',
    keys: ['Shift+2', 'F'],
    run: ({ canvas, session }) => canvas.frame([...session.getState().nodes]),
  },
  { id: 'view-full', label: 'Zoom to 100 %', group: 'View', keys: ['Shift+0'], run: ({ canvas }) => canvas.zoomTo(1) },
  { id: 'zoom-in', label: 'Zoom in', group: 'View', keys: ['=', 'Shift+='], run: ({ canvas }) => canvas.zoomBy(1.25) },
  { id: 'zoom-out', label: 'Zoom out', group: 'View', keys: ['-'], run: ({ canvas }) => canvas.zoomBy(0.8) },
  {
    id: 'inspector',
    label: 'Inspector',
    group: 'View',
    keys: ['I'],
    checked: ({ session }) => session.getState().inspector,
    run: ({ session }) => session.setState(({ inspector }) => ({ inspector: !inspector, focus: undefined })),
  },
  panel('nodes', 'Nodes to add', '1'),
  panel('runs', 'Runs', '2'),
  {
    id: 'commands',
    label: 'Find a command',
    group: 'Help',
    keys: ['Mod+K'],
    run: ({ session }) => session.setState({ overlay: { of: 'commands' } }),
  },
  {
    id: 'save-template',
    label: 'Save as template …',
    group: 'Help',
    run: ({ session }) => session.setState({ overlay: { of: 'save-template' } }),
  },
  {
    id: 'shortcuts',
    label: 'Shortcuts',
    group: 'Help',
    keys: ['?', 'Mod+/'],
    run: ({ session }) => session.setState({ overlay: { of: 'shortcuts' } }),
  },
]
