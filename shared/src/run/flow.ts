import { fail, type ErrorBody } from '../errors.ts'
import type { FlatGraph, FlatNode, FlatWire } from '../project/flatten.ts'
import type { Outputs, Value } from '../node/values.ts'
import type { TaskInputs } from './fingerprint.ts'

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
    task.outputs = outputs
    this.end(task, 'done')
  }

  /** A task that failed, was cancelled or cannot run: what needs it is blocked, naming this cause. */
  stop(task: FlowTask, cause: ErrorBody): void {
    task.cause = cause
    this.end(task, 'failed')
  }

  /** What a ready task works on. */
  inputsOf(task: FlowTask): TaskInputs {
    const inputs: Record<string, Value | readonly Value[]> = {}
    for (const input of task.node.inputs) {
      if (input.port.many) {
        const values = this.gather(input).map(valueOf)
        if (values.length > 0 || !input.port.optional) inputs[input.name] = values.filter((value) => value !== undefined)
        continue
      }
      const slot = this.slotFor(task, input)
      const value = slot ? valueOf(slot) : task.node.flat.step.typed[input.name]
      if (value !== undefined) inputs[input.name] = value
    }
    return inputs
  }

  /** What is known of a task's inputs so far; `undefined` for what is not. */
  knownInputsOf(task: FlowTask): Readonly<Record<string, Value | readonly (Value | undefined)[] | undefined>> {
    const inputs: Record<string, Value | readonly (Value | undefined)[] | undefined> = {}
    for (const input of task.node.inputs) {
      const feeds = input.wires.map((wire) => this.feed(wire))
      if (input.port.many) {
        if (feeds.every((feed) => feed && !feed.dead)) inputs[input.name] = this.gather(input).map(valueOf)
        continue
      }
      if (input.wires.length === 0) inputs[input.name] = task.node.flat.step.typed[input.name]
      else if (feeds.every((feed) => feed && !feed.dead)) {
        const slot = this.slotFor(task, input)
        if (slot) inputs[input.name] = valueOf(slot)
      }
    }
    return inputs
  }

  private wire(node: FlowNode, graph: FlatGraph): void {
    for (const [name, port] of Object.entries(node.flat.step.inputs)) {
      const wires: FlowWire[] = []
      for (const wire of node.flat.wires[name] ?? []) {
        const source = this.byId.get(wire.from)
        if (!source) {
          node.cause ??= blockedBy(wire, graph)
          continue
        }
        if (!source.consumers.includes(node)) source.consumers.push(node)
        const list = source.mapped || source.flat.step.outputs[wire.fromPort]?.list !== undefined
        wires.push({ source, port: wire.fromPort, list })
        if (list && !port.many) node.mapped = true
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
      const feed = this.feed(wire)
      if (!feed) return
      if (feed.dead) return this.expandDead(node, becauseOf(feed.dead))
      lists.push({ input, feed })
    }
    const [first] = lists
    if (!first) return
    const { keys } = first.feed
    for (const { input, feed } of lists) {
      if (feed.keys.length !== keys.length) return this.expandDead(node, unequal({ node, first, other: { input, feed } }))
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
    const tasks = keys.map((key, position) => new FlowTask(node, key, position))
    node.tasks = new Map(tasks.map((task) => [task.key, task]))
    node.left = tasks.length
    if (node.mapped) this.news.expanded.push(node)
    for (const task of tasks) this.attach(task)
    this.changed.push(node)
  }

  /** Counts what a new task waits for, and has it told when that ends. */
  private attach(task: FlowTask): void {
    task.pending = 1
    for (const input of task.node.inputs) {
      if (input.port.many) {
        for (const wire of input.wires) this.awaitFeed(task, wire)
        continue
      }
      const slot = this.slotFor(task, input)
      if (slot) this.awaitTask(task, slot.task)
    }
    this.arrive(task)
  }

  private awaitFeed(task: FlowTask, wire: FlowWire): void {
    const feed = this.feed(wire)
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
    const empty = task.node.inputs.find((input) => input.port.many && !input.port.optional && this.gather(input).length === 0)
    if (empty) {
      task.cause = emptyInput(task.node, empty.name)
      return this.block(task)
    }
    task.state = 'ready'
    this.news.ready.push(task)
  }

  private block(task: FlowTask): void {
    task.state = 'blocked'
    this.news.blocked.push(task)
    this.ended.push(task)
  }

  private end(task: FlowTask, state: 'done' | 'failed'): void {
    if (task.state === 'done' || task.state === 'failed' || task.state === 'blocked') return
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
    node.waitingForFeed = []
    for (const { task, wire } of waiting) {
      if (this.feed(wire)) {
        this.awaitFeed(task, wire)
        this.arrive(task)
      } else node.waitingForFeed.push({ task, wire })
    }
  }

  private gather(input: FlowInput): readonly Slot[] {
    return input.wires.flatMap((wire) => this.feed(wire)?.slots ?? [])
  }

  private slotFor(task: FlowTask, input: FlowInput): Slot | undefined {
    const [wire] = input.wires
    if (!wire) return undefined
    const feed = this.feed(wire)
    if (!feed) return undefined
    if (!wire.list) return feed.slots[0]
    return feed.slots[input.zip?.[task.position] ?? task.position]
  }

  /** What a wire gives, once its length is known. */
  private feed({ source, port, list }: FlowWire): Feed | undefined {
    const known = source.feeds.get(port)
    if (known) return known
    const feed = list ? this.listFeed(source, port) : this.singleFeed(source, port)
    if (feed) source.feeds.set(port, feed)
    return feed
  }

  private singleFeed(source: FlowNode, port: string): Feed | undefined {
    const task = source.tasks?.get(null)
    return task && { keys: [null], slots: [{ task, port }] }
  }

  private listFeed(source: FlowNode, port: string): Feed | undefined {
    if (!source.tasks) return undefined
    if (source.dead) return { keys: [], slots: [], dead: source.dead }
    const tasks = [...source.tasks.values()]
    if (source.flat.step.outputs[port]?.list === undefined) {
      return { keys: tasks.map((task) => task.key), slots: tasks.map((task) => ({ task, port })) }
    }
    if (source.left > 0) return undefined
    const [only] = tasks
    if (!source.mapped && only && only.state !== 'done') return { keys: [], slots: [], dead: only }
    const keys: (string | null)[] = []
    const slots: Slot[] = []
    for (const task of tasks) {
      const output = task.outputs?.[port]
      if (!output || !('items' in output)) {
        keys.push(task.key)
        slots.push({ task, port })
        continue
      }
      output.items.forEach((item, index) => {
        keys.push(task.key === null ? item.key : `${task.key}/${item.key}`)
        slots.push({ task, port, index })
      })
    }
    return { keys, slots }
  }
}

export interface FlowNews {
  ready: FlowTask[]
  blocked: FlowTask[]
  /** Mapped nodes whose tasks were made. */
  expanded: FlowNode[]
}

export class FlowNode {
  readonly flat: FlatNode
  readonly inputs: FlowInput[] = []
  readonly consumers: FlowNode[] = []
  readonly feeds = new Map<string, Feed>()
  /** Runs once per item of a list. Known before anything runs. */
  mapped = false
  /** By item key; `undefined` until the keys are known. */
  tasks: Map<string | null, FlowTask> | undefined
  /** Tasks that have not ended. */
  left = 0
  /** Set where the node as a whole cannot run. */
  cause: ErrorBody | undefined
  dead: FlowTask | undefined
  waitingForFeed: { readonly task: FlowTask; readonly wire: FlowWire }[] = []

  constructor(flat: FlatNode) {
    this.flat = flat
  }
}

export class FlowTask {
  readonly node: FlowNode
  readonly key: string | null
  readonly position: number
  state: 'waiting' | 'ready' | 'done' | 'failed' | 'blocked' = 'waiting'
  pending = 0
  outputs: Outputs | undefined
  /** Why it failed or is blocked. */
  cause: ErrorBody | undefined
  dependents: FlowTask[] = []

  constructor(node: FlowNode, key: string | null, position: number) {
    this.node = node
    this.key = key
    this.position = position
  }
}

interface FlowInput {
  readonly name: string
  readonly port: FlatNode['step']['inputs'][string]
  readonly wires: FlowWire[]
  /** Where several lists are zipped by key: which slot each position takes. */
  zip: readonly number[] | undefined
}

interface FlowWire {
  readonly source: FlowNode
  readonly port: string
  readonly list: boolean
}

interface Slot {
  readonly task: FlowTask
  readonly port: string
  /** Place in the list that one task gave. */
  readonly index?: number
}

interface Feed {
  readonly keys: readonly (string | null)[]
  readonly slots: readonly Slot[]
  /** No item will ever come, because of this task. */
  readonly dead?: FlowTask
}

const valueOf = ({ task, port, index }: Slot): Value | undefined => {
  const output = task.outputs?.[port]
  if (!output) return undefined
  if ('value' in output) return output.value
  return index === undefined ? undefined : output.items[index]?.value
}

const blockedBy = (wire: FlatWire, graph: FlatGraph): ErrorBody => {
  const broken = graph.broken.get(wire.from)
  if (broken) return broken
  return fail('missing-input', 'What feeds this step takes no part in the run.', { node: wire.from }).body
}

/** The cause as it is told to those who wait: always the first one, with its own node. */
const becauseOf = (task: FlowTask): ErrorBody =>
  task.cause ?? { code: 'internal', message: `“${task.node.flat.title}” gave nothing.`, node: task.node.flat.id }

interface Unequal {
  readonly node: FlowNode
  readonly first: { readonly input: FlowInput; readonly feed: Feed }
  readonly other: { readonly input: FlowInput; readonly feed: Feed }
}

const unequal = ({ node, first, other }: Unequal): ErrorBody => ({
  code: 'unequal-lists',
  message: `“${node.flat.title}” gets lists of different lengths: ${first.feed.keys.length} for “${first.input.port.title ?? first.input.name}”, ${other.feed.keys.length} for “${other.input.port.title ?? other.input.name}”.`,
  hint: 'Make them equally long, or give one value for all.',
  node: node.flat.id,
  field: other.input.name,
})

const emptyInput = (node: FlowNode, field: string): ErrorBody => ({
  code: 'missing-input',
  message: `“${node.flat.title}” gets an empty list.`,
  hint: 'Give it at least one item.',
  node: node.flat.id,
  field,
})
