import {
  fallbackOf,
  mayFallBack,
  ReelgraphError,
  type ErrorBody,
  type FallbackOffer,
  type FlowTask,
  type Planner,
  type Step,
} from '@reelgraph/shared'
import type { ReadyQueue } from './ready-queue.ts'
import type { RunNotes } from './run-notes.ts'
import type { RunRecord } from './run-record.ts'
import type { Failure } from './task-causes.ts'
import { stepOf, type Runnable } from './task-flight.ts'

interface FallbackParts {
  readonly record: RunRecord
  readonly planner: Planner
  readonly notes: RunNotes
  readonly ready: ReadyQueue
  readonly run: {
    /** A person decides. */
    offered(task: FlowTask, offer: FallbackOffer): void
  }
}

/** Models that take the place of one that could not, where surely nothing was paid for. */
export class RunFallbacks {
  private readonly parts: FallbackParts

  constructor(parts: FallbackParts) {
    this.parts = parts
  }

  hasNext(task: FlowTask, work: Runnable): boolean {
    if (!task.node.flat.fallbacks) return false
    return this.parts.planner.nextModel(task, stepOf(task, work).model?.id) !== undefined
  }

  /** @returns whether the task goes on, or waits for a person: then it has not failed. */
  takeOver(task: FlowTask, { error, charged, model }: Failure, work: Runnable | undefined): boolean {
    const { planner, notes, run } = this.parts
    const { fallbacks } = task.node.flat
    if (!fallbacks || charged === undefined || !mayFallBack(error, charged)) return false
    const next = planner.nextModel(task, model ?? stepOf(task, work).model?.id)
    if (next === undefined) return false
    const offer = { ...next, error }
    if (fallbacks.policy === 'ask') {
      notes.offered(task, offer)
      run.offered(task, offer)
    } else this.fallBack(task, offer)
    return true
  }

  /** Its turn has come, and the account that it needs is not there: nothing was asked for. @returns as `takeOver`. */
  withoutKey(task: FlowTask, error: ErrorBody): boolean {
    const model = this.parts.record.stateOf(task)?.fallback?.model
    return this.takeOver(task, { error, charged: false, model }, undefined)
  }

  /** A person wants what they are offered. @throws `key-missing` where its account has gone since: they are asked still. */
  agreed(task: FlowTask, offer: FallbackOffer): void {
    const missing = this.parts.planner.lacksKey(task, offer.model)
    if (missing) throw new ReelgraphError(missing)
    this.fallBack(task, offer)
  }

  private fallBack(task: FlowTask, { model, error, changes }: FallbackOffer): void {
    const { planner, notes, ready } = this.parts
    const fallback = { model, because: this.becauseOf(task, error), ...(changes && { changes }) }
    notes.fellBack(task, fallback)
    planner.fallBack(task, fallback)
    ready.add([task])
  }

  /** Of a chain why not its own model, and why none of those between. */
  private becauseOf(task: FlowTask, { message }: ErrorBody): string {
    const before = this.parts.record.stateOf(task)?.fallback
    if (!before) return message
    const title = stepCalled(task, before.model)?.model?.title ?? before.model
    return `${ended(before.because)} Then ${title} could not either: ${message}`
  }

  /**
   * Names whoever makes it instead of its own model where nothing has failed here: that has no key, or what a fallback began
   * before is gone on with. Told only where it is news; the planner has to know it in any case.
   */
  announce(task: FlowTask, { step, insteadOf }: Runnable): void {
    const { record, planner, notes } = this.parts
    if (!step?.model || !insteadOf) return
    const fallback = fallbackOf(step.model.id, insteadOf)
    planner.fallBack(task, fallback)
    if (record.stateOf(task)?.fallback?.model !== fallback.model) notes.fellBack(task, fallback)
  }
}

const stepCalled = (task: FlowTask, model: string): Step | undefined =>
  task.node.flat.fallbacks?.steps.find((step) => step.model?.id === model)

const ended = (sentence: string): string => (/[.!?]$/.test(sentence) ? sentence : `${sentence}.`)
