import type { Step } from '../node/catalog.ts'
import { FREE, addPrices, type Price } from '../node/price.ts'
import type { Appraisal, Lookup } from './appraise.ts'
import { priceOf } from './judge-step.ts'
import { expectTime } from './expected-time.ts'
import { fallbackOf, type Maker } from './fallback.ts'
import { costAtMost, likelyStep, makersOf } from './fallback-price.ts'
import { shownTasks, waitingFor } from './flow-gates.ts'
import { isGated } from './gate.ts'
import { knownInputsOf } from './flow-inputs.ts'
import { rerollsOf } from './findings.ts'
import { FlowTask, type FlowNode } from './flow-parts.ts'
import type { Flow } from './flow.ts'
import { mostTasks } from './lengths.ts'
import { OUTSIDE, type Plan, type PlannedTask, type Reason, type Scope } from './plan.ts'
import { problemsOf } from './plan-problems.ts'
import type { PlanQuestion } from './planner.ts'
import type { ScopedGraph } from './scope.ts'

export interface PlanDraft {
  readonly flow: Flow
  readonly view: ScopedGraph
  readonly appraisals: ReadonlyMap<FlowTask, Appraisal>
  readonly lookup: Lookup | undefined
  readonly scope: Scope
  readonly revision: number
  readonly lanes: PlanQuestion['lanes']
  readonly hasAccount: PlanQuestion['hasAccount']
}

/** What a person is to look at when it is made. */
const ASKS = { asks: true } as const

/** Tasks at once where nobody says how many. */
const USUAL_LANE = 8

/** Says in full what the flow and the appraisals of a plan hold: a verdict, a reason and a price for every task. */
export const writePlan = (draft: PlanDraft): Plan => new PlanWriter(draft).write()

class PlanWriter {
  private readonly draft: PlanDraft
  private readonly most: ReadonlyMap<FlowNode, number | undefined>
  private readonly gates: ReadonlyMap<FlowTask | FlowNode, Reason>
  private readonly unknown = { prices: 0, lengths: 0 }

  constructor(draft: PlanDraft) {
    this.draft = draft
    this.most = mostTasks(draft.flow.nodes)
    this.gates = gatesBefore(draft.flow)
  }

  write(): Plan {
    const { flow, view, revision, scope } = this.draft
    const tasks: PlannedTask[] = []
    for (const node of flow.nodes) {
      if (!node.tasks) tasks.push(this.planUnexpanded(node))
      else for (const task of node.tasks.values()) tasks.push(this.planTask(task))
    }
    const alone = { item: null, position: 0, price: FREE }
    for (const [node, why] of view.graph.off)
      tasks.push({ ...alone, node, verdict: 'off', reason: { because: 'off', why } })
    for (const [node, error] of view.broken)
      tasks.push({ ...alone, node, verdict: 'blocked', reason: { because: 'problem', error } })
    return {
      revision,
      scope,
      tasks,
      total: tasks.reduce((sum, task) => (task.price === FREE ? sum : addPrices(sum, task.price)), FREE),
      saved: tasks.reduce((sum, task) => sum + (task.saved ?? 0), 0),
      unknown: this.unknown,
      ...this.times(),
      problems: problemsOf(this.draft, tasks),
    }
  }

  private planUnexpanded(node: FlowNode): PlannedTask {
    const { id } = node.flat
    const reason = this.gates.get(node) ?? { because: 'length-unknown' }
    const mayRun = this.draft.view.mayRun(id, null)
    const any = new FlowTask(node, null, 0)
    const makers = mayRun ? this.knownMakers(any) : undefined
    const price = mayRun ? this.priceOfAll(any, makers) : FREE
    const asks = mayRun && isGated(any) && ASKS
    return { node: id, item: null, position: 0, verdict: 'waits', reason, price, ...makersSaid(any, makers), ...asks }
  }

  /** What a node may cost where its tasks are not known yet: there may be none, and as many as are declared. */
  private priceOfAll(any: FlowTask, makers: readonly Maker[] | undefined): Price {
    const { node } = any
    const each = withRerolls(knownPrice(any, makers), node)
    if (each !== 'unknown' && each.high === 0) return FREE
    const most = this.mostOf(node)
    if (each === 'unknown') this.unknown.prices += 1
    if (most === undefined) this.unknown.lengths += 1
    return each === 'unknown' || most === undefined ? 'unknown' : { low: 0, high: each.high * most }
  }

  private knownMakers(task: FlowTask): readonly Maker[] | undefined {
    if (!task.node.flat.fallbacks) return undefined
    const { hasAccount } = this.draft
    return makersOf({ task, hasAccount, after: this.stepOf(task), inputsOf: (step) => knownInputsOf(task, step) })
  }

  private stepOf(task: FlowTask): Step {
    const { appraisals, hasAccount } = this.draft
    const { flat } = task.node
    if (!flat.fallbacks) return flat.step
    const appraisal = appraisals.get(task)
    if (appraisal?.verdict === 'run') return appraisal.step ?? flat.step
    return likelyStep({ task, hasAccount, inputsOf: (step) => knownInputsOf(task, step) })
  }

  private mostOf(node: FlowNode): number | undefined {
    const { scope } = this.draft
    return scope.of === 'items' && scope.node === node.flat.id ? scope.items.length : this.most.get(node)
  }

