import { canonical } from '../canonical.ts'
import { AssetIdSchema, type Fingerprint } from '../ids.ts'
import { isMediaType, type AssetValue, type MediaKind, type Output, type Outputs } from '../node/values.ts'
import { flatten } from '../project/flatten.ts'
import type { KnownResult, Lookup } from '../run/appraise.ts'
import type { Subject, TaskInputs } from '../run/fingerprint.ts'
import type { FlowTask } from '../run/flow.ts'
import { taskKey } from '../run/events.ts'
import type { Plan, PlannedTask, Scope } from '../run/plan.ts'
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

/** Results as a store would keep them, and a runner that makes them: plans and runs without engine, disk or clock. */
export class Rehearsal implements Lookup {
  /** The tasks that really ran, in order, as `node` or `node item`. */
  readonly ran: string[] = []
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

  pending(): undefined {
    return undefined
  }

  approved(): boolean {
    return false
  }

  duration(): undefined {
    return undefined
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
    const planner = this.planner(drawn, scope)
    const open = [...planner.appraisals]
    for (let next = open.shift(); next; next = open.shift()) {
      const [task, appraisal] = next
      if (appraisal.verdict === 'run') this.perform(planner, task, appraisal)
      else if (appraisal.verdict === 'reuse') planner.flow.succeed(task, appraisal.outputs)
      else if (appraisal.verdict === 'blocked') planner.flow.stop(task, appraisal.error)
      for (const ready of planner.flow.takeNews().ready) open.push([ready, planner.appraise(ready, this)])
    }
    return planner
  }

  private perform(
    planner: Planner,
    task: FlowTask,
    work: { readonly inputs: TaskInputs; readonly subject: Subject; readonly fingerprint: Fingerprint },
  ): void {
    const key = taskKey(task.node.flat.id, task.key)
    this.ran.push(key)
    this.inputs.set(key, work.inputs)
    const { fingerprint, subject } = work
    const result: KnownResult = {
      fingerprint,
      subject,
      outputs: this.make(task, subject),
      at: this.results.size + 1,
      cost: 1000,
    }
    this.results.set(fingerprint, result)
    this.latestOf.set(key, result)
    planner.flow.succeed(task, result.outputs)
  }
}

/** Verdicts by task, for a test to read: `{ 'image': 'run', 'video one': 'waits' }`. */
export const verdictsOf = (plan: Plan): Readonly<Record<string, PlannedTask['verdict']>> =>
  Object.fromEntries(plan.tasks.map((task) => [taskKey(task.node, task.item), task.verdict]))
