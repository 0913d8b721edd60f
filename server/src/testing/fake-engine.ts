import {
  applyRunEvent,
  fail,
  newRunId,
  newRunState,
  toWire,
  type ModelOffer,
  type Plan,
  type PlannedTask,
  type Priority,
  type ProjectId,
  type RunEvent,
  type RunId,
  type RunState,
  type SequencedEvent,
  type VolatileEvent,
} from '@reelgraph/shared'
import { slowly } from './open-projects.ts'
import type { Engine, Forgotten, PlanOrder, RunNews, RunOrder, TaskDecision } from '../engine/engine.ts'

interface FakeRun {
  readonly project: ProjectId
  readonly state: RunState
  readonly events: SequencedEvent[]
}

/** An engine whose runs do what the test says, through the real fold, and which looks things up as slowly as a disk. Every node that is not words is one free task. */
export class FakeEngine implements Engine {
  readonly orders: RunOrder[] = []
  readonly decisions: TaskDecision[] = []
  private readonly runs = new Map<RunId, FakeRun>()
  private readonly watchers = new Set<(news: RunNews) => void>()
  highestTake = 0

  async plan({ project, revision, scope }: PlanOrder): Promise<Plan> {
    const nodes = Object.values(project.nodes).filter(({ kind }) => kind !== 'words')
    const tasks = nodes.map(({ id }): PlannedTask => ({
      node: id,
      item: null,
      position: 0,
      verdict: 'run',
      reason: { because: 'never-run' },
      price: { low: 0, high: 0 },
    }))
    return {
      revision,
      scope,
      tasks,
      total: { low: 0, high: 0 },
      saved: 0,
      unknown: { prices: 0, lengths: 0 },
      times: {},
      problems: [],
    }
  }

  planAside(order: PlanOrder): Promise<Plan> {
    return this.plan(order)
  }

  compare(): Promise<readonly ModelOffer[]> {
    return Promise.resolve([])
  }

  async start(order: RunOrder): Promise<RunId> {
    const id = order.id ?? newRunId()
    if (this.runs.has(id)) return id
    this.orders.push(order)
    const created = {
      type: 'run-created',
      at: 1,
      run: id,
      project: order.project.id,
      revision: order.revision,
      graph: 'g',
      scope: order.scope,
    } as const
    this.runs.set(id, { project: order.project.id, state: newRunState(created), events: [] })
    const { tasks } = await this.plan(order)
    this.emit(id, created, { type: 'planned', at: 1, tasks: [...tasks] })
    return id
  }

  /** Facts, journaled and told. */
  emit(id: RunId, ...facts: RunEvent[]): void {
    const run = this.find(id)
    const events = facts.map((event) => {
      applyRunEvent(run.state, event)
      const entry = { seq: run.events.length + 1, event }
      run.events.push(entry)
      return entry
    })
    this.tell({ type: 'events', project: run.project, run: id, events })
  }

  show(id: RunId, ...events: VolatileEvent[]): void {
    const run = this.find(id)
    for (const event of events) applyRunEvent(run.state, event)
    this.tell({ type: 'volatile', project: run.project, run: id, events })
  }

  async cancel(id: RunId): Promise<void> {
    this.emit(id, { type: 'cancel-requested', at: 2 }, { type: 'run-ended', at: 2, status: 'cancelled' })
  }

  async prioritise(id: RunId, priority: Priority): Promise<void> {
    this.emit(id, { type: 'priority-set', at: 2, priority })
  }

  approve(): Promise<void> {
    return Promise.resolve()
  }

  async decide(decision: TaskDecision): Promise<void> {
    this.decisions.push(decision)
  }

  async storeEdited(): ReturnType<Engine['storeEdited']> {
    throw fail('conflict', 'Nothing waits to be looked at.')
  }

  lanes(): [] {
    return []
  }

  lane(): undefined {
    return undefined
  }

  changeLane(): undefined {
    return undefined
  }

  outdate(): void {}

  forgotten({ fingerprint, users }: Forgotten): void {
    for (const { project, node } of users) this.tell({ type: 'forgotten', project, node, fingerprint })
  }

  vainTries(): readonly [] {
    return []
  }

  async read(id: RunId): ReturnType<Engine['read']> {
    await slowly()
    const run = this.runs.get(id)
    return run && { run: structuredClone(toWire(run.state)), seq: run.events.length }
  }

  async events(id: RunId, since: number): Promise<readonly SequencedEvent[]> {
    await slowly()
    return (this.runs.get(id)?.events ?? []).slice(since)
  }

  async list(project: ProjectId): ReturnType<Engine['list']> {
    await slowly()
    const runs = [...this.runs.values()].filter((run) => run.project === project).toReversed()
    return runs.map(({ state: { id, revision, scope, status, createdAt, updatedAt, endedAt, cost } }) => ({
      id,
      project,
      revision,
      scope,
      status,
      createdAt,
      updatedAt,
      cost,
      ...(endedAt !== undefined && { endedAt }),
    }))
  }

  async results(): ReturnType<Engine['results']> {
    return []
  }

  async nextTake(): Promise<number> {
    return this.highestTake + 1
  }

  watch(listener: (news: RunNews) => void): () => void {
    this.watchers.add(listener)
    return () => this.watchers.delete(listener)
  }

  async resume(): Promise<void> {}
  async close(): Promise<void> {}

  private find(id: RunId): FakeRun {
    const run = this.runs.get(id)
    if (!run) throw fail('not-found', 'There is no such run.')
    return run
  }

  private tell(news: RunNews): void {
    for (const watcher of this.watchers) watcher(news)
  }
}
