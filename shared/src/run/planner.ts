import type { Hash } from '../canonical.ts'
import type { ErrorBody } from '../errors.ts'
import type { Fingerprint } from '../ids.ts'
import { FREE, addPrices, type Price } from '../node/price.ts'
import type { FlatGraph } from '../project/flatten.ts'
import { appraise, priceOf, problemOf, type Appraisal, type Lookup, type Work } from './appraise.ts'
import { Flow, FlowTask, type FlowNode } from './flow.ts'
import { mostTasks } from './lengths.ts'
import type { Plan, PlannedTask, Scope } from './plan.ts'
import { scoped, type ScopedGraph } from './scope.ts'

export interface PlanQuestion {
  readonly graph: FlatGraph
  readonly scope: Scope
  readonly revision: number
  readonly hash: Hash
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

  constructor(question: PlanQuestion) {
    this.question = question
    this.view = scoped(question.graph, question.scope)
    this.flow = new Flow(this.view.graph)
    this.open = this.flow.takeNews().ready
  }

  /** Goes as far as the look-up allows and returns the fingerprints it lacks; none when the plan is complete. */
  advance(lookup: Lookup): readonly Fingerprint[] {
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
        if (appraisal.verdict === 'reuse') this.flow.succeed(task, appraisal.outputs)
        if (appraisal.verdict === 'blocked') this.flow.stop(task, appraisal.error)
      }
    }
    this.open = parked
    if (missing.length === 0) this.findProblems()
    return missing
  }

  /** Says of one ready task whether it is reused, runs or cannot. */
  appraise(task: FlowTask, lookup: Lookup): Appraisal {
    return appraise({ task, flow: this.flow, view: this.view, hash: this.question.hash, lookup, pending: this.pending })
  }

  plan(): Plan {
    const most = mostTasks(this.flow.nodes)
    const tasks: PlannedTask[] = []
    for (const node of this.flow.nodes) {
      if (node.tasks) for (const task of node.tasks.values()) tasks.push(this.planTask(task))
      else tasks.push(this.planUnexpanded(node, most.get(node)))
    }
    const alone = { item: null, position: 0, price: FREE }
    for (const [node, why] of this.view.graph.off)
      tasks.push({ ...alone, node, verdict: 'off', reason: { because: 'off', why } })
    for (const [node, error] of this.view.broken)
      tasks.push({ ...alone, node, verdict: 'blocked', reason: { because: 'problem', error } })
    const seen = new Set<string>()
    const problems: ErrorBody[] = []
    const report = (error: ErrorBody): void => {
      const key = `${error.node ?? ''} ${error.field ?? ''} ${error.message}`
      if (!seen.has(key)) problems.push(error)
      seen.add(key)
    }
    for (const { flat } of this.flow.nodes) if (this.view.mayRun(flat.id, null)) flat.problems.forEach(report)
    for (const task of tasks) if (task.reason.because === 'problem') report(task.reason.error)
    return {
      revision: this.question.revision,
      scope: this.question.scope,
      tasks,
      total: tasks.reduce((sum, task) => (task.price === FREE ? sum : addPrices(sum, task.price)), FREE),
      saved: tasks.reduce((sum, task) => sum + (task.saved ?? 0), 0),
      unknown: { prices: 0, lengths: 0 },
      times: {},
      problems,
    }
  }

  /** @param most how many tasks there can be where they are not known yet. */
  private planUnexpanded(node: FlowNode, most: number | undefined): PlannedTask {
    const id = node.flat.id
    const { scope } = this.question
    const asked = scope.of === 'items' && scope.node === id ? scope.items.length : most
    const price = this.view.mayRun(id, null) ? timesAtMost(this.priceOf(new FlowTask(node, null, 0)), asked) : FREE
    return { node: id, item: null, position: 0, verdict: 'waits', reason: { because: 'length-unknown' }, price }
  }

  private planTask(task: FlowTask): PlannedTask {
    const place = { node: task.node.flat.id, item: task.key, position: task.position }
    const appraisal = this.appraisals.get(task)
    if (appraisal?.verdict === 'reuse') {
      const { reason, outputs, saved, fingerprint } = appraisal
      return {
        ...place,
        verdict: 'reuse',
        reason,
        outputs,
        price: FREE,
        ...(saved > 0 && { saved }),
        ...(fingerprint && { fingerprint }),
      }
    }
    const mayRun = this.view.mayRun(place.node, place.item)
    if (task.cause && !mayRun)
      return { ...place, verdict: 'off', reason: { because: 'off', why: 'not part of this run' }, price: FREE }
    if (task.cause)
      return { ...place, verdict: 'blocked', reason: { because: 'problem', error: task.cause }, price: FREE }
    if (appraisal?.verdict === 'run') {
      return {
        ...place,
        verdict: 'run',
        reason: appraisal.reason,
        fingerprint: appraisal.fingerprint,
        price: appraisal.price,
      }
    }
    return {
      ...place,
      verdict: 'waits',
      reason: { because: 'inputs-unknown' },
      price: mayRun ? this.priceOf(task) : FREE,
    }
  }

  /** What is known already may be enough to see that a waiting task can never run. */
  private findProblems(): void {
    for (const node of this.flow.nodes) {
      if (!node.flat.step.definition.problems) continue
      for (const task of node.tasks?.values() ?? []) {
        if (task.state !== 'waiting') continue
        const problem = problemOf(task, this.flow.knownInputsOf(task))
        if (problem) this.flow.stop(task, problem)
      }
    }
  }

  private priceOf(task: FlowTask): Price {
    return priceOf(task, this.flow.knownInputsOf(task))
  }
}

const timesAtMost = (each: Price, times: number | undefined): Price => {
  if (each !== 'unknown' && each.high === 0) return FREE
  if (each === 'unknown' || times === undefined) return 'unknown'
  return { low: 0, high: each.high * times }
}
