import type { ErrorBody } from '../errors.ts'
import type { Step } from '../node/catalog.ts'
import { own } from '../json.ts'
import { FREE, type Price } from '../node/price.ts'
import type { FlatNode } from '../project/flatten.ts'
import { keyMissing, priceOf, problemOf } from './judge-step.ts'
import type { FallbackOffer, Maker } from './fallback.ts'
import type { FlowTask } from './flow-parts.ts'
import type { PlanQuestion } from './planner.ts'

interface Question {
  readonly task: FlowTask
  readonly hasAccount: PlanQuestion['hasAccount']
  /** The last one that was tried; the node's own where it says nothing. */
  readonly after?: Step | undefined
  /** As far as they are known. */
  inputsOf(step: Step): Readonly<Record<string, unknown>>
}

/** Which model is next, by the node's policy; what is against its rules, or has no key, is passed over. */
export const nextFallback = (question: Question): Step | undefined =>
  allowed(question).find((step) => isAble(question, step))

/** Who makes it, as far as is known by now: its own model, or what takes its place unasked where that has no account. */
export const likelyStep = (question: Question): Step => {
  const { flat } = question.task.node
  if (!flat.fallbacks || flat.fallbacks.policy === 'ask' || !keyMissing(flat, question.hasAccount)) return flat.step
  return nextFallback(question) ?? flat.step
}

/**
 * That the account is not there, and that no fallback can take the place of the node's own unasked. What is not known yet may
 * still turn out well: a price is too high only where it surely is.
 */
export const nobodysKey = (question: Question): ErrorBody | undefined => {
  const { flat } = question.task.node
  const missing = keyMissing(flat, question.hasAccount)
  if (!missing || !flat.fallbacks || flat.fallbacks.policy === 'ask') return missing
  const { policy, steps } = flat.fallbacks
  const most = policy === 'cheaper' ? priceIn(question, flat.step) : 'unknown'
  const mayCome = (step: Step): boolean => isAble(question, step) && !isSurelyDearer(priceIn(question, step), most)
  return steps.some(mayCome) ? undefined : missing
}

/** Which is next and for how much, for somebody who is asked. */
export const offerNext = (question: Question): Omit<FallbackOffer, 'error'> | undefined => {
  const step = nextFallback(question)
  return step?.model && makerOf(question, step)
}

/** Whoever's turn it is, and who may come to make it after that, in their order. */
export const makersOf = (question: Question): readonly Maker[] => {
  const { task, after = task.node.flat.step } = question
  const comers = allowed(question).filter((step) => isAble(question, step))
  return [after, ...comers].map((step) => makerOf(question, step))
}

const makerOf = (question: Question, step: Step): Maker => ({
  model: step.model?.id ?? step.kind.id,
  price: priceIn(question, step),
  ...changesOf(question.task.node.flat, step),
})

/** What a fallback would do otherwise than the node's own step; nothing of its own. */
export const changesOf = ({ fallbacks }: Pick<FlatNode, 'fallbacks'>, { model }: Step): Pick<Maker, 'changes'> => {
  const changes = model && fallbacks && own(fallbacks.changes, model.id)
  return changes ? { changes } : {}
}

/** One result is paid for at most, and nobody knows yet by whom it is made: from the cheapest to the dearest that may be. */
export const costAtMost = (makers: readonly Maker[]): Price =>
  makers.map(({ price }) => price).reduce(span, makers[0]?.price ?? FREE)

const span = (sum: Price, price: Price): Price =>
  sum === 'unknown' || price === 'unknown'
    ? 'unknown'
    : { low: Math.min(sum.low, price.low), high: Math.max(sum.high, price.high) }

const allowed = (question: Question): readonly Step[] => {
  const { task, after } = question
  const { fallbacks, step: first } = task.node.flat
  if (!fallbacks) return []
  const rest = fallbacks.steps.slice(after ? fallbacks.steps.findIndex((step) => isSame(step, after)) + 1 : 0)
  if (fallbacks.policy !== 'cheaper') return rest
  const most = priceIn(question, first)
  return rest.filter((step) => isNoDearer(priceIn(question, step), most))
}

const isAble = ({ task, hasAccount, inputsOf }: Question, step: Step): boolean =>
  !keyMissing({ ...task.node.flat, step }, hasAccount) && !problemOf(task, inputsOf(step), step)

const isSame = (one: Step, other: Step): boolean => one.model?.id === other.model?.id

const isNoDearer = (price: Price, than: Price): boolean =>
  price !== 'unknown' && than !== 'unknown' && price.high <= than.high

const isSurelyDearer = (price: Price, than: Price): boolean =>
  price !== 'unknown' && than !== 'unknown' && price.low > than.high

const priceIn = ({ task, inputsOf }: Question, step: Step): Price => priceOf(task, inputsOf(step), step)
