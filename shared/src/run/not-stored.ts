import type { ErrorBody } from '../errors.ts'
import { own } from '../json.ts'
import { portTitle } from '../project/connect.ts'
import type { FlatNode } from '../project/flatten.ts'
import type { Lookup } from './appraise.ts'
import type { FlowTask } from './flow-parts.ts'
import type { Flow } from './flow.ts'
import type { ScopedGraph } from './scope.ts'

/** Of a step that only its stored result could stand for. */
export const runUpToHere = ({ node, key, position }: FlowTask): ErrorBody =>
  notStored(node.flat, key === null ? [] : [position])

/** The same of one whose inputs are still waited for: where nothing was ever made of it, that is seen already. */
export const neverMade = (task: FlowTask, lookup: Lookup | undefined): ErrorBody | undefined => {
  const { id, node, step } = task.node.flat
  const isMade = step.model !== undefined || !step.kind.evaluate
  if (!isMade || own(node.pins, task.key ?? '') || lookup?.latest(id, task.key)) return undefined
  return runUpToHere(task)
}

/** The same of several items of one step, by their places. */
const notStored = ({ id, title, step }: FlatNode, places: readonly number[]): ErrorBody => {
  const names = Object.entries(step.outputs).map(([name, port]) => portTitle(name, port).toLowerCase())
  const items = places.length === 0 ? '' : ` for ${itemsText(places)}`
  return {
    code: 'missing-input',
    message: `“${title}” has no stored ${names.join(' or ') || 'result'}${items} yet.`,
    hint: 'Run up to here.',
    node: id,
  }
}

/** `item 2`, `items 1, 2 and 5`, `items 1, 2, 3 and 17 more`. */
const itemsText = (places: readonly number[]): string => {
  const numbers = places.map((place) => String(place + 1))
  if (numbers.length === 1) return `item ${numbers[0]}`
  const shown = numbers.length > 4 ? [...numbers.slice(0, 3), `${numbers.length - 3} more`] : numbers
  return `items ${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`
}

interface Lacking {
  readonly flow: Flow
  readonly view: ScopedGraph
  /** Of which one may stand for several tasks. */
  readonly errors: readonly ErrorBody[]
}

/** Where a run builds on stored items of a step and several are not there, that is one thing to mend. */
export const notStoredTogether = ({ flow, view, errors }: Lacking): ReadonlyMap<ErrorBody, ErrorBody> => {
  const together = new Map<ErrorBody, ErrorBody>()
  const named = new Set(errors)
  for (const { flat, mapped, tasks } of flow.nodes) {
    if (!mapped || !tasks || named.size === 0) continue
    const lacking = [...tasks.values()].filter(
      ({ key, state, cause }) => state === 'failed' && cause && named.has(cause) && !view.mayRun(flat.id, key),
    )
    if (lacking.length < 2) continue
    const error = notStored(
      flat,
      lacking.map(({ position }) => position),
    )
    for (const { cause } of lacking) if (cause) together.set(cause, error)
  }
  return together
}
