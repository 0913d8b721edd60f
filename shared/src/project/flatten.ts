import type { Catalog, Step } from '../node/catalog.ts'
import { cycleMembers, nodeTitle, portMisfit, portTitle } from './connect.ts'
import type { Edge, Graph, Node } from './document.ts'
import { byOrder } from './order.ts'
import type { ErrorBody } from '../errors.ts'

/** A wire as the engine sees it: from a node that runs to a node that runs. */
export interface FlatWire {
  readonly from: string
  readonly fromPort: string
}

export interface FlatNode {
  readonly id: string
  readonly node: Node
  readonly title: string
  readonly step: Step
  /** The wires into each port, in order. */
  readonly wires: Readonly<Record<string, readonly FlatWire[]>>
  /** What keeps it from running, known before anything runs. */
  readonly problems: readonly ErrorBody[]
}

/** What the engine runs: no decoration, no bypass, no node that is off; every node after what feeds it. */
export interface FlatGraph {
  readonly nodes: readonly FlatNode[]
  /** Nodes that take no part, and why. */
  readonly off: ReadonlyMap<string, string>
  /** Nodes that cannot take part: unknown, or on a circle. */
  readonly broken: ReadonlyMap<string, ErrorBody>
}

/** Brings the graph a person drew to the one that runs. Its node ids are the document's (components will make them paths). */
export const flatten = (graph: Graph, catalog: Catalog): FlatGraph => {
  const draft = new Flattening(graph, catalog)
  return draft.result()
}

class Flattening {
  private readonly graph: Graph
  private readonly catalog: Catalog
  private readonly incoming = new Map<string, Edge[]>()
  private readonly off = new Map<string, string>()
  private readonly broken = new Map<string, ErrorBody>()

  constructor(graph: Graph, catalog: Catalog) {
    this.graph = graph
    this.catalog = catalog
    for (const edge of Object.values(graph.edges)) {
      const list = this.incoming.get(edge.to.node)
      if (list) list.push(edge)
      else this.incoming.set(edge.to.node, [edge])
    }
    for (const list of this.incoming.values()) list.sort(byOrder)
  }

  result(): FlatGraph {
    const nodes: FlatNode[] = []
    for (const id of this.order()) {
      const flat = this.flattenNode(id)
      if (flat) nodes.push(flat)
    }
    return { nodes, off: this.off, broken: this.broken }
  }

  /** Topological, by id where the wires leave it open, so that equal graphs give equal plans. */
  private order(): readonly string[] {
    const circle = cycleMembers(this.graph)
    const done = new Set<string>()
    const order: string[] = []
    const visit = (start: string): void => {
      const stack: { id: string; next: number; from: readonly string[] }[] = []
      const enter = (id: string): void => {
        if (done.has(id) || circle.has(id)) return
        done.add(id)
        stack.push({ id, next: 0, from: (this.incoming.get(id) ?? []).map((edge) => edge.from.node) })
      }
      enter(start)
      for (let top = stack.at(-1); top; top = stack.at(-1)) {
        const source = top.from[top.next++]
        if (source === undefined) {
          order.push(top.id)
          stack.pop()
        } else enter(source)
      }
    }
    for (const id of Object.keys(this.graph.nodes).sort()) {
      if (circle.has(id)) this.markCircle(id)
      else visit(id)
    }
    return order
  }

  private markCircle(id: string): void {
    const node = this.graph.nodes[id]
    if (!node) return
    this.broken.set(id, {
      code: 'bad-connection',
      message: `“${nodeTitle(this.catalog, node)}” lies on or behind a circle of wires.`,
      hint: 'Remove one wire of the circle.',
      node: id,
    })
  }

  private flattenNode(id: string): FlatNode | undefined {
    const node = this.graph.nodes[id]
    if (!node) return undefined
    const step = this.catalog.stepOf(node)
    if ('missing' in step) {
      if (node.mode === 'off') this.off.set(id, 'switched off')
      else this.broken.set(id, { ...step.missing, node: id })
      return undefined
    }
    if (step.kind.decoration) return undefined
    if (node.mode !== 'on') {
      this.off.set(id, node.mode === 'off' ? 'switched off' : 'bypassed')
      return undefined
    }
    return this.wire(node, step)
  }

