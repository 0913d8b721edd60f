import { own } from '../json.ts'
import type { Step } from '../node/catalog.ts'
import { composePrompt, promptText } from '../node/prompt-help.ts'
import type { Value } from '../node/values.ts'
import { slotFor, valueOf } from './feed.ts'
import type { FlowInput, FlowTask } from './flow-parts.ts'

type Inputs = Record<string, Value | readonly (Value | undefined)[] | undefined>

/** Puts the prompt that is really sent in the place of what was typed or came by a wire. Most steps need none. */
export const addHelp = (task: FlowTask, inputs: Inputs, { help }: Pick<Step, 'help'>): void => {
  if (!help || (help.additions.length === 0 && !help.picture)) return
  const said = inputs[help.port]
  // what comes by a wire and is not known yet cannot be added to
  if (said === undefined && inputNamed(task, help.port)?.wires.length !== 0) return
  if (said !== undefined && typeof said !== 'string') return
  const picture = help.picture && inputNamed(task, help.picture.port)
  const connected = picture && picture.wires.length > 0
  const words = connected && (said ?? '').trim() === '' ? wordsBehind(task, picture, help.port) : undefined
  const text = promptText(composePrompt(help, { said, ...(connected && { picture: { words } }) }))
  if (text !== '') inputs[help.port] = text
}

const inputNamed = (task: FlowTask, name: string): FlowInput | undefined =>
  task.node.inputs.find((input) => input.name === name)

/** What was said to whoever made the picture. Of a chosen result nobody knows here: its words may have changed since. */
const wordsBehind = (task: FlowTask, picture: FlowInput, port: string): string | undefined => {
  const source = slotFor(task, picture)?.task
  if (!source || own(source.node.flat.node.pins, source.key ?? '')) return undefined
  const input = inputNamed(source, port)
  const slot = input && !input.port.many ? slotFor(source, input) : undefined
  const said = slot ? valueOf(slot) : own(source.node.flat.step.typed, port)
  return typeof said === 'string' ? said : undefined
}
