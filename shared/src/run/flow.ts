import type { ErrorBody } from '../errors.ts'
import { own } from '../json.ts'
import type { Outputs, Value } from '../node/values.ts'
import type { FlatGraph } from '../project/flatten.ts'
import { feedOf, gather, slotFor, valueOf } from './feed.ts'
import type { TaskInputs } from './fingerprint.ts'
import { becauseOf, blockedBy, emptyInput, unequal } from './flow-causes.ts'
import { FlowNode, FlowTask, type Feed, type FlowInput, type FlowWire } from './flow-parts.ts'

export { FlowNode, FlowTask } from './flow-parts.ts'

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
      this.wire(node, graph)
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
    if (!isOpen(task)) return
    task.outputs = outputs
    this.end(task, 'done')
  }

  /** A task that failed, was cancelled or cannot run: what needs it is blocked, naming this cause. */
  stop(task: FlowTask, cause: ErrorBody): void {
    if (!isOpen(task)) return
    task.cause = cause
    this.end(task, 'failed')
  }

  /** What a ready task works on. */
  inputsOf(task: FlowTask): TaskInputs {
    const inputs: Record<string, Value | readonly Value[]> = {}
    for (const input of task.node.inputs) {
      if (input.port.many) {
        const values = gather(input).map(valueOf)
        if (values.length > 0 || !input.port.optional)
          inputs[input.name] = values.filter((value) => value !== undefined)
        continue
      }
      const slot = slotFor(task, input)
      const value = slot ? valueOf(slot) : own(task.node.flat.step.typed, input.name)
      if (value !== undefined) inputs[input.name] = value
    }
    return inputs
  }

  /** What is known of a task's inputs so far; `undefined` for what is not. */
  knownInputsOf(task: FlowTask): Readonly<Record<string, Value | readonly (Value | undefined)[] | undefined>> {
    const inputs: Record<string, Value | readonly (Value | undefined)[] | undefined> = {}
    for (const input of task.node.inputs) {
      const feeds = input.wires.map((wire) => feedOf(wire))
      if (input.port.many) {
        if (feeds.every((feed) => feed && !feed.dead)) inputs[input.name] = gather(input).map(valueOf)
        continue
      }
      if (input.wires.length === 0) inputs[input.name] = own(task.node.flat.step.typed, input.name)
      else if (feeds.every((feed) => feed && !feed.dead)) {
        const slot = slotFor(task, input)
        if (slot) inputs[input.name] = valueOf(slot)
      }
    }
    return inputs
  }

  private wire(node: FlowNode, graph: FlatGraph): void {
    for (const [name, port] of Object.entries(node.flat.step.inputs)) {
      const wires: FlowWire[] = []
      for (const wire of own(node.flat.wires, name) ?? []) {
        const source = this.byId.get(wire.from)
        if (!source) {
          node.cause ??= blockedBy(wire, graph)
          continue
        }
        if (source.consumers.at(-1) !== node) source.consumers.push(node)
        wires.push({
          source,
          port: wire.fromPort,
          list: source.mapped || source.flat.step.outputs[wire.fromPort]?.list !== undefined,
        })
      }
      node.inputs.push({ name, port, wires, zip: undefined })
    }
    const [problem] = node.flat.problems
    if (problem) node.cause = problem
  }

  /** Makes a node's tasks as soon as their keys are known. */
  private expand(node: FlowNode): void {
    if (node.tasks) return
    if (node.cause) return this.expandDead(node, node.cause)
    if (!node.mapped) return this.createTasks(node, [null])
    const lists: { readonly input: FlowInput; readonly feed: Feed }[] = []
    for (const input of node.inputs) {
      const [wire] = input.wires
      if (input.port.many || !wire?.list) continue
      const feed = feedOf(wire)
      if (!feed) return
      if (feed.dead) return this.expandDead(node, becauseOf(feed.dead))
      lists.push({ input, feed })
    }
    const [first] = lists
    if (!first) return
    const { keys } = first.feed
    for (const { input, feed } of lists) {
      if (feed.keys.length !== keys.length)
        return this.expandDead(node, unequal({ node, first, other: { input, feed } }))
      const places = new Map(feed.keys.map((key, index) => [key, index]))
      input.zip = keys.every((key) => places.has(key)) ? keys.map((key) => places.get(key) ?? 0) : undefined
    }
    this.createTasks(node, keys)
  }

  private expandDead(node: FlowNode, cause: ErrorBody): void {
    const task = new FlowTask(node, null, 0)
    node.tasks = new Map([[null, task]])
    node.left = 1
    node.dead = task
    if (node.mapped) this.news.expanded.push(node)
    task.cause = cause
    this.block(task)
  }

  private createTasks(node: FlowNode, keys: readonly (string | null)[]): void {
    const tasks = new Map<string | null, FlowTask>()
    for (const key of keys) tasks.set(key, new FlowTask(node, key, tasks.size))
    node.tasks = tasks
    node.left = tasks.size
    if (node.mapped) this.news.expanded.push(node)
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
      if (slot) this.awaitTask(task, slot.task)
    }
    this.arrive(task)
  }

  private awaitFeed(task: FlowTask, wire: FlowWire): void {
    const feed = feedOf(wire)
    if (!feed) {
      task.pending += 1
      wire.source.waitingForFeed.push({ task, wire })
      return
    }
    if (feed.dead) return this.awaitTask(task, feed.dead)
    let last: FlowTask | undefined
    for (const { task: source } of feed.slots) {
      if (source !== last) this.awaitTask(task, source)
      last = source
    }
  }

  private awaitTask(task: FlowTask, source: FlowTask): void {
    if (source.state === 'done') return
    if (source.state === 'failed' || source.state === 'blocked') {
      task.cause ??= becauseOf(source)
      return
    }
    task.pending += 1
    source.dependents.push(task)
  }

  /** One thing less to wait for. */
  private arrive(task: FlowTask): void {
    task.pending -= 1
    if (task.state !== 'waiting') return
    if (task.cause) return this.block(task)
    if (task.pending > 0) return
    const empty = task.node.inputs.find(
      (input) => input.port.many && !input.port.optional && gather(input).length === 0,
    )
    if (empty) {
      task.cause = emptyInput(task.node, empty.name)
      return this.block(task)
    }
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
    task.dependents = []
    for (const dependent of dependents) {
      if (task.state !== 'done') dependent.cause ??= becauseOf(task)
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
    node.waitingForFeed = []
    for (const { task, wire } of waiting) {
      if (feedOf(wire)) {
        this.awaitFeed(task, wire)
        this.arrive(task)
      } else node.waitingForFeed.push({ task, wire })
    }
  }
}

export interface FlowNews {
  ready: FlowTask[]
  blocked: FlowTask[]
  /** Mapped nodes whose tasks were made. */
  expanded: FlowNode[]
}

const isOpen = (task: FlowTask): boolean => task.state === 'waiting' || task.state === 'ready'