  private wire(node: Node, step: Step): FlatNode | undefined {
    const title = nodeTitle(this.catalog, node)
    const wires: Record<string, FlatWire[]> = {}
    const problems: ErrorBody[] = step.problems.map((problem) => ({ code: 'bad-parameter', node: node.id, ...problem, message: `“${title}”: ${problem.message}` }))
    const silenced = new Set<string>()
    for (const edge of this.incoming.get(node.id) ?? []) {
      const source = this.graph.nodes[edge.from.node]
      const misfit = source && portMisfit(this.catalog, { source, target: node, from: edge.from, to: edge.to })
      if (misfit) {
        problems.push({ code: 'bad-connection', message: misfit.reason, hint: 'Remove the broken wire or connect it elsewhere.', node: node.id, field: edge.to.port })
        continue
      }
      const found = this.trace(edge.from.node, edge.from.port)
      if (found === 'off') silenced.add(edge.to.port)
      else if (found === 'none') {
        problems.push({ code: 'missing-input', message: `“${title}” gets nothing through a bypassed node.`, hint: 'Connect an input of the same type to the bypassed node, or switch it on.', node: node.id, field: edge.to.port })
      } else (wires[edge.to.port] ??= []).push(...found)
    }
    for (const [name, port] of Object.entries(step.inputs)) {
      const given = wires[name]
      if (given && !port.many && given.length > 1) wires[name] = given.slice(0, 1)
      if (given || port.optional || name in step.typed) continue
      if (silenced.has(name)) {
        this.off.set(node.id, `needs “${portTitle(name, port)}”, which is switched off`)
        return undefined
      }
      if (problems.some((problem) => problem.field === name)) continue
      problems.push(missingInput({ title, name, node: node.id, type: port.type, typed: port.typed !== undefined, label: portTitle(name, port) }))
    }
    return { id: node.id, node, title, step, wires, problems }
  }

  /** Follows a wire back through bypassed nodes to what really gives the value. */
  private trace(id: string, port: string): readonly FlatWire[] | 'off' | 'none' {
    const node = this.graph.nodes[id]
    if (!node) return 'none'
    if (this.off.has(id) && node.mode !== 'bypass') return 'off'
    if (node.mode !== 'bypass') return [{ from: id, fromPort: port }]
    const step = this.catalog.stepOf(node)
    if ('missing' in step) return 'none'
    const type = step.outputs[port]?.type
    for (const [name, input] of Object.entries(step.inputs)) {
      if (input.type !== type) continue
      const edges = (this.incoming.get(id) ?? []).filter((edge) => edge.to.port === name)
      const found = edges.map((edge) => this.trace(edge.from.node, edge.from.port))
      const wires = found.filter((entry): entry is readonly FlatWire[] => Array.isArray(entry)).flat()
      if (wires.length > 0) return wires
      if (found.includes('off')) return 'off'
    }
    return 'none'
  }
}

interface MissingInput {
  readonly title: string
  readonly name: string
  readonly node: string
  readonly type: string
  readonly typed: boolean
  readonly label: string
}

const SOURCES: Readonly<Record<string, string>> = {
  text: 'a Text node',
  image: 'an Image node',
  video: 'a Video node',
  audio: 'an Audio node',
}

const missingInput = (input: MissingInput): ErrorBody => {
  const source = SOURCES[input.type] ?? 'a node'
  const connect = `connect ${source} to its “${input.label}” port`
  return {
    code: 'missing-input',
    message: `“${input.title}” needs ${input.label.toLowerCase()}.`,
    hint: input.typed ? `Type it in the inspector, or ${connect}.` : `${connect.replace(/^c/, 'C')}.`,
    node: input.node,
    field: input.name,
  }
}
