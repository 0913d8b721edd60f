import { addCommands } from './add-commands.ts'
import { arrangeCommands } from './arrange-commands.ts'
import type { Command } from './command.ts'
import { editCommands } from './edit-commands.ts'
import { nodeCommands } from './node-commands.ts'
import { retiredCommand } from './retired-command.ts'
import { runCommands } from './run-commands.ts'
import { selectCommands } from './select-commands.ts'
import { viewCommands } from './view-commands.ts'

/** Everything a person can do on the canvas, in the order of menus and of the shortcut sheet. */
export const commands: readonly Command[] = [
  ...addCommands,
  ...runCommands,
  ...editCommands,
  ...nodeCommands,
  retiredCommand,
  ...arrangeCommands,
  ...selectCommands,
  ...viewCommands,
]

const byId = new Map(commands.map((command) => [command.id, command]))

export const commandOf = (id: string): Command => {
  const command = byId.get(id)
  if (!command) throw new Error(`There is no command "${id}"`)
  return command
}
