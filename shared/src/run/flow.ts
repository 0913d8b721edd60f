import type { ErrorBody } from '../errors.ts'
import { own } from '../json.ts'
import type { Outputs } from '../node/values.ts'
import type { FlatGraph, FlatNode } from '../project/flatten.ts'
import { feedOf, slotFor } from './feed.ts'
import type { TaskInputs } from './fingerprint.ts'
import { becauseOf, blocks, lackOf } from './flow-causes.ts'
import { heldBy, type Held } from './flow-gates.ts'
import { inputsOf } from './flow-inputs.ts'
import { wireUp, zipItems } from './flow-wiring.ts'
import { FlowNode, FlowTask, appended, isLost, type FlowNews, type FlowWire } from './flow-parts.ts'
import { OnlyTask } from './only-task.ts'

export { FlowNode, FlowTask } from './flow-parts.ts'
export type { Held } from './flow-gates.ts'

/**
 * How values travel through a graph of lists: which tasks there are, what each one waits for, and what follows when one ends.
 * Planner, scheduler and resume all drive this one structure. It knows no clock and does no I/O, and one end of a task costs
 * what it touches.
 */
export class Flow {
  readonly nodes: readonly FlowNode[]
  private readonly byId = new Map<string, FlowNode>()
  /** Tasks that ended and nodes whose feeds may have become known; worked off in a loop, for chains can be long. */
  private readonly ended: FlowTask[] = []
  private readonly changed: FlowNode[] = []
  private readonly news: FlowNews = { ready: [], blocked: [], expanded: [] }

  constructor(graph: FlatGraph) {
    const nodes: FlowNode[] = []
    for (const flat of graph.nodes) {
      const node = new FlowNode(flat)
      this.byId.set(flat.id, node)
      nodes.push(node)
      wireUp(node, graph, this.byId)
    }
    this.nodes = nodes
    for (const node of nodes) this.expand(node)
    this.drain()
  }

  node(id: string): FlowNode | undefined {
    return this.byId.get(id)
  }

  task(id: string, item: string | null): FlowTask | undefined {
    return this.byId.get(id)?.tasks?.get(item)
  }

  /** What has become ready, blocked or known in length since the last call. */
  takeNews(): FlowNews {
    const { ready, blocked, expanded } = this.news
    this.news.ready = []
    this.news.blocked = []
    this.news.expanded = []
    return { ready, blocked, expanded }
  }

  succeed(task: FlowTask, outputs: Outputs): void {
    if (!hasNotEnded(task)) return
    task.outputs = outputs
    this.end(task, 'done')
  }

  /** A task that failed, was cancelled or cannot run: what needs it is blocked, naming this cause. */
  stop(task: FlowTask, cause: ErrorBody): void {
    if (!hasNotEnded(task)) return
    task.outputs = undefined
    task.cause = cause
    this.end(task, 'failed')
  }

  /**
   * A task that has its outputs, and a person has yet to look: nobody who needs them is told, not even how many items they
   * have.
   */
  show(task: FlowTask, outputs: Outputs): void {
    if (task.state !== 'waiting' && task.state !== 'ready') return
    task.outputs = outputs
    task.state = 'shown'
  }

  /** A person has looked at what was shown, and may have changed it: now everybody is told. */
  open(task: FlowTask, outputs: Outputs | undefined = task.outputs): void {
    if (task.state !== 'shown') return
    task.outputs = outputs
    this.end(task, 'done')
  }

  /** What was shown is not what was wanted: the task is as ready as before, and the caller appraises it again. */
  reopen(task: FlowTask): void {
    if (task.state !== 'shown') return
    task.outputs = undefined
    task.state = 'ready'
  }

  /** What waits directly for a task; a node whose items are not known yet as its item `null`. */
  heldBy(task: FlowTask): readonly Held[] {
    return heldBy(task)
  }

  /** What a ready task works on. */
  inputsOf(task: FlowTask, step?: FlatNode['step']): TaskInputs {
    return inputsOf(task, step)
  }

  /** Makes a node's tasks as soon as their keys are known. */
  private expand(node: FlowNode): void {
    if (node.tasks) return
    if (node.cause) return this.expandDead(node, node.cause)
    if (!node.mapped) return this.createTask(node)
    const items = zipItems(node)
    if (!items) return
    if ('cause' in items) this.expandDead(node, items.cause)
    else this.createTasks(node, items.keys)
  }

