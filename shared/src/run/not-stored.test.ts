import { expect, test } from 'vitest'
import { NodeIdSchema } from '../ids.ts'
import { graph } from '../testing/drawing.ts'
import { Rehearsal } from '../testing/rehearsal.ts'
import type { Plan, Scope } from './plan.ts'

const of = (node: string, ...items: readonly string[]): Scope => ({
  of: 'items',
  node: NodeIdSchema.parse(node),
  items: [...items],
})
const onlyVideo: Scope = { of: 'only', nodes: [NodeIdSchema.parse('video')] }
const messagesOf = ({ problems }: Plan): readonly string[] => problems.map(({ message }) => message)

test('names the items of which nothing is stored, all that one step lacks in one sentence, and what can be done', () => {
  const world = new Rehearsal()
  const shots = graph('split → image → video')
  world.run(shots, of('image', 'two'))
  expect(world.plan(shots, of('video', 'one', 'two')).problems).toEqual([
    {
      code: 'missing-input',
      message: '“Image” has no stored image for item 1 yet.',
      hint: 'Run up to here.',
      node: 'image',
    },
  ])
  const all = world.plan(shots, onlyVideo)
  expect(messagesOf(all)).toEqual(['“Image” has no stored image for items 1 and 3 yet.'])
  expect(all.tasks.find(({ node, item }) => node === 'video' && item === 'three')?.reason).toMatchObject({
    because: 'problem',
    error: { message: '“Image” has no stored image for item 3 yet.' },
  })
  const many = graph('split → image → video', { split: { params: { text: 'a b c d e f g' } } })
  expect(messagesOf(new Rehearsal().plan(many, onlyVideo))).toEqual([
    '“Image” has no stored image for items 1, 2, 3 and 4 more yet.',
  ])
})
