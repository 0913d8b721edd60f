import { errorBody, type ErrorBody } from '../errors.ts'
import type { Fingerprint } from '../ids.ts'
import type { ListItem, Output, Outputs, Value } from '../node/values.ts'
import { outputsMisfit } from '../node/outputs-fit.ts'
import type { Appraisal, Lookup } from './appraise.ts'
import type { TaskInputs } from './fingerprint.ts'
import type { FlowTask } from './flow-parts.ts'
import { problemOf } from './judge-step.ts'

/** A result that a person has chosen. */
export const appraisePin = (task: FlowTask, pin: Fingerprint, lookup: Lookup): Appraisal => {
  const known = lookup.result(pin)
  if (known === undefined) return { verdict: 'unknown', fingerprint: pin }
  const misfit = known && pinMisfit(task, known.outputs)
  if (misfit) return { verdict: 'blocked', error: misfit }
  if (known)
    return {
      verdict: 'reuse',
      reason: { because: 'pinned', at: known.at },
      outputs: known.outputs,
      saved: known.cost,
      fingerprint: pin,
    }
  return {
    verdict: 'blocked',
    error: {
      code: 'missing-input',
      message: `The result chosen for “${task.node.flat.title}” has been deleted.`,
      hint: 'Choose another take, or let it run again.',
      node: task.node.flat.id,
    },
  }
}

const pinMisfit = ({ node }: FlowTask, outputs: Outputs): ErrorBody | undefined => {
  const { title, id, step } = node.flat
  const isUsed = (port: string): boolean =>
    node.consumers.some(({ inputs }) =>
      inputs.some(({ wires }) => wires.some((wire) => wire.source === node && wire.port === port)),
    )
  const misfit = outputsMisfit({ ports: step.outputs, outputs, isUsed })
  return misfit === undefined ? undefined : foreignPin({ title, node: id, misfit })
}

/** A result of another kind of step was chosen. */
export const foreignPin = (pin: {
  readonly title: string
  readonly node: string
  readonly misfit: string
}): ErrorBody => ({
  code: 'bad-parameter',
  message: `The result chosen for “${pin.title}” cannot stand for it: it ${pin.misfit}.`,
  hint: 'Choose one of its own takes, or let it run again.',
  node: pin.node,
})

/** What is a function of what is typed and connected. */
export const evaluate = (task: FlowTask, inputs: TaskInputs): Appraisal => {
  const { step } = task.node.flat
  const problem = problemOf(task, inputs)
  if (problem) return { verdict: 'blocked', error: problem }
  try {
    const given = step.kind.evaluate?.({ params: step.params, inputs }) ?? {}
    const outputs: Record<string, Output> = {}
    for (const [name, port] of Object.entries(step.outputs)) {
      const value: unknown = given[name]
      outputs[name] = port.list ? { items: value as readonly ListItem[] } : { value: value as Value } // as the port declares
    }
    return { verdict: 'reuse', reason: { because: 'typed' }, outputs, saved: 0 }
  } catch (thrown) {
    // A mistake in one kind stops its own branch, not the plan.
    return { verdict: 'blocked', error: { ...errorBody(thrown), node: task.node.flat.id } }
  }
}
