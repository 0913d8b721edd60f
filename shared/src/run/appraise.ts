import type { Hash } from '../canonical.ts'
import type { ErrorBody } from '../errors.ts'
import { own } from '../json.ts'
import type { Fingerprint } from '../ids.ts'
import type { Step } from '../node/catalog.ts'
import type { Micros, Price } from '../node/price.ts'
import type { Outputs } from '../node/values.ts'
import type { FallbackSteps } from '../project/fallback-steps.ts'
import { fallbackOf, type Fallback, type InsteadOf, type Maker } from './fallback.ts'
import { changesOf, makersOf, nextFallback } from './fallback-price.ts'
import { appraisePin, evaluate } from './appraise-given.ts'
import { runUpToHere } from './not-stored.ts'
import { keyMissing, priceOf, problemOf } from './judge-step.ts'
import { rerollsOf, type Checks, type Finding } from './findings.ts'
import { followTakes, type Made } from './follow-takes.ts'
import { differenceOf, type Difference, type Subject, type TaskInputs } from './fingerprint.ts'
import type { Flow, FlowTask } from './flow.ts'
import type { Duration, Reason } from './plan.ts'
import type { PlanQuestion } from './planner.ts'
import type { ScopedGraph } from './scope.ts'
import type { Setback } from './setback.ts'
import { workOf } from './work-of.ts'

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
  /** Of one that a fallback made. */
  readonly insteadOf?: InsteadOf | undefined
}

/** Rows that were fetched before: the planner itself waits for nothing. */
export interface Lookup {
  /** `null` where there is surely no such result, `undefined` where nobody has looked yet. */
  result(fingerprint: Fingerprint): KnownResult | null | undefined
  /** The latest result made for this node and item, to say what has changed since. */
  latest(node: string, item: string | null): KnownResult | undefined
  /** The last try at this node and item of which nothing has come. */
  setback(node: string, item: string | null): Setback | undefined
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
  /** Of one with a fallback. */
  readonly insteadOf?: InsteadOf | undefined
}

/** What a task would do, and the name of its result. */
export interface Work {
  readonly inputs: TaskInputs
  readonly subject: Subject
  readonly fingerprint: Fingerprint
  /** Of a fallback, and what that makes it instead of; absent where it is the node's own. */
  readonly step?: Step
  readonly insteadOf?: InsteadOf
}

