import type { Step } from '../node/catalog.ts'
import { slotFor } from './feed.ts'
import type { Flow } from './flow.ts'
import { FlowTask, type FlowNode } from './flow-parts.ts'
import type { Duration, Plan } from './plan.ts'

/** In milliseconds. */
interface Span {
  readonly median: number
  readonly p95: number
}

export interface TimeQuestion {
  readonly flow: Flow
  mayRun(node: string, item: string | null): boolean
  /** What makes a task: the node's own step, or a fallback. */
  stepOf(task: FlowTask): Step
  /** How long a model, or a kind that has none, took here before. */
  duration(model: string): Duration | undefined
  /** How many tasks of a provider go on at once. */
  lanes(provider: string): number
  /** The most tasks of a node whose tasks are not known yet. */
  mostOf(node: FlowNode): number | undefined
}

/**
 * How long a run will take: no order can be faster than its longest way and than the work of its fullest lane, and a good one
 * hardly slower. Nothing is said where a step that may run has never run here, or where nobody knows how many items there
 * are. What a person takes to look at things is not in it.
 */
export const expectTime = (question: TimeQuestion): Pick<Plan, 'times' | 'expected'> =>
  new Expectation(question).result()

/** By which a step's durations are kept. */
export const timedAs = (step: Step): string => step.model?.id ?? step.kind.id

const NOTHING: Span = { median: 0, p95: 0 }

export const isInstant = (step: Step): boolean => step.kind.evaluate !== undefined && !step.model

class Expectation {
  private readonly question: TimeQuestion
  private readonly times: Record<string, Duration> = {}
  /** When a task or all tasks of a node can have ended at the earliest; absent where that is at once. */
  private readonly ends = new Map<FlowTask | FlowNode, Span>()
  /** Sums by lane: medians, and squares of how much longer it may take. */
  private readonly work = new Map<string, { median: number; spread: number }>()
  private isKnown = true
  private longest = NOTHING

  constructor(question: TimeQuestion) {
    this.question = question
  }

  result(): Pick<Plan, 'times' | 'expected'> {
    for (const node of this.question.flow.nodes) {
      if (!node.tasks) this.addUnexpanded(node)
      else if (node.left > 0) for (const task of node.tasks.values()) this.addTask(task)
    }
    const { times } = this
    return this.isKnown ? { times, expected: this.expected() } : { times }
  }

  private expected(): Span {
    let { median, p95 } = this.longest
    for (const [lane, { median: sum, spread }] of this.work) {
      const width = Math.max(1, this.question.lanes(lane))
      median = Math.max(median, sum / width)
      // Tasks that take long are made up for by others that do not: only the root of the squares adds up.
      p95 = Math.max(p95, (sum + Math.sqrt(spread)) / width)
    }
    return { median: Math.round(median), p95: Math.round(p95) }
  }

  private addUnexpanded(node: FlowNode): void {
    const most = this.question.mostOf(node)
    const own = this.question.mayRun(node.flat.id, null) ? this.spanOf(new FlowTask(node, null, 0), most) : NOTHING
    let start = NOTHING
    for (const { wires } of node.inputs) for (const { source } of wires) start = later(start, this.endOf(source))
    this.endAt(node, after(start, own))
  }

  private addTask(task: FlowTask): void {
    if (task.state !== 'waiting' && task.state !== 'ready') return
    const { node } = task
    const own = this.question.mayRun(node.flat.id, task.key) ? this.spanOf(task, 1) : NOTHING
    let start = NOTHING
    for (const input of node.inputs) {
      const slot = input.port.many ? undefined : slotFor(task, input)
      if (slot) start = later(start, this.endOf(slot.task))
      else for (const { source } of input.wires) start = later(start, this.endOf(source))
    }
    const end = after(start, own)
    this.endAt(task, end)
    this.endAt(node, later(this.endOf(node), end))
  }

  /** What a task takes. Counts the work of that many like it. */
  private spanOf(task: FlowTask, count: number | undefined): Span {
    const step = this.question.stepOf(task)
    if (isInstant(step)) return NOTHING
    const model = timedAs(step)
    const span = this.times[model] ?? this.question.duration(model)
    if (!span || count === undefined) this.isKnown = false
    if (!span) return NOTHING
    this.times[model] = span
    const lane = step.provider?.id ?? 'local'
    const sums = this.work.get(lane) ?? { median: 0, spread: 0 }
    sums.median += span.median * (count ?? 0)
    sums.spread += (span.p95 - span.median) ** 2 * (count ?? 0)
    this.work.set(lane, sums)
    return span
  }

  private endOf(part: FlowTask | FlowNode): Span {
    return this.ends.get(part) ?? NOTHING
  }

  private endAt(part: FlowTask | FlowNode, end: Span): void {
    if (end === NOTHING) return
    this.ends.set(part, end)
    this.longest = later(this.longest, end)
  }
}

const later = (a: Span, b: Span): Span => {
  if (a === b || b === NOTHING) return a
  if (a === NOTHING) return b
  return { median: Math.max(a.median, b.median), p95: Math.max(a.p95, b.p95) }
}

const after = (start: Span, own: Span): Span => {
  if (own === NOTHING) return start
  return { median: start.median + own.median, p95: start.p95 + own.p95 }
}
