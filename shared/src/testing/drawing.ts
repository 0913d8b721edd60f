import { generateKeyBetween } from 'fractional-indexing'
import { EdgeIdSchema, NodeIdSchema, ProjectIdSchema } from '../ids.ts'
import type { Catalog } from '../node/catalog.ts'
import { portsOf } from '../project/connect.ts'
import { emptyProject, newNode, type Edge, type Node, type Project } from '../project/document.ts'
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
  const sheet: Sheet = { catalog, nodes: new Map(), edges: [], taken: new Map() }
  for (const stroke of wiresOf(drawing)) {
    for (const drawn of [stroke.from, stroke.to]) if (drawn) addNode(sheet, drawn, details[drawn.name])
    if (stroke.from && stroke.to) addWire(sheet, { ...stroke, from: stroke.from.name, to: stroke.to.name })
  }
  const project: Project = {
    ...emptyProject(ProjectIdSchema.parse('drawing'), 'Drawing'),
    nodes: Object.fromEntries(sheet.nodes),
    edges: Object.fromEntries(sheet.edges.map((edge) => [edge.id, edge])),
  }
  return { project, catalog }
}

interface Sheet {
  readonly catalog: Catalog
  readonly nodes: Map<string, Node>
  readonly edges: Edge[]
  /** The last order used, by target and port. */
  readonly taken: Map<string, string>
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

const addNode = ({ nodes }: Sheet, { name, kind }: Drawing, details: Details[string] = {}): void => {
  if (nodes.has(name)) return
  nodes.set(name, newNode({ id: NodeIdSchema.parse(name), kind, x: nodes.size * 300, y: 0, ...details }))
}

interface Wire {
  readonly from: string
  readonly to: string
  readonly output: string | undefined
  readonly input: string | undefined
}

const addWire = (sheet: Sheet, wire: Wire): void => {
  const source = sheet.nodes.get(wire.from)
  const target = sheet.nodes.get(wire.to)
  if (!source || !target) throw new Error(`There is no “${wire.from}” or no “${wire.to}”.`)
  const [output, input] = portsBetween(sheet, wire, { source, target })
  const place = `${wire.to} ${input}`
  const order = generateKeyBetween(sheet.taken.get(place) ?? null, null)
  sheet.taken.set(place, order)
  const id = EdgeIdSchema.parse(`e${sheet.edges.length + 1}`)
  sheet.edges.push({ id, from: { node: source.id, port: output }, to: { node: target.id, port: input }, order })
}

const portsBetween = (
  sheet: Sheet,
  { from, to, output, input }: Wire,
  { source, target }: { readonly source: Node; readonly target: Node },
): readonly [string, string] => {
  if (output && input) return [output, input]
  const { outputs } = portsOf(sheet.catalog, source)
  const { inputs } = portsOf(sheet.catalog, target)
  for (const [outputName, { type }] of Object.entries(outputs)) {
    if (output && output !== outputName) continue
    for (const [inputName, port] of Object.entries(inputs)) {
      const free = port.many || !sheet.taken.has(`${to} ${inputName}`)
      if (input ? input === inputName : type === port.type && free) return [outputName, inputName]
    }
  }
  throw new Error(`Nothing of “${from}” fits a free input of “${to}”: name the ports, (output)→(input).`)
}
