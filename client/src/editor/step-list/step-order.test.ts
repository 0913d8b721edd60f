import { expect, test } from 'vitest'
import {
  createCatalog,
  defineNode,
  newNode,
  out,
  port,
  EdgeIdSchema,
  NodeIdSchema,
  type Edge,
  type Node,
} from '@reelgraph/shared'
import { z } from 'zod'
import { stepOrder } from './step-order.ts'

const common = { version: 1, summary: '', params: z.object({}) }
const catalog = createCatalog({
  kinds: [
    defineNode({
      ...common,
      id: 'step',
      title: 'Step',
      category: 'source',
      inputs: { text: port.text({ many: true, optional: true }) },
      outputs: { text: out.text() },
    }),
    defineNode({ ...common, id: 'note', title: 'Note', category: 'order', decoration: true, inputs: {}, outputs: {} }),
  ],
  models: [],
  providers: [],
})
const node = (id: string, x: number, kind = 'step'): Node => newNode({ id: NodeIdSchema.parse(id), kind, x, y: 0 })
const wire = (from: string, to: string): Edge => ({
  id: EdgeIdSchema.parse(from + to),
  from: { node: NodeIdSchema.parse(from), port: 'text' },
  to: { node: NodeIdSchema.parse(to), port: 'text' },
  order: 'a0',
})
const graph = (nodes: readonly Node[], edges: readonly Edge[]) => ({
  nodes: Object.fromEntries(nodes.map((entry) => [entry.id, entry])),
  edges: Object.fromEntries(edges.map((entry) => [entry.id, entry])),
})
const order = (nodes: readonly Node[], edges: readonly Edge[]) =>
  stepOrder(graph(nodes, edges), catalog).map(({ id }) => id)

test('a step comes behind what feeds it, wherever it stands on the canvas', () => {
  expect(
    order([node('film', 0), node('shot', 500), node('text', 900)], [wire('text', 'shot'), wire('shot', 'film')]),
  ).toEqual(['text', 'shot', 'film'])
})

test('steps that do not depend on each other go from left to right', () => {
  expect(order([node('b', 200), node('a', 100)], [])).toEqual(['a', 'b'])
})

test('notes are no steps', () => {
  expect(order([node('a', 0), node('n', 50, 'note')], [])).toEqual(['a'])
})

test('steps on a circle are not lost', () => {
  expect(order([node('a', 0), node('b', 1), node('c', 2)], [wire('a', 'b'), wire('b', 'a')])).toEqual(['c', 'a', 'b'])
})
