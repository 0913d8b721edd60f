import { expect, test } from 'vitest'
import {
  applyOps,
  createCatalog,
  defineNode,
  emptyProject,
  newNode,
  out,
  port,
  EdgeIdSchema,
  NodeIdSchema,
  ProjectIdSchema,
  type Op,
} from '@reelgraph/shared'
import { z } from 'zod'
import { FlowModel } from './flow-model.ts'

const echo = defineNode({
  id: 'echo',
  version: 1,
  title: 'Echo',
  summary: 'Repeats.',
  category: 'source',
  inputs: { text: port.text({ optional: true }) },
  outputs: { text: out.text() },
  params: z.object({}),
})
const catalog = createCatalog({ kinds: [echo], models: [], providers: [] })
const id = (text: string) => NodeIdSchema.parse(text)
const add = (name: string): Op => ({ op: 'node-add', node: newNode({ id: id(name), kind: 'echo', x: 0, y: 0 }) })
const start = applyOps(emptyProject(ProjectIdSchema.parse('p'), 'Film'), [
  add('a'),
  add('b'),
  {
    op: 'edge-add',
    edge: {
      id: EdgeIdSchema.parse('ab'),
      from: { node: id('a'), port: 'text' },
      to: { node: id('b'), port: 'text' },
      order: 'a0',
    },
  },
]).project
const still = {
  selectedNodes: new Set<string>(),
  selectedEdges: new Set<string>(),
  dragged: new Map(),
  resized: new Map(),
  measured: new Map(),
}

test('nothing changed is the same array', () => {
  const model = new FlowModel(catalog)
  expect(model.nodesOf({ graph: start, ...still })).toBe(model.nodesOf({ graph: { ...start }, ...still }))
  expect(model.edgesOf({ graph: start, ...still })).toBe(model.edgesOf({ graph: { ...start }, ...still }))
})

test('a change of one node gives one new entry', () => {
  const model = new FlowModel(catalog)
  const before = model.nodesOf({ graph: start, ...still })
  const edges = model.edgesOf({ graph: start, ...still })
  const moved = applyOps(start, [{ op: 'set', path: ['nodes', 'a', 'x'], value: 50 }]).project
  const after = model.nodesOf({ graph: moved, ...still })
  expect(after.map((entry, index) => entry === before[index])).toEqual([false, true])
  expect(model.edgesOf({ graph: moved, ...still })).toBe(edges)
})

test('a drag moves the dragged node only and leaves its data alone, so the card is not drawn again', () => {
  const model = new FlowModel(catalog)
  const before = model.nodesOf({ graph: start, ...still })
  const after = model.nodesOf({ graph: start, ...still, dragged: new Map([['a', { x: 9, y: 9 }]]) })
  expect(after[0]?.position).toEqual({ x: 9, y: 9 })
  expect(after[0]?.data).toBe(before[0]?.data)
  expect(after[1]).toBe(before[1])
})

test('a wire whose port has gone is drawn broken, with the reason', () => {
  const model = new FlowModel(catalog)
  const edge = {
    id: EdgeIdSchema.parse('ab'),
    from: { node: id('a'), port: 'text' },
    to: { node: id('b'), port: 'gone' },
    order: 'a0',
  }
  const graph = { nodes: start.nodes, edges: { ab: edge } }
  expect(model.edgesOf({ graph, ...still })[0]?.data?.broken).toBe('“Echo” has no input “Gone”.')
})

test('removing a node and bringing it back keeps the order of drawing', () => {
  const model = new FlowModel(catalog)
  model.nodesOf({ graph: start, ...still })
  const removed = applyOps(start, [{ op: 'node-remove', id: id('a') }])
  model.nodesOf({ graph: removed.project, ...still })
  const back = applyOps(removed.project, removed.inverse).project
  expect(model.nodesOf({ graph: back, ...still }).map((entry) => entry.id)).toEqual(['a', 'b'])
})