  private times(): Pick<Plan, 'times' | 'expected'> {
    const { flow, view, lookup, lanes } = this.draft
    return expectTime({
      flow,
      mayRun: (node, item) => view.mayRun(node, item),
      stepOf: (task) => this.stepOf(task),
      duration: (model) => lookup?.duration(model),
      lanes: (provider) => lanes?.(provider) ?? USUAL_LANE,
      mostOf: (node) => this.mostOf(node),
    })
  }

  private planTask(task: FlowTask): PlannedTask {
    const place = { node: task.node.flat.id, item: task.key, position: task.position }
    const appraisal = this.draft.appraisals.get(task)
    const mayRun = this.draft.view.mayRun(place.node, place.item)
    if (appraisal?.verdict === 'reuse') {
      const { reason, outputs, saved, fingerprint, findings, fallback } = appraisal
      return {
        ...place,
        verdict: 'reuse',
        reason,
        outputs,
        price: FREE,
        ...(saved > 0 && mayRun && { saved }),
        ...(fingerprint && { fingerprint }),
        ...(task.state === 'shown' && { gated: true }),
        ...(findings && { findings }),
        ...(fallback && { fallback }),
      }
    }
    if (task.cause && !mayRun) return { ...place, verdict: 'off', reason: OUTSIDE, price: FREE }
    if (task.cause)
      return { ...place, verdict: 'blocked', reason: { because: 'problem', error: task.cause }, price: FREE }
    const asks = mayRun && isGated(task) && ASKS
    if (appraisal?.verdict === 'run') return { ...place, ...this.planRun(task, appraisal), ...asks }
    const reason = this.gates.get(task) ?? { because: 'inputs-unknown' }
    const makers = mayRun ? this.knownMakers(task) : undefined
    const price = mayRun ? this.counted(withRerolls(knownPrice(task, makers), task.node)) : FREE
    return { ...place, verdict: 'waits', reason, price, ...makersSaid(task, makers), ...asks }
  }

  /** Where the same was asked for before and has not ended, nothing is asked for twice. */
  private planRun(
    task: FlowTask,
    appraisal: Extract<Appraisal, { verdict: 'run' }>,
  ): Pick<PlannedTask, 'verdict' | 'reason' | 'price' | 'fingerprint' | 'fallback' | 'makers'> {
    const { reason, pending, rerolls = 0, made, makers } = appraisal
    const atMost = makers ? costAtMost(makers) : appraisal.price
    const { fingerprint, step, insteadOf } = appraisal
    const fallback = step?.model && insteadOf && { fallback: fallbackOf(step.model.id, insteadOf) }
    const named = { reason, fingerprint, ...fallback }
    const several = makersSaid(task, makers)
    if (made) return { ...named, ...several, verdict: 'run', price: this.counted(times(atMost, [0, rerolls])) }
    const again = rerolls > 0 ? times(atMost, [0, rerolls]) : FREE
    const price = again === FREE ? atMost : addPrices(atMost, again)
    if (!pending) return { ...named, ...several, verdict: 'run', price: this.counted(price) }
    const { at } = pending
    if (pending.state === 'watched')
      return { ...named, verdict: 'waits', reason: { because: 'under-way', at }, price: again }
    return {
      ...named,
      ...several,
      verdict: 'waits',
      reason: { because: 'outcome-unknown', at },
      price: this.counted(price),
    }
  }

  private counted(price: Price): Price {
    if (price === 'unknown') this.unknown.prices += 1
    return price
  }
}

const knownPrice = (task: FlowTask, makers: readonly Maker[] | undefined): Price =>
  makers ? costAtMost(makers) : priceOf(task, knownInputsOf(task))

/** Said where another than the node's own model makes it, or may. */
const makersSaid = ({ node }: FlowTask, makers: readonly Maker[] | undefined): Pick<PlannedTask, 'makers'> =>
  makers && (makers.length > 1 || makers[0]?.model !== node.flat.step.model?.id) ? { makers } : {}

/** Where something may be off with it, it may be made again so many times. */
const withRerolls = (price: Price, { flat }: FlowNode): Price => {
  const rerolls = rerollsOf(flat.node.checks)
  return rerolls === 0 ? price : times(price, [1, 1 + rerolls])
}

/** Made so many times at least, and at most. */
const times = (price: Price, [least, most]: readonly [number, number]): Price =>
  price === 'unknown'
    ? most === 0
      ? FREE
      : price
    : price.high === 0
      ? price
      : { low: price.low * least, high: price.high * most }

/** The first closed gate before each task, and before each node whose items are not known, and how many others there are. */
const gatesBefore = (flow: Flow): ReadonlyMap<FlowTask | FlowNode, Reason> => {
  const gates = new Map<FlowTask | FlowNode, Extract<Reason, { because: 'gate' }>>()
  for (const task of shownTasks(flow.nodes)) {
    const reason = { because: 'gate', node: task.node.flat.id, item: task.key } as const
    for (const waiting of waitingFor(task)) {
      const first = gates.get(waiting)
      gates.set(waiting, first ? { ...first, others: (first.others ?? 0) + 1 } : reason)
    }
  }
  return gates
}
