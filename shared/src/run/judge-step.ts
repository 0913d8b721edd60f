import { errorBody, type ErrorBody } from '../errors.ts'
import type { Step } from '../node/catalog.ts'
import { FREE, type Price } from '../node/price.ts'
import type { FlatNode } from '../project/flatten.ts'
import { wiredOf } from './flow-inputs.ts'
import type { FlowTask } from './flow-parts.ts'
import type { PlanQuestion } from './planner.ts'

/**
 * The first rule of the definition that what is known of the inputs breaks. A mistake in a rule stops its own branch, not the
 * plan.
 */
export const problemOf = (
  task: FlowTask,
  inputs: Readonly<Record<string, unknown>>,
  step = task.node.flat.step,
): ErrorBody | undefined => {
  const { title, id } = task.node.flat
  try {
    const [problem] =
      step.definition.problems?.({
        params: step.params,
        inputs: inputs as Readonly<Record<string, never>>, // by port, as the definition declares
        wired: wiredOf(task.node),
      }) ?? []
    return problem && { code: 'plan-problem', node: id, ...problem, message: `“${title}”: ${problem.message}` }
  } catch (thrown) {
    return { ...errorBody(thrown), node: id }
  }
}

/** What can only run on an account that is not there. What is stored already needs none. */
export const keyMissing = (
  { id, title, step: { provider } }: Pick<FlatNode, 'id' | 'title' | 'step'>,
  hasAccount: PlanQuestion['hasAccount'],
): ErrorBody | undefined => {
  if (!provider?.account || !hasAccount || hasAccount(provider.id)) return undefined
  return {
    code: 'key-missing',
    message: `“${title}” needs a key for ${provider.title}.`,
    hint: 'Set it under Settings → Keys.',
    node: id,
    provider: provider.id,
  }
}

export const priceOf = (task: FlowTask, inputs: Readonly<Record<string, unknown>>, step = task.node.flat.step): Price =>
  priceOfStep(step, { inputs, wired: () => wiredOf(task.node) })

interface KnownOfStep {
  readonly inputs: Readonly<Record<string, unknown>>
  /** Only asked where there is a price. */
  wired?(): Readonly<Record<string, true>>
}

/** @returns micro-dollars; free where the definition names no price, unknown where it makes a mistake over it. */
export const priceOfStep = (
  { definition, params, provider }: Pick<Step, 'definition' | 'params' | 'provider'>,
  { inputs, wired }: KnownOfStep,
): Price => {
  if (!definition.price) return FREE
  try {
    return definition.price({
      params,
      inputs: inputs as Readonly<Record<string, never>>, // by port, as the definition declares
      wired: wired?.() ?? {},
      rates: provider?.prices?.rates ?? {},
    })
  } catch {
    return 'unknown'
  }
}
