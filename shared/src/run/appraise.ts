import type { Hash } from '../canonical.ts'
import { errorBody, type ErrorBody } from '../errors.ts'
import { own } from '../json.ts'
import type { Fingerprint } from '../ids.ts'
import type { Step } from '../node/catalog.ts'
import { FREE, type Micros, type Price } from '../node/price.ts'
import type { ListItem, Output, Outputs, Value } from '../node/values.ts'
import { portTitle } from '../project/connect.ts'
import type { FlatNode } from '../project/flatten.ts'
import { rerollsOf, type Checks, type Finding } from './findings.ts'
import { followTakes, type Made } from './follow-takes.ts'
import { differenceOf, fingerprintOf, subjectOf, type Subject, type TaskInputs } from './fingerprint.ts'
import { wiredOf } from './flow-inputs.ts'
import type { Flow, FlowTask } from './flow.ts'
import type { Duration, Reason } from './plan.ts'
import type { PlanQuestion } from './planner.ts'
import type { ScopedGraph } from './scope.ts'

/** A result as the planner sees it. */
export interface KnownResult {
  readonly fingerprint: Fingerprint
  readonly outputs: Outputs
  readonly subject: Subject
  /** When it was made, in milliseconds since 1970. */
  readonly at: number
  readonly cost: Micros
  /** What is off with it; absent where nobody has looked. */
  readonly findings?: readonly Finding[] | undefined
}

/** Rows that were fetched before: the planner itself waits for nothing. */
export interface Lookup {
  /** `null` where there is surely no such result, `undefined` where nobody has looked yet. */
  result(fingerprint: Fingerprint): KnownResult | null | undefined
  /** The latest result made for this node and item, to say what has changed since. */
  latest(node: string, item: string | null): KnownResult | undefined
  /** A paid attempt at the same that has not ended, or whose end nobody knows. */
  pending(fingerprint: Fingerprint): PendingAttempt | undefined
  /** Whether a person has approved this content of a step with a gate. `content` is the hash of its outputs. */
  approved(node: string, item: string | null, content: string): boolean
  /** How long a model took here before. */
  duration(model: string): Duration | undefined
}

export interface PendingAttempt {
  /** When it was started, in milliseconds since 1970. */
  readonly at: number
  /** `watched`: the provider has it and is polled; `unknown`: nobody knows what became of it. */
  readonly state: 'watched' | 'unknown'
}

/** What a task would do, and the name of its result. */
export interface Work {
  readonly inputs: TaskInputs
  readonly subject: Subject
  readonly fingerprint: Fingerprint
}

/** What a ready task turned out to be. */
export type Appraisal =
  | {
      readonly verdict: 'reuse'
      readonly reason: Reason
      readonly outputs: Outputs
      readonly saved: Micros
      readonly fingerprint?: Fingerprint
      readonly findings?: readonly Finding[]
    }
  | ({
      readonly verdict: 'run'
      readonly reason: Reason
      readonly price: Price
      /** The same was asked for before, and that has not ended or nobody knows how. */
      readonly pending?: PendingAttempt
      /** How often it may be made again where something is off with it. */
      readonly rerolls?: number
      /** It was made before, and is to be looked at for what is off with it. `price` is then of making it anew. */
      readonly made?: KnownResult
    } & Work)
  | { readonly verdict: 'blocked'; readonly error: ErrorBody }
  /** Somebody has to look this one up first. */
  | { readonly verdict: 'unknown'; readonly fingerprint: Fingerprint }

export type Reuse = Extract<Appraisal, { verdict: 'reuse' }>

interface Question {
  readonly task: FlowTask
  readonly flow: Flow
  readonly view: ScopedGraph
  readonly hash: Hash
  readonly lookup: Lookup
  readonly pending: Map<FlowTask, Work>
  readonly hasAccount: PlanQuestion['hasAccount']
  /** Of tasks that were re-rolled inside the run. */
  readonly takes: ReadonlyMap<FlowTask, number>
}

export const appraise = (question: Question): Appraisal => {
  const { task, flow, lookup } = question
  const { node, step } = task.node.flat
  const pin = own(node.pins, task.key ?? '')
  if (pin) return appraisePin(task, pin, lookup)
  if (step.kind.evaluate && !step.model) return evaluate(task, flow.inputsOf(task))
  const work = question.pending.get(task) ?? workOf(question)
  const known = lookup.result(work.fingerprint)
  if (known === undefined) {
    question.pending.set(task, work)
    return { verdict: 'unknown', fingerprint: work.fingerprint }
  }
  question.pending.delete(task)
  if (known)
    return node.checks
      ? appraiseMade(question, { checks: node.checks, first: { work, known } })
      : reuse({ work, known }, undefined)
  return run(question, work)
}

