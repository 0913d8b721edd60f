import type { Editing } from '../editor-context.ts'

/** Where a command stands in menus, and under which heading of the shortcut sheet. */
export type CommandGroup = 'Run' | 'Add' | 'Edit' | 'Arrange' | 'Node' | 'Select' | 'View' | 'Help'

/** Something a person can do, told once: menus, palette, shortcut sheet and keys all read this. */
export interface Command {
  readonly id: string
  readonly label: string
  readonly group: CommandGroup
  /** The first is the one that is shown. */
  readonly keys?: readonly string[]
  /** What it is about: the menus of those things show it. */
  readonly of?: 'node' | 'edge' | 'canvas'
  readonly danger?: boolean
  /** Without it always; a text says why not now. */
  when?(editing: Editing): boolean | string
  /** On or off, for menus. */
  checked?(editing: Editing): boolean
  run(editing: Editing): void
}

/** Whether it can be done now, and if not, why, where that is worth saying. */
export const availability = (
  command: Command,
  editing: Editing,
): { readonly ok: boolean; readonly reason?: string } => {
  const verdict = command.when?.(editing) ?? true
  return typeof verdict === 'string' ? { ok: false, reason: verdict } : { ok: verdict }
}
