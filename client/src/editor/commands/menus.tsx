import type { MenuItem } from '../../ui/menu-item.ts'
import type { Editing } from '../editor-context.ts'
import { select } from '../session/session-store.ts'
import { availability, type Command } from './command.ts'
import { commandOf, commands } from './commands.ts'

export const menuItem = (command: Command, editing: Editing): MenuItem => {
  const { ok, reason } = availability(command, editing)
  const [shortcut] = command.keys ?? []
  return {
    id: command.id,
    label: command.label,
    disabled: !ok,
    ...(shortcut !== undefined && { shortcut }),
    ...(reason !== undefined && { reason }),
    ...(command.danger && { danger: true }),
    ...(command.checked && { checked: command.checked(editing) }),
    onSelect: () => command.run(editing),
  }
}

/** A separator between commands of different groups; what cannot be done and has no reason to tell is left out. */
const grouped = (list: readonly Command[], editing: Editing): readonly MenuItem[] => {
  const shown = list.filter((command) => {
    const { ok, reason } = availability(command, editing)
    return ok || reason !== undefined
  })
  return shown.flatMap((command, index): MenuItem[] => {
    const before = shown[index - 1]
    const item = menuItem(command, editing)
    return before && before.group !== command.group ? [{ separator: true }, item] : [item]
  })
}

/** The menu of a card; of the whole selection, where the card is part of one. */
export const nodeMenu = (editing: Editing, id: string): readonly MenuItem[] => {
  if (!editing.session.getState().nodes.has(id)) select(editing.session, [id])
  const order = ['Run', 'Node', 'Arrange', 'Edit']
  const list = commands
    .filter((command) => command.of === 'node')
    .toSorted((a, b) => order.indexOf(a.group) - order.indexOf(b.group))
  return grouped(list, editing)
}

export const edgeMenu = (
  editing: Editing,
  id: string,
  at: { readonly x: number; readonly y: number },
): readonly MenuItem[] => {
  select(editing.session, [], [id])
  return [
    {
      id: 'insert',
      label: 'Add a node in this wire …',
      onSelect: () =>
        editing.session.setState({ overlay: { of: 'add', at: editing.canvas.toCanvas(at), screen: at, edge: id } }),
    },
    { separator: true },
    menuItem(commandOf('delete'), editing),
  ]
}

export const canvasMenu = (editing: Editing): readonly MenuItem[] =>
  grouped(
    commands.filter((command) => command.of === 'canvas'),
    editing,
  )
