import { graph } from '@reelgraph/shared/testing'
import { NodeIdSchema, type Scope } from '@reelgraph/shared'
import { expect, test } from 'vitest'
import { inScope } from './in-scope.ts'

const { project } = graph('text → image → video → join')
const edges = Object.values(project.edges)
const id = (node: string) => NodeIdSchema.parse(node)
const inside = (scope: Scope, item: string | null = null) =>
  ['text', 'image', 'video', 'join'].filter((node) => inScope(scope, { node, item }, edges))

test.each<[string, Scope, readonly string[]]>([
  ['everything', { of: 'all' }, ['text', 'image', 'video', 'join']],
  ['some', { of: 'only', nodes: [id('image')] }, ['image']],
  ['some and all below', { of: 'from', nodes: [id('video')] }, ['video', 'join']],
  ['some and what they need', { of: 'to', nodes: [id('image')] }, ['text', 'image']],
])('a run of %s makes these, and only builds on the others', (_, scope, nodes) => {
  expect(inside(scope)).toEqual(nodes)
})

test('a run of some items makes those', () => {
  const scope: Scope = { of: 'items', node: id('image'), items: ['one'] }
  expect(inside(scope, 'one')).toEqual(['image'])
  expect(inside(scope, 'two')).toEqual([])
})
