import { EdgeIdSchema, NodeIdSchema, ProjectIdSchema } from '../ids.ts'
import type { Catalog } from '../node/catalog.ts'
import { portsOf } from '../project/connect.ts'
import { emptyProject, newNode, type Edge, type Node, type Project } from '../project/document.ts'
import { applyOps } from '../project/ops.ts'
import { orderAtEnd, wiresInto } from '../project/order.ts'
import { testCatalog } from './catalog.ts'

/** What a drawing cannot say of its nodes, by name. */
export type Details = Readonly<Record<string, Partial<Omit<Node, 'id'>>>>

export interface Drawn {
  readonly project: Project
  readonly catalog: Catalog
}

/**
 * Builds a project from a drawing of it, so that a test shows its graph:
 *
 *     graph(`
 *       text → image → video → join
 *       hero:image   → video2  → join
 *       voice:audio (words)→(notes) board
 *     `, { text: { params: { text: 'a fox' } }, hero: { mode: 'off' } })
 *
 * A name is the node's id, and without its closing digits its kind; `name:kind` says the kind. Wires are numbered `e1`, `e2`, …
 * as drawn and take the first free input that fits; `(output)→(input)` names ports, which is needed where a kind is unknown.
 */
export const graph = (drawing: string, details: Details = {}, catalog: Catalog = testCatalog): Drawn => {
  let project = emptyProject(ProjectIdSchema.parse('drawing'), 'Drawing')
  for (const { from, output, input, to } of wiresOf(drawing)) {
    for (const node of [from, to]) project = addNode(project, node, details)
    if (!from || !to) continue
    const ends = portsBetween({ project, catalog, from: from.name, to: to.name, output, input })
    const id = EdgeIdSchema.parse(`e${Object.keys(project.edges).length + 1}`)
    const edge: Edge = { id, ...ends, order: orderAtEnd(project, to.name, ends.to.port) }
    project = applyOps(project, [{ op: 'edge-add', edge }]).project
  }
  return { project, catalog }
}

interface Drawing {
  readonly name: string
  readonly kind: string
}

interface Stroke {
  readonly from: Drawing | undefined
  readonly to: Drawing | undefined
  readonly output: string | undefined
  readonly input: string | undefined
}

const ARROW = /(?:\((\w+)\))?\s*→\s*(?:\((\w+)\))?/
const NODE = /^([\w-]+)(?::([\w-]+))?$/

const wiresOf = (drawing: string): readonly Stroke[] =>
  drawing.split('\n').flatMap((line) => {
    if (line.trim() === '') return []
    // A pattern with groups leaves them between the parts: node, output, input, node, …
    const [first = '', ...rest] = line.split(ARROW)
    let from = readNode(first)
    const strokes: Stroke[] = rest.length === 0 ? [{ from, to: undefined, output: undefined, input: undefined }] : []
    for (let place = 0; place + 2 < rest.length; place += 3) {
      const to = readNode(rest[place + 2] ?? '')
      strokes.push({ from, to, output: rest[place], input: rest[place + 1] })
      from = to
    }
    return strokes
  })

const readNode = (word: string): Drawing => {
  const [, name, kind] = NODE.exec(word.trim()) ?? []
  if (!name) throw new Error(`“${word.trim()}” is not a node of a drawing.`)
  return { name, kind: kind ?? name.replace(/\d+$/, '') }
}

const addNode = (project: Project, drawn: Drawing | undefined, details: Details): Project => {
  if (!drawn || Object.hasOwn(project.nodes, drawn.name)) return project
  const count = Object.keys(project.nodes).length
  const node = newNode({ id: NodeIdSchema.parse(drawn.name), kind: drawn.kind, x: count * 300, y: 0, ...details[drawn.name] })
  return applyOps(project, [{ op: 'node-add', node }]).project
}

interface Question {
  readonly project: Project
  readonly catalog: Catalog
  readonly from: string
  readonly to: string
  readonly output: string | undefined
  readonly input: string | undefined
}

const portsBetween = (question: Question): Pick<Edge, 'from' | 'to'> => {
  const { project, catalog, from, to, output, input } = question
  const source = project.nodes[from]
  const target = project.nodes[to]
  if (!source || !target) throw new Error(`There is no “${from}” or no “${to}”.`)
  const ends = (outputPort: string, inputPort: string): Pick<Edge, 'from' | 'to'> => ({
    from: { node: source.id, port: outputPort },
    to: { node: target.id, port: inputPort },
  })
  if (output && input) return ends(output, input)
  const { outputs } = portsOf(catalog, source)
  const { inputs } = portsOf(catalog, target)
  for (const [outputName, { type }] of Object.entries(outputs)) {
    if (output && output !== outputName) continue
    for (const [inputName, port] of Object.entries(inputs)) {
      const free = port.many || wiresInto(project, to, inputName).length === 0
      if (input ? input === inputName : type === port.type && free) return ends(outputName, inputName)
    }
  }
  throw new Error(`Nothing of “${from}” fits a free input of “${to}”: name the ports, (output)→(input).`)
}