/** A model that took the place of a node's own for one task. */
export interface Fallen {
  readonly step: Step
  readonly because: string
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
      /** Made by another model than the node's own. */
      readonly fallback?: Fallback
    }
  | ({
      readonly verdict: 'run'
      readonly reason: Reason
      readonly price: Price
      /** Where it has fallbacks: whoever's turn it is, and those that may come after, in their order. */
      readonly makers?: readonly Maker[]
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

export interface Question {
  readonly task: FlowTask
  readonly flow: Flow
  readonly view: ScopedGraph
  readonly hash: Hash
  readonly lookup: Lookup
  readonly pending: Map<FlowTask, Work>
  readonly hasAccount: PlanQuestion['hasAccount']
  /** Of tasks that were re-rolled inside the run. */
  readonly takes: ReadonlyMap<FlowTask, number>
  /** Of tasks whose own model could not. */
  readonly fallen: ReadonlyMap<FlowTask, Fallen>
}

export const appraise = (question: Question): Appraisal => {
  const { task, flow, lookup } = question
  const { node, step, fallbacks } = task.node.flat
  const pin = own(node.pins, task.key ?? '')
  if (pin) return appraisePin(task, pin, lookup)
  if (step.kind.evaluate && !step.model) return evaluate(task, flow.inputsOf(task))
  if (fallbacks) return appraiseFallible(question, fallbacks)
  return appraiseWork(question, question.pending.get(task) ?? workOf(question))
}

const appraiseWork = (question: Question, work: Work): Appraisal => {
  const { task, lookup } = question
  const { node } = task.node.flat
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

/**
 * A node with fallbacks: what its own model has made or is at work on; else what one of them made instead of just that; else
 * whoever's turn it is. What one of them made for itself counts only once it is its turn.
 */
const appraiseFallible = (question: Question, { policy, steps }: FallbackSteps): Appraisal => {
  const { task, lookup, fallen, hasAccount } = question
  const { flat } = task.node
  const first = workOf(question)
  const stored = lookup.result(first.fingerprint)
  if (stored === undefined) return { verdict: 'unknown', fingerprint: first.fingerprint }
  if (stored || lookup.pending(first.fingerprint)) return appraiseWork(question, first)
  for (const step of steps) {
    const work = workOf(question, step)
    const known = lookup.result(work.fingerprint)
    if (known === undefined) return { verdict: 'unknown', fingerprint: work.fingerprint }
    const insteadOf = known ? known.insteadOf : lookup.pending(work.fingerprint)?.insteadOf
    if (insteadOf?.fingerprint === first.fingerprint) return appraiseWork(question, { ...work, step, insteadOf })
  }
  const missing = fallen.has(task) || policy === 'ask' ? undefined : keyMissing(flat, hasAccount)
  const next = missing && nextFallback({ task, hasAccount, inputsOf: (step) => question.flow.inputsOf(task, step) })
  const turn = next && missing ? { step: next, because: missing.message } : fallen.get(task)
  if (!turn) return appraiseWork(question, first)
  const insteadOf = {
    fingerprint: first.fingerprint,
    model: flat.step.model?.id ?? flat.step.kind.id,
    because: turn.because,
    ...changesOf(flat, turn.step),
  }
  return appraiseWork(question, { ...workOf(question, turn.step), step: turn.step, insteadOf })
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
    const price = priceOf(task, work.inputs, work.step)
    return { verdict: 'run', reason: { because: 'unchecked', at: known.at }, price, rerolls, made: known, ...work }
  }
  const appraisal = run(question, work)
  return appraisal.verdict === 'run' ? { ...appraisal, rerolls } : reuseMade(best)
}

/** Of everything that was made for a task and looked at, what has the least that is off; nothing where nothing was. */
export const bestMade = (question: Question): Reuse | undefined => {
  const { task, lookup } = question
  const { checks } = task.node.flat.node
  const work = workOf(question, question.fallen.get(task)?.step)
  const known = lookup.result(work.fingerprint)
  if (!checks || !known?.findings) return undefined
  const followed = followTakes({ ...question, checks, first: { work, known } })
  return reuseMade(followed.how === 'take' ? followed : followed.best)
}

const reuseMade = (made: Made): Reuse => reuse(made, made.known.findings)

/** `findings` only where there is a rule for them: reading them takes time. */
const reuse = (
  { work: { fingerprint, step, insteadOf }, known: { at, outputs, cost } }: Made,
  findings: readonly Finding[] | undefined,
): Reuse => ({
  verdict: 'reuse',
  reason: { because: 'unchanged', at },
  outputs,
  saved: cost,
  fingerprint,
  ...(findings && findings.length > 0 && { findings }),
  ...(step?.model && insteadOf && { fallback: fallbackOf(step.model.id, insteadOf) }),
})

const run = (question: Question, work: Work): Extract<Appraisal, { verdict: 'run' | 'blocked' }> => {
  const { task, flow, view, lookup, hasAccount } = question
  const { flat } = task.node
  if (!view.mayRun(flat.id, task.key)) return { verdict: 'blocked', error: runUpToHere(task) }
  const { step } = work
  const pending = lookup.pending(work.fingerprint)
  // what was asked for already is waited for without a key, which may come back
  const missing = pending ? undefined : keyMissing(step ? { ...flat, step } : flat, hasAccount)
  const problem = missing ?? problemOf(task, work.inputs, step)
  if (problem) return { verdict: 'blocked', error: problem }
  const reason = whyRun(task, work, lookup)
  const price = priceOf(task, work.inputs, step)
  const { fallbacks } = flat
  const { checks } = flat.node
  if (!pending && !fallbacks && !checks) return { verdict: 'run', reason, price, ...work }
  const rerolls = rerollsOf(checks)
  return {
    verdict: 'run',
    ...{ reason, price },
    ...(fallbacks && {
      makers: makersOf({ task, hasAccount, after: step, inputsOf: (one) => flow.inputsOf(task, one) }),
    }),
    ...work,
    ...(pending && { pending }),
    ...(rerolls > 0 && { rerolls }),
  }
}

const NEVER_RUN: Reason = { because: 'never-run' }

/** What was tried in vain says more than what is different from a result of another day. */
const whyRun = ({ node, key }: FlowTask, { subject, fingerprint }: Work, lookup: Lookup): Reason => {
  const setback = lookup.setback(node.flat.id, key)
  if (setback && setback.fingerprint === fingerprint) return tried(setback)
  const before = lookup.latest(node.flat.id, key)
  const difference = before && differenceOf(before.subject, subject)
  if (difference && isDifferent(difference))
    return { because: 'changed', ...difference, params: [...difference.params], inputs: [...difference.inputs] }
  return setback ? tried(setback) : NEVER_RUN
}

const tried = ({ ended, at }: Setback): Reason => ({ because: 'tried', ended, at })

const isDifferent = ({ params, inputs, take, model }: Difference): boolean =>
  params.length + inputs.length > 0 || take || model