/** What is stored, with the rule of its node for what is off with it. */
const appraiseMade = (question: Question, made: { readonly checks: Checks; readonly first: Made }): Appraisal => {
  const { task, view } = question
  const followed = followTakes({ ...question, ...made })
  if (followed.how === 'take') return reuseMade(followed)
  if (followed.how === 'look-up') return { verdict: 'unknown', fingerprint: followed.work.fingerprint }
  const { best, work, left: rerolls } = followed
  if (!view.mayRun(task.node.flat.id, task.key)) return reuseMade(best)
  if (followed.how === 'look') {
    const { known } = followed
    const price = priceOf(task, work.inputs)
    return { verdict: 'run', reason: { because: 'unchecked', at: known.at }, price, rerolls, made: known, ...work }
  }
  const appraisal = run(question, work)
  return appraisal.verdict === 'run' ? { ...appraisal, rerolls } : reuseMade(best)
}

/** Of everything that was made for a task and looked at, what has the least that is off; nothing where nothing was. */
export const bestMade = (question: Question): Reuse | undefined => {
  const { task, lookup } = question
  const { checks } = task.node.flat.node
  const work = workOf(question)
  const known = lookup.result(work.fingerprint)
  if (!checks || !known?.findings) return undefined
  const followed = followTakes({ ...question, checks, first: { work, known } })
  return reuseMade(followed.how === 'take' ? followed : followed.best)
}

const reuseMade = (made: Made): Reuse => reuse(made, made.known.findings)

/** `findings` only where there is a rule for them: reading them takes time. */
const reuse = (
  { work: { fingerprint }, known: { at, outputs, cost } }: Made,
  findings: readonly Finding[] | undefined,
): Reuse => ({
  verdict: 'reuse',
  reason: { because: 'unchanged', at },
  outputs,
  saved: cost,
  fingerprint,
  ...(findings && findings.length > 0 && { findings }),
})

const run = (question: Question, work: Work): Extract<Appraisal, { verdict: 'run' | 'blocked' }> => {
  const { task, view, lookup, hasAccount } = question
  const { node, key } = task
  if (!view.mayRun(node.flat.id, key)) return { verdict: 'blocked', error: runUpToHere(task) }
  const problem = keyMissing(node.flat, hasAccount) ?? problemOf(task, work.inputs)
  if (problem) return { verdict: 'blocked', error: problem }
  const reason = whyRun(work.subject, lookup.latest(node.flat.id, key))
  const price = priceOf(task, work.inputs)
  const pending = lookup.pending(work.fingerprint)
  if (!pending && !node.flat.node.checks) return { verdict: 'run', reason, price, ...work }
  const rerolls = rerollsOf(node.flat.node.checks)
  return { verdict: 'run', reason, price, ...work, ...(pending && { pending }), ...(rerolls > 0 && { rerolls }) }
}

const workOf = ({ task, flow, hash, takes }: Question): Work => {
  const { node, step } = task.node.flat
  const inputs = flow.inputsOf(task)
  const subject = subjectOf({ step, inputs, take: takes.get(task) ?? own(node.takes, task.key ?? '') ?? 0 })
  return { inputs, subject, fingerprint: fingerprintOf(subject, hash) }
}

const appraisePin = (task: FlowTask, pin: Fingerprint, lookup: Lookup): Appraisal => {
  const known = lookup.result(pin)
  if (known === undefined) return { verdict: 'unknown', fingerprint: pin }
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

const evaluate = (task: FlowTask, inputs: TaskInputs): Appraisal => {
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

const whyRun = (now: Subject, before: KnownResult | undefined): Reason => {
  if (!before) return { because: 'never-run' }
  const difference = differenceOf(before.subject, now)
  const same = difference.params.length + difference.inputs.length === 0 && !difference.take && !difference.model
  return same
    ? { because: 'never-run' }
    : { because: 'changed', ...difference, params: [...difference.params], inputs: [...difference.inputs] }
}

/**
 * The first rule of the definition that what is known of the inputs breaks. A mistake in a rule stops its own branch, not the
 * plan.
 */
export const problemOf = (task: FlowTask, inputs: Readonly<Record<string, unknown>>): ErrorBody | undefined => {
  const { step, title, id } = task.node.flat
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
  { id, title, step: { provider } }: FlatNode,
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

export const priceOf = (task: FlowTask, inputs: Readonly<Record<string, unknown>>): Price =>
  priceOfStep(task.node.flat.step, { inputs, wired: () => wiredOf(task.node) })

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

export const runUpToHere = (task: FlowTask): ErrorBody => {
  const names = Object.entries(task.node.flat.step.outputs).map(([name, port]) => portTitle(name, port).toLowerCase())
  return {
    code: 'missing-input',
    message: `“${task.node.flat.title}” has no stored ${names.join(' or ') || 'result'} yet.`,
    hint: 'Run up to here.',
    node: task.node.flat.id,
  }
}
