import { own } from '../json.ts'
import type { Step } from '../node/catalog.ts'
import type { Value } from '../node/values.ts'
import { feedOf, gather, slotFor, valueOf } from './feed.ts'
import type { TaskInputs } from './fingerprint.ts'
import { addHelp } from './flow-prompt.ts'
import { isLost, type FlowInput, type FlowNode, type FlowTask } from './flow-parts.ts'

/**
 * What a ready task works on. Where it goes on without what failed, that is left out and the rest keeps its order. `step`: one
 * that takes the place of the node's own.
 */
export const inputsOf = (task: FlowTask, step = task.node.flat.step): TaskInputs => {
  const inputs: Record<string, Value | readonly Value[]> = typedElsewhere(task, step)
  for (const input of task.node.inputs) {
    if (step !== task.node.flat.step && !own(step.inputs, input.name)) continue
    if (input.port.many) {
      const values = gathered(input)
      if (values.length > 0 || !input.port.optional) inputs[input.name] = values
      continue
    }
    const slot = slotFor(task, input)
    const value = slot ? valueOf(slot) : own(step.typed, input.name)
    if (value !== undefined) inputs[input.name] = value
  }
  addHelp(task, inputs, step)
  return inputs
}

const gathered = (input: FlowInput): readonly Value[] => {
  const values: Value[] = []
  for (const slot of gather(input)) {
    const value = valueOf(slot)
    if (value !== undefined) values.push(value)
  }
  return values
}

export type KnownTaskInputs = Readonly<Record<string, Value | readonly (Value | undefined)[] | undefined>>

/** What is known of a task's inputs so far; `undefined` for what is not. */
export const knownInputsOf = (task: FlowTask, step = task.node.flat.step): KnownTaskInputs => {
  const inputs: Record<string, Value | readonly (Value | undefined)[] | undefined> = typedElsewhere(task, step)
  const { tolerant } = task.node
  for (const input of task.node.inputs) {
    if (step !== task.node.flat.step && !own(step.inputs, input.name)) continue
    if (input.port.many) {
      if (isCounted(input, tolerant)) inputs[input.name] = knownItems(input, tolerant)
      continue
    }
    if (input.wires.length === 0) inputs[input.name] = own(step.typed, input.name)
    else if (isCounted(input, false)) {
      const slot = slotFor(task, input)
      if (slot) inputs[input.name] = valueOf(slot)
    }
  }
  addHelp(task, inputs, step)
  return inputs
}

/** What is typed into ports that the node's own step does not have. */
const typedElsewhere = (task: FlowTask, step: Step): Record<string, Value> =>
  step === task.node.flat.step
    ? {}
    : Object.fromEntries(Object.entries(step.typed).filter(([name]) => !own(task.node.flat.step.inputs, name)))

/** The inputs that have a wire, whatever is known of what comes through it. */
export const wiredOf = ({ inputs }: FlowNode): Readonly<Record<string, true>> => {
  const wired: Record<string, true> = {}
  for (const { name, wires } of inputs) if (wires.length > 0) wired[name] = true
  return wired
}

/** Whether it is known how many items come. */
const isCounted = ({ wires }: FlowInput, tolerant: boolean): boolean =>
  wires.every((wire) => {
    const feed = feedOf(wire)
    return feed && (tolerant || !feed.dead)
  })

const knownItems = (input: FlowInput, tolerant: boolean): readonly (Value | undefined)[] => {
  const slots = gather(input)
  return (tolerant ? slots.filter((slot) => !isLost(slot.task)) : slots).map(valueOf)
}
