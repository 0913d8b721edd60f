import { canonical } from '../canonical.ts'
import { AssetIdSchema, type Fingerprint } from '../ids.ts'
import { isMediaType, type AssetValue, type MediaKind, type Output, type Outputs } from '../node/values.ts'
import { flatten } from '../project/flatten.ts'
import type { Appraisal, KnownResult, Lookup, PendingAttempt } from '../run/appraise.ts'
import type { Subject, TaskInputs } from '../run/fingerprint.ts'
import { shownTasks } from '../run/flow-gates.ts'
import type { FlowTask } from '../run/flow.ts'
import { taskKey } from '../run/events.ts'
import { contentOf } from '../run/gate.ts'
import type { Setback } from '../run/setback.ts'
import type { Duration, Plan, PlannedTask, Scope } from '../run/plan.ts'
import { Planner } from '../run/planner.ts'
import type { Drawn } from './drawing.ts'
import { testHash } from './hash.ts'

/** An asset that is the same wherever its content is. */
export const testAsset = (kind: MediaKind, content: string): AssetValue => ({
  asset: AssetIdSchema.parse(testHash(`${kind} ${content}`)),
  kind,
  mime: `${kind}/test`,
  bytes: content.length,
})

/** What a step is said to give: for every output something that hangs on parameters, inputs and take, and on nothing else. */
export type Make = (task: FlowTask, subject: Subject) => Outputs

const made: Make = ({ node }, subject) => {
  const content = canonical({ ...subject, kindVersion: 0 })
  const outputs: Record<string, Output> = {}
  for (const [name, port] of Object.entries(node.flat.step.outputs)) {
    const value = isMediaType(port.type)
      ? testAsset(port.type, `${name} ${content}`)
      : `${name} of ${node.flat.id} ${testHash(content).slice(0, 4)}`
    outputs[name] = port.list
      ? { items: ['a', 'b', 'c'].map((key) => ({ key, value: `${key} ${value as string}` })) }
      : { value } // lists in tests are texts
  }
  return outputs
}

/** How a rehearsed run goes: nothing fails and first come is first done, where it says nothing. */
export interface Conduct {
  fails?(key: string, subject: Subject): boolean
  /** Which of that many tasks that can end is the next one to end. */
  next?(open: number): number
}

/** Results as a store would keep them, and a runner that makes them: plans and runs without engine, disk or clock. */
export class Rehearsal implements Lookup {
  /** The tasks that really ran, in order, as `node` or `node item`. */
  readonly ran: string[] = []
  /** What they were for. Equal work is done once, by whichever task comes first. */
  readonly worked: Fingerprint[] = []
  conduct: Conduct = {}
  /** As if a person approved whatever comes. */
  approvesAll = false
  /** What a person has approved, by task and content. */
  readonly approvals = new Set<string>()
  /** Attempts that have not ended, by fingerprint. */
  readonly attempts = new Map<Fingerprint, PendingAttempt>()
  /** How long models took, by id. */
  readonly durations = new Map<string, Duration>()
  /** Last tries of which nothing has come, by task. */
  readonly setbacks = new Map<string, Setback>()
  readonly inputs = new Map<string, TaskInputs>()
  private readonly results = new Map<Fingerprint, KnownResult>()
  private readonly latestOf = new Map<string, KnownResult>()
  private readonly make: Make

  constructor(make: Make = made) {
    this.make = make
  }

  result(fingerprint: Fingerprint): KnownResult | null {
    return this.results.get(fingerprint) ?? null
  }

  latest(node: string, item: string | null): KnownResult | undefined {
    return this.latestOf.get(taskKey(node, item))
  }

  setback(node: string, item: string | null): Setback | undefined {
    return this.setbacks.get(taskKey(node, item))
  }

  pending(fingerprint: Fingerprint): PendingAttempt | undefined {
    return this.attempts.get(fingerprint)
  }

  approved(node: string, item: string | null, content: string): boolean {
    return this.approvesAll || this.approvals.has(`${taskKey(node, item)} ${content}`)
  }

