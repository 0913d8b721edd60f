import fc from 'fast-check'
import { EdgeIdSchema, NodeIdSchema } from '../ids.ts'
import type { Json } from '../json.ts'
import { portsOf } from '../project/connect.ts'
import { newNode, type Graph, type Project } from '../project/document.ts'
import type { Op } from '../project/ops.ts'
import { testCatalog } from './catalog.ts'

/** JSON that survives serialising: no -0, and no key that means the prototype. */
export const anyJson = (): fc.Arbitrary<Json> => fc.jsonValue({ maxDepth: 2 }).map((value) => surviving(value as Json))

/**
 * Without -0, and with no key called `__proto__`, which is no field of JSON here, or with a backslash: `JSON.parse` of Node 24 and 26 mixes up
 * such a key with a key that is escaped like it (nodejs/node#63785).
 */
const surviving = (value: Json): Json => {
  if (Object.is(value, -0)) return 0
  if (Array.isArray(value)) return value.map(surviving)
  if (typeof value !== 'object' || value === null) return value
  const plain = (key: string): string => comparable(key.replaceAll('__proto__', 'proto').replaceAll('\\', '/'))
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [plain(key), surviving(inner)]))
}

/** A strict comparison takes what is called `constructor` for the type of its object. */
const comparable = (name: string): string => (name === 'constructor' ? 'construct' : name)

const KINDS = [
  'text',
  'split',
  'echo',
  'pair',
  'image',
  'video',
  'audio',
  'grade',
  'join',
  'gather',
  'note',
  'unheard-of',
]
const PORTS = [
  'text',
  'words',
  'prompt',
  'style',
  'image',
  'startImage',
  'video',
  'clips',
  'texts',
  'left',
  'right',
  'constructor',
]
const KEYS = ['', 'one', 'two', 'valueOf', 'toString']

/** What somebody might do next, drawn without knowing the project: places are counted round what is there. */
export const anyGesture = () =>
  fc.record({
    what: fc.constantFrom(
      'add',
      'add',
      'wire',
      'wire',
      'wire',
      'remove',
      'unwire',
      'move',
      'param',
      'params',
      'take',
      'title',
      'model',
      'order',
      'setting',
      'name',
    ),
    first: fc.nat(1000),
    second: fc.nat(1000),
    json: anyJson(),
    text: fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme-ascii' }).map(comparable),
  })
export type Gesture = ReturnType<typeof anyGesture> extends fc.Arbitrary<infer T> ? T : never

const pick = <T>(list: readonly T[], place: number): T | undefined => list[place % Math.max(list.length, 1)]

/** The gesture as an op on this project; `undefined` where there is nothing to do it to. */
export const opFor = (project: Project, gesture: Gesture, serial: number): Op | undefined => {
  const { what, first, second, json, text } = gesture
  const node = pick(Object.values(project.nodes), first)
  const edge = pick(Object.values(project.edges), first)
  switch (what) {
    case 'add':
      return {
        op: 'node-add',
        node: newNode({
          id: NodeIdSchema.parse(`n${serial}`),
          kind: pick(KINDS, first) ?? 'text',
          x: first,
          y: second,
          title: text,
        }),
      }
    case 'wire':
      return wire(project, gesture, serial)
    case 'unwire':
      return edge && { op: 'edge-remove', id: edge.id }
    case 'order':
      return edge && { op: 'set', path: ['edges', edge.id, 'order'], value: `a${second}` }
    case 'setting':
      return { op: 'set', path: ['settings', pick(KEYS, second) ?? ''], ...(first % 3 > 0 && { value: json }) }
    case 'name':
      return { op: 'set', path: ['name'], value: text }
    default:
      return node && changeOf(node.id, gesture)
  }
}

const changeOf = (id: Project['nodes'][string]['id'], { what, first, second, json, text }: Gesture): Op => {
  const key = pick(KEYS, second) ?? ''
  switch (what) {
    case 'remove':
      return { op: 'node-remove', id }
    case 'move':
      return { op: 'set', path: ['nodes', id, 'x'], value: second }
    case 'param':
      return { op: 'set', path: ['nodes', id, 'params', key], ...(first % 3 > 0 && { value: json }) }
    case 'params':
      return { op: 'set', path: ['nodes', id, 'params'], value: { [text]: json } }
    case 'take':
      return { op: 'set', path: ['nodes', id, 'takes', key], ...(first % 3 > 0 && { value: second }) }
    case 'model':
      return { op: 'set', path: ['nodes', id, 'model'], ...(first % 3 > 0 && { value: 'test/sketch' }) }
    default:
      return { op: 'set', path: ['nodes', id, 'title'], ...(first % 3 > 0 && { value: text }) }
  }
}

const wire = (graph: Graph, { first, second, json }: Gesture, serial: number): Op | undefined => {
  const nodes = Object.values(graph.nodes)
  const from = pick(nodes, first)
  const to = pick(nodes, second)
  if (!from || !to) return undefined
  const chance = JSON.stringify(json).length + first + second
  const fits = chance % 5 > 0
  const outputs = fits ? Object.keys(portsOf(testCatalog, from).outputs) : PORTS
  const inputs = fits ? Object.keys(portsOf(testCatalog, to).inputs) : PORTS
  return {
    op: 'edge-add',
    edge: {
      id: EdgeIdSchema.parse(`w${serial}`),
      from: { node: from.id, port: pick(outputs, first + chance) ?? 'text' },
      to: { node: to.id, port: pick(inputs, second * 7 + chance) ?? 'text' },
      order: `a${second % 10}`,
    },
  }
}
