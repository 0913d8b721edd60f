import type { Hash } from '../canonical.ts'
import type { ErrorBody } from '../errors.ts'
import type { Fingerprint } from '../ids.ts'
import type { Step } from '../node/catalog.ts'
import type { Outputs } from '../node/values.ts'
import type { FlatGraph } from '../project/flatten.ts'
import { appraise, bestMade, type Appraisal, type Fallen, type Lookup, type Reuse, type Work } from './appraise.ts'
import { nobodysKey, offerNext } from './fallback-price.ts'
import type { Fallback, FallbackOffer } from './fallback.ts'
import type { Finding } from './findings.ts'
import { keyMissing, problemOf } from './judge-step.ts'
import { knownInputsOf } from './flow-inputs.ts'
import { Flow, type FlowTask } from './flow.ts'
import { contentOf, isAsked, isAwaited, isGated } from './gate.ts'
import { neverMade } from './not-stored.ts'
import type { Plan, Scope } from './plan.ts'
import { scoped, type ScopedGraph } from './scope.ts'
import { workOf } from './work-of.ts'
import { writePlan } from './write-plan.ts'

export interface PlanQuestion {
  readonly graph: FlatGraph
  readonly scope: Scope
  readonly revision: number
  readonly hash: Hash
  /** How many tasks of a provider go on at once, for the expected time. */
  readonly lanes?: ((provider: string) => number) | undefined
  /** Whether a step could run on the account of this provider. Everyone has one where nobody asks. */
  readonly hasAccount?: ((provider: string) => boolean) | undefined
}

const NONE: readonly Fingerprint[] = []

/** What a task gives, and what is off with it. */
export interface Given {
  readonly outputs: Outputs
  readonly findings?: readonly Finding[] | undefined
}

/**
 * Plans a run. Pure: what it would need to know and nobody has looked up is listed in `missing`; look it up and call
 * `advance` again. Every call goes on where the last one stopped.
 */
export class Planner {
  readonly flow: Flow
  readonly appraisals = new Map<FlowTask, Appraisal>()
  private readonly question: PlanQuestion
  private readonly view: ScopedGraph
  private open: FlowTask[] = []
  /** Work whose fingerprint is known and whose result nobody has looked up yet. */
  private readonly pending = new Map<FlowTask, Work>()
  private readonly takes = new Map<FlowTask, number>()
  private readonly fallen = new Map<FlowTask, Fallen>()
  /** The one that was last asked. */
  private lookup: Lookup | undefined

  constructor(question: PlanQuestion) {
    this.question = question
    this.view = scoped(question.graph, question.scope)
    this.flow = new Flow(this.view.graph)
    this.open = this.flow.takeNews().ready
  }

  /** Goes as far as the look-up allows and returns the fingerprints it lacks; none when the plan is complete. */
  advance(lookup: Lookup): readonly Fingerprint[] {
    this.lookup = lookup
    const missing: Fingerprint[] = []
    const parked: FlowTask[] = []
    for (let ready = this.open; ready.length > 0; ready = this.flow.takeNews().ready) {
      for (const task of ready) {
        const appraisal = this.appraise(task, lookup)
        if (appraisal.verdict === 'unknown') {
          missing.push(appraisal.fingerprint)
          parked.push(task)
          continue
        }
        this.appraisals.set(task, appraisal)
        if (appraisal.verdict === 'reuse') this.settle(task, appraisal, lookup)
        if (appraisal.verdict === 'blocked') this.flow.stop(task, appraisal.error)
      }
    }
    this.open = parked
    if (missing.length > 0) return missing
    this.findProblems()
    // what goes on without what can never run is planned too
    this.open = this.flow.takeNews().ready
    return this.open.length > 0 ? this.advance(lookup) : []
  }

  /** Says of one ready task whether it is reused, runs or cannot. */
  appraise(task: FlowTask, lookup: Lookup): Appraisal {
    return appraise(this.ask(task, lookup))
  }

  /**
   * A task has its outputs: tells those who need them, or, where a gate is closed, shows them only. A person who has approved
   * exactly this is not asked again.
   */
  settle(task: FlowTask, given: Given, lookup: Lookup): 'open' | 'closed' {
    if (!this.isHeld(task, given, lookup)) {
      this.flow.succeed(task, given.outputs)
      return 'open'
    }
    this.flow.show(task, given.outputs)
    return 'closed'
  }