  duration(model: string): Duration | undefined {
    return this.durations.get(model)
  }

  /** As if a person had looked at what a task gave and found it good. */
  approve(task: FlowTask): void {
    if (!task.outputs) throw new Error(`There is nothing to approve of “${task.node.flat.id}”.`)
    this.approvals.add(`${taskKey(task.node.flat.id, task.key)} ${contentOf(task.outputs, testHash)}`)
  }

  /** As if a person had deleted every result of a node. */
  forget(node: string): void {
    for (const [key, result] of this.latestOf) if (key.split(' ')[0] === node) this.results.delete(result.fingerprint)
  }

  planner({ project, catalog }: Drawn, scope: Scope = { of: 'all' }): Planner {
    const planner = new Planner({ graph: flatten(project, catalog), scope, revision: 1, hash: testHash })
    planner.advance(this)
    return planner
  }

  plan(drawn: Drawn, scope?: Scope): Plan {
    return this.planner(drawn, scope).plan()
  }

  /** Runs what the plan would run, and what follows from it. */
  run(drawn: Drawn, scope?: Scope): Planner {
    this.ran.length = 0
    this.worked.length = 0
    const planner = this.planner(drawn, scope)
    this.goOn(planner, [...planner.appraisals])
    return planner
  }

  /** Opens every closed gate of a run, and those that close then, and runs what was held by them. */
  openGates(planner: Planner): void {
    const { nodes } = planner.flow
    for (let shown = shownTasks(nodes); shown.length > 0; shown = shownTasks(nodes)) {
      for (const task of shown) {
        this.approve(task)
        planner.flow.open(task)
      }
      this.goOn(planner, this.appraiseNews(planner))
    }
  }

  /** Looks at a ready task once more, as after a re-roll. */
  again(planner: Planner, task: FlowTask): void {
    this.goOn(planner, [[task, planner.appraise(task, this)]])
  }

  private goOn(planner: Planner, open: (readonly [FlowTask, Appraisal])[]): void {
    while (open.length > 0) {
      const place = this.conduct.next?.(open.length) ?? 0
      const [next] = open.splice(place, 1)
      if (!next) throw new Error(`There is no task ${place} of ${open.length}.`)
      const [task, appraisal] = next
      if (appraisal.verdict === 'run') this.perform(planner, task, appraisal)
      else if (appraisal.verdict === 'reuse') planner.settle(task, appraisal, this)
      else if (appraisal.verdict === 'blocked') planner.flow.stop(task, appraisal.error)
      open.push(...this.appraiseNews(planner))
    }
  }

  private appraiseNews(planner: Planner): (readonly [FlowTask, Appraisal])[] {
    return planner.flow.takeNews().ready.map((task) => [task, planner.appraise(task, this)] as const)
  }

  private perform(
    planner: Planner,
    task: FlowTask,
    work: { readonly inputs: TaskInputs; readonly subject: Subject; readonly fingerprint: Fingerprint },
  ): void {
    const key = taskKey(task.node.flat.id, task.key)
    const { fingerprint, subject, inputs } = work
    this.inputs.set(key, inputs)
    const shared = this.results.get(fingerprint)
    if (shared) {
      planner.settle(task, shared, this)
      return
    }
    this.ran.push(key)
    this.worked.push(fingerprint)
    if (this.conduct.fails?.(key, subject)) {
      planner.flow.stop(task, { code: 'provider-error', message: `${key} failed`, node: task.node.flat.id })
      return
    }
    const result: KnownResult = {
      fingerprint,
      subject,
      outputs: this.make(task, subject),
      at: this.results.size + 1,
      cost: 1000,
    }
    this.results.set(fingerprint, result)
    this.latestOf.set(key, result)
    planner.settle(task, result, this)
  }
}

/** Verdicts by task, for a test to read: `{ 'image': 'run', 'video one': 'waits' }`. */
export const verdictsOf = (plan: Plan): Readonly<Record<string, PlannedTask['verdict']>> =>
  Object.fromEntries(plan.tasks.map((task) => [taskKey(task.node, task.item), task.verdict]))
