import type { Catalog, Step } from '../node/catalog.ts'
import { cycleMembers, nodeTitle, portMisfit, portTitle } from './connect.ts'
import { isComposed } from './composed.ts'
import type { Edge, Graph, Node } from './document.ts'
import { fallbackSteps, type FallbackSteps } from './fallback-steps.ts'
import { badParameter, missingInput } from './flatten-problems.ts'
import { byOrder } from './order.ts'
import { sourcesFirst } from './sources-first.ts'
import type { ErrorBody, ErrorCode } from '../errors.ts'
import { own } from '../json.ts'

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
  /** An ordinary input gets a list, so it runs once per item. */
  readonly mapped: boolean
  /** Only where the node names some that fit. */
  readonly fallbacks?: FallbackSteps
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
  /** Of each node that is off because of another one, that one. */
  private readonly silencer = new Map<string, string>()
  private readonly broken = new Map<string, ErrorBody>()
  /** Of each bypassed node, what its outputs repeat. Worked out in order, so long chains of them need no recursion. */
  private readonly bypassed = new Map<string, ReadonlyMap<string, Passed>>()
  private readonly flat = new Map<string, FlatNode>()

  constructor(graph: Graph, catalog: Catalog) {
    this.graph = graph
    this.catalog = catalog
    for (const edge of Object.values(graph.edges)) {
      const list = this.incoming.get(edge.to.node)
      if (list) list.push(edge)
      else this.incoming.set(edge.to.node, [edge])
    }
    for (const list of this.incoming.values()) if (list.length > 1) list.sort(byOrder)
  }

  result(): FlatGraph {
    const nodes: FlatNode[] = []
    for (const id of this.order()) {
      const flat = this.flattenNode(id)
      if (!flat) continue
      nodes.push(flat)
      this.flat.set(id, flat)
    }
    return { nodes, off: this.off, broken: this.broken }
  }

  /** Topological, by id where the wires leave it open, so that equal graphs give equal plans. */
  private order(): readonly string[] {
    const ids = Object.keys(this.graph.nodes).toSorted()
    const order = sourcesFirst(ids, this.incoming)
    if (order) return order
    const circle = cycleMembers(this.graph)
    circle.forEach((id) => this.markCircle(id))
    return (
      sourcesFirst(
        ids.filter((id) => !circle.has(id)),
        this.incoming,
      ) ?? []
    )
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
    if (node.mode === 'bypass') this.bypassed.set(id, this.passThrough(node, step))
    if (node.mode !== 'on') {
      this.off.set(id, node.mode === 'off' ? 'switched off' : 'bypassed')
      return undefined
    }
    return this.wire(node, step)
  }

  private wire(node: Node, step: Step): FlatNode | undefined {
    const title = nodeTitle(this.catalog, node)
    const intake = this.takeIn(node, step, title)
    const { wires, problems } = intake
    const mapped = Object.entries(step.inputs).some(
      ([name, port]) => !port.many && own(wires, name)?.some((wire) => this.givesList(wire)),
    )
    if (!mapped && own(node.pins, ''))
      return { id: node.id, node, title, step, wires: this.wiresThatRun(wires), problems: [], mapped }
    const isWired = (port: string): boolean => own(wires, port) !== undefined
    for (const [name, port] of Object.entries(step.inputs)) {
      const given = own(wires, name)
      if (given) {
        if (!port.many && given.length > 1) wires[name] = given.slice(0, 1)
        continue
      }
      if (port.optional || Object.hasOwn(step.typed, name) || isComposed(step, name, isWired)) continue
      const label = portTitle(name, port)
      const silent = intake.silenced?.get(name)
      if (silent !== undefined) {
        const [via, off] = [this.titleOf(silent.via), this.titleOf(silent.off)]
        const why = silent.via === silent.off ? 'which is switched off' : `and “${off}” before that is switched off`
        this.off.set(node.id, `needs “${label}” from “${via}”, ${why}`)
        this.silencer.set(node.id, silent.off)
        return undefined
      }
      if (problems.some((problem) => problem.field === name)) continue
      problems.push(
        missingInput({
          title,
          name,
          node: node.id,
          type: port.type,
          typed: port.typed !== undefined,
          many: port.many,
          label,
        }),
      )
    }
    const { catalog, graph } = this
    const fallbacks = node.fallbacks && fallbackSteps({ catalog, edges: graph.edges, node, step, isWired })
    return { id: node.id, node, title, step, wires, problems, mapped, ...(fallbacks && { fallbacks }) }
  }

  /** For a chosen result, which holds whatever the inputs are: also where they are missing, broken or off. */
  private wiresThatRun(wires: FlatNode['wires']): FlatNode['wires'] {
    const running: Record<string, readonly FlatWire[]> = {}
    for (const [port, list] of Object.entries(wires)) running[port] = list.filter(({ from }) => this.flat.has(from))
    return running
  }

  /** Follows every wire into a node to what really gives its value. */
  private takeIn(node: Node, step: Step, title: string): Intake {
    const intake: Intake = {
      wires: {},
      problems: step.problems.map((problem) => badParameter(node.id, title, problem)),
    }
    const edges = this.incoming.get(node.id) ?? NO_EDGES
    for (const [index, edge] of edges.entries()) {
      const { port } = edge.to
      const refuse = (code: ErrorCode, message: string, hint: string) =>
        intake.problems.push({ code, message, hint, node: node.id, field: port })
      const misfit = this.misfitOf(edge, node)
      if (misfit) refuse('bad-connection', misfit, 'Remove the broken wire or connect it elsewhere.')
      else if (own(step.inputs, port)?.many === false && this.isSecond(edges, index, node)) {
        refuse(
          'bad-connection',
          `“${portTitle(port, own(step.inputs, port))}” of “${title}” takes one wire only.`,
          'Remove the others.',
        )
      } else {
        const found = this.sourceOf(edge)
        if (isWires(found)) intake.wires[port] = append(own(intake.wires, port), found)
        else if (found !== 'none') (intake.silenced ??= new Map()).set(port, { ...found, via: edge.from.node })
        else
          refuse(
            'missing-input',
            `“${title}” gets nothing through a bypassed node.`,
            'Connect an input of the same type to the bypassed node, or switch it on.',
          )
      }
    }
    return intake
  }

  private titleOf(id: string): string {
    const node = this.graph.nodes[id]
    return node ? nodeTitle(this.catalog, node) : id
  }

  private isSecond(edges: readonly Edge[], index: number, node: Node): boolean {
    const port = edges[index]?.to.port
    return edges.some((edge, place) => place < index && edge.to.port === port && !this.misfitOf(edge, node))
  }

  private givesList({ from, fromPort }: FlatWire): boolean {
    const source = this.flat.get(from)
    return source !== undefined && (source.mapped || source.step.outputs[fromPort]?.list !== undefined)
  }

  /** What really gives the value of a wire. */
  private sourceOf({ from }: Edge): Passed {
    const passed = this.bypassed.get(from.node)
    if (passed) return passed.get(from.port) ?? 'none'
    if (this.off.has(from.node)) return { off: this.silencer.get(from.node) ?? from.node }
    return [{ from: from.node, fromPort: from.port }]
  }

  /** What each output of a bypassed node repeats: its first connected input of that type. */
  private passThrough(node: Node, step: Step): ReadonlyMap<string, Passed> {
    const inputs = Object.entries(step.inputs).map(([name, { type }]) => ({ type, passed: this.passInput(node, name) }))
    return new Map(
      Object.entries(step.outputs).map(([name, { type }]) => {
        const fitting = inputs.filter((input) => input.type === type).map((input) => input.passed)
        return [name, fitting.find(isWires) ?? fitting.find((passed) => passed !== 'none') ?? 'none']
      }),
    )
  }

  private passInput(node: Node, port: string): Passed {
    const wires: FlatWire[] = []
    let silenced: Silenced | undefined
    for (const edge of this.incoming.get(node.id) ?? []) {
      if (edge.to.port !== port || this.misfitOf(edge, node)) continue
      const source = this.sourceOf(edge)
      if (isWires(source)) wires.push(...source)
      else if (source !== 'none') silenced ??= source
    }
    return wires.length > 0 ? wires : (silenced ?? 'none')
  }

  private misfitOf(edge: Edge, target: Node): string | undefined {
    const source = this.graph.nodes[edge.from.node]
    return source && portMisfit(this.catalog, { source, target, from: edge.from, to: edge.to })?.reason
  }
}

/** The wires behind a wire, or that there are none: because what gives is switched off, or because nothing is connected. */
type Passed = readonly FlatWire[] | Silenced | 'none'

/** The node that a person has switched off, however many lie between. */
interface Silenced {
  readonly off: string
}

const isWires = (passed: Passed): passed is readonly FlatWire[] => Array.isArray(passed)

interface Intake {
  readonly wires: Record<string, FlatWire[]>
  readonly problems: ErrorBody[]
  /** Ports whose wires lead to something that is switched off, and what that is. */
  silenced?: Map<string, Silenced & { readonly via: string }>
}

const NO_EDGES: readonly Edge[] = []

/** In place, for a port may gather thousands. */
const append = (list: FlatWire[] = [], more: readonly FlatWire[]): FlatWire[] => {
  list.push(...more)
  return list
}
