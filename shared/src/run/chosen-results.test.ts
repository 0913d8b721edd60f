import { expect, test } from 'vitest'
import { EdgeIdSchema, NodeIdSchema } from '../ids.ts'
import { applyOps, type Op } from '../project/ops.ts'
import { graph, type Drawn } from '../testing/drawing.ts'
import { Rehearsal, verdictsOf } from '../testing/rehearsal.ts'

const image = NodeIdSchema.parse('image')
const set = (node: string, field: string, value: string): Op => ({ op: 'set', path: ['nodes', node, field], value })

/** A film that has been made, whose video is chosen to stay as it is. */
const chosen = () => {
  const world = new Rehearsal()
  const film = graph('text → image → video → join', { text: { params: { text: 'a fox' } } })
  world.run(film)
  const pin: Op = { op: 'set', path: ['nodes', 'video', 'pins', ''], value: world.latest('video', null)!.fingerprint }
  const after = (...ops: readonly Op[]): Drawn => ({ ...film, project: applyOps(film.project, [pin, ...ops]).project })
  return { world, after }
}

test.each<[string, Op]>([
  ['is gone', { op: 'node-remove', id: image }],
  ['is cut off', { op: 'edge-remove', id: EdgeIdSchema.parse('e2') }],
  ['is off', set('image', 'mode', 'off')],
  ['hands nothing through', set('image', 'mode', 'bypass')],
  ['is of a kind that nobody knows', set('image', 'kind', 'unheard-of')],
])('a chosen result is used where what feeds its node %s', (_, change) => {
  const { world, after } = chosen()
  const plan = world.plan(after(change))
  expect(verdictsOf(plan)).toMatchObject({ video: 'reuse', join: 'reuse' })
  expect(plan.problems.filter(({ node }) => node !== 'image')).toEqual([])
})

test('a chosen result does not end what lies below a step', () => {
  const { world, after } = chosen()
  const plan = world.plan(after(), { of: 'from', nodes: [image] })
  expect(verdictsOf(plan)).toMatchObject({ image: 'reuse', video: 'reuse', join: 'reuse' })
})