  /** Of everything that was made for a task and looked at, what has the least that is off: it is there though a new take fails. */
  bestOf(task: FlowTask, lookup: Lookup): Reuse | undefined {
    return bestMade(this.ask(task, lookup))
  }

  /** The model that the task may go on with where this one could not; the policy of its node says whether somebody is asked. */
  nextModel(task: FlowTask, failed: string | undefined): Omit<FallbackOffer, 'error'> | undefined {
    const after = stepOf(task, failed)
    const { hasAccount } = this.question
    return offerNext({ task, after, hasAccount, inputsOf: (step) => this.flow.inputsOf(task, step) })
  }

  /** Of what its own model and each of its fallbacks would make: any of it may stand for the task. None where it has no fallbacks. */
  fingerprintsOf(task: FlowTask): readonly Fingerprint[] {
    const { fallbacks, step: first } = task.node.flat
    if (!fallbacks) return NONE
    const { flow, takes } = this
    const { hash } = this.question
    return [first, ...fallbacks.steps].map((step) => workOf({ task, flow, hash, takes }, step).fingerprint)
  }

  /** Whether its node names this model, and there is one. */
  hasFallback(task: FlowTask, model: string): boolean {
    return stepOf(task, model) !== undefined
  }

  /** That a fallback cannot begin: its account is not there. */
  lacksKey(task: FlowTask, model: string): ErrorBody | undefined {
    const step = stepOf(task, model)
    return step && keyMissing({ ...task.node.flat, step }, this.question.hasAccount)
  }

  /** Every appraisal of this task from now on is of this model. A re-roll begins with the node's own again. */
  fallBack(task: FlowTask, { model, because }: Fallback): void {
    const step = stepOf(task, model)
    if (step) this.fallen.set(task, { step, because })
    this.pending.delete(task)
    this.appraisals.delete(task)
  }

  /** The next appraisal of this task, and every later one, is of another take than the graph says. */
  retake(task: FlowTask, take: number): void {
    this.takes.set(task, take)
    this.fallen.delete(task)
    this.pending.delete(task)
    this.appraisals.delete(task)
  }

  /** Whether the scope is for this task, or only for its stored result. */
  mayRun({ node, key }: FlowTask): boolean {
    return this.view.mayRun(node.flat.id, key)
  }

  plan(): Plan {
    const { flow, view, appraisals, lookup } = this
    const { scope, revision, lanes, hasAccount } = this.question
    return writePlan({ flow, view, appraisals, lookup, scope, revision, lanes, hasAccount })
  }

  private ask(task: FlowTask, lookup: Lookup): Parameters<typeof appraise>[0] {
    const { flow, view, pending, takes, fallen } = this
    const { hash, hasAccount } = this.question
    return { task, flow, view, hash, hasAccount, lookup, pending, takes, fallen }
  }

  private isHeld(task: FlowTask, { outputs, findings }: Given, lookup: Lookup): boolean {
    if (!isAsked(task, findings) && !isGated(task)) return false
    const { id } = task.node.flat
    if (!this.mayRun(task) && !isAwaited(task, this.view.mayRun)) return false
    return !lookup.approved(id, task.key, contentOf(outputs, this.question.hash))
  }

  /** What is known already may be enough to see that a waiting task can never run. */
  private findProblems(): void {
    const { hasAccount, scope } = this.question
    for (const { flat, tasks } of this.flow.nodes) {
      if (scope.of === 'all' && !flat.step.definition.problems && !keyMissing(flat, hasAccount)) continue
      for (const task of tasks?.values() ?? []) {
        const problem = task.state === 'waiting' ? this.problemAhead(task) : undefined
        if (problem) this.flow.stop(task, problem)
      }
    }
  }

  /** Of a task whose inputs are not all there yet. */
  private problemAhead(task: FlowTask): ErrorBody | undefined {
    const { hasAccount } = this.question
    const inputsOf = (step?: Step) => knownInputsOf(task, step)
    const lacks = this.mayRun(task) ? nobodysKey({ task, hasAccount, inputsOf }) : neverMade(task, this.lookup)
    return lacks ?? problemOf(task, inputsOf())
  }
}

/** Of a fallback that its node names. */
const stepOf = (task: FlowTask, model: string | undefined): Step | undefined =>
  task.node.flat.fallbacks?.steps.find((step) => step.model?.id === model)