  private expandDead(node: FlowNode, cause: ErrorBody): void {
    const task = new FlowTask(node, null, 0)
    node.tasks = new OnlyTask(task)
    node.left = 1
    node.dead = task
    if (node.mapped) this.news.expanded.push(node)
    task.cause = cause
    this.block(task)
  }

  private createTask(node: FlowNode): void {
    const task = new FlowTask(node, null, 0)
    node.tasks = new OnlyTask(task)
    node.left = 1
    this.attach(task)
    this.changed.push(node)
  }

  private createTasks(node: FlowNode, keys: readonly (string | null)[]): void {
    const tasks = new Map<string | null, FlowTask>()
    for (const key of keys) tasks.set(key, new FlowTask(node, key, tasks.size))
    node.tasks = tasks
    node.left = tasks.size
    this.news.expanded.push(node)
    for (const task of tasks.values()) this.attach(task)
    this.changed.push(node)
  }

  /** Counts what a new task waits for, and has it told when that ends. A chosen result holds whatever the inputs are. */
  private attach(task: FlowTask): void {
    if (own(task.node.flat.node.pins, task.key ?? '')) return this.release(task)
    task.pending = 1
    for (const input of task.node.inputs) {
      if (input.port.many) {
        for (const wire of input.wires) this.awaitFeed(task, wire)
        continue
      }
      const slot = slotFor(task, input)
      if (slot) this.awaitTask(task, slot.task, false)
    }
    this.arrive(task)
  }

  private awaitFeed(task: FlowTask, wire: FlowWire): void {
    const feed = feedOf(wire)
    if (!feed) {
      task.pending += 1
      wire.source.waitingForFeed = appended(wire.source.waitingForFeed, { task, wire })
      return
    }
    const { tolerant } = task.node
    if (feed.dead) return this.awaitTask(task, feed.dead, tolerant)
    let last: FlowTask | undefined
    for (const { task: source } of feed.slots) {
      if (source !== last) this.awaitTask(task, source, tolerant)
      last = source
    }
  }

  /** @param tolerant whether the task goes on without it. */
  private awaitTask(task: FlowTask, source: FlowTask, tolerant: boolean): void {
    if (source.state === 'done') return
    if (isLost(source)) {
      if (!tolerant) task.cause ??= becauseOf(source)
      return
    }
    task.pending += 1
    source.dependents = appended(source.dependents, task)
  }

  /** One thing less to wait for. */
  private arrive(task: FlowTask): void {
    task.pending -= 1
    if (task.state !== 'waiting') return
    if (task.cause) return this.block(task)
    if (task.pending > 0) return
    task.cause = lackOf(task)
    if (task.cause) return this.block(task)
    this.release(task)
  }

  private release(task: FlowTask): void {
    task.state = 'ready'
    this.news.ready.push(task)
  }

  private block(task: FlowTask): void {
    task.state = 'blocked'
    this.news.blocked.push(task)
    this.ended.push(task)
  }

  private end(task: FlowTask, state: 'done' | 'failed'): void {
    task.state = state
    this.ended.push(task)
    this.drain()
  }

  private drain(): void {
    for (;;) {
      const task = this.ended.pop()
      if (task) {
        this.tellDependents(task)
        continue
      }
      const node = this.changed.pop()
      if (!node) return
      this.feedsChanged(node)
    }
  }

  private tellDependents(task: FlowTask): void {
    const { dependents, node } = task
    task.dependents = NOBODY
    for (const dependent of dependents) {
      if (task.state !== 'done' && blocks(task, dependent)) dependent.cause ??= becauseOf(task)
      this.arrive(dependent)
    }
    node.left -= 1
    if (!node.mapped || node.left === 0) this.changed.push(node)
  }

  /** The feeds of a node may have become known: whoever waited for one looks again. */
  private feedsChanged(node: FlowNode): void {
    for (const consumer of node.consumers) this.expand(consumer)
    const waiting = node.waitingForFeed
    if (waiting.length === 0) return
    node.waitingForFeed = NOBODY
    for (const { task, wire } of waiting) {
      if (feedOf(wire)) {
        this.awaitFeed(task, wire)
        this.arrive(task)
      } else node.waitingForFeed = appended(node.waitingForFeed, { task, wire })
    }
  }
}

const NOBODY: readonly never[] = []

const hasNotEnded = ({ state }: FlowTask): boolean => state === 'waiting' || state === 'ready' || state === 'shown'
