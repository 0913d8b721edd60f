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

test('a result of another kind of step stands for nothing: the plan says so, and nothing goes on from it', () => {
  const { world, after } = chosen()
  const { fingerprint } = world.latest('image', null)!
  const plan = world.plan(after({ op: 'set', path: ['nodes', 'video', 'pins', ''], value: fingerprint }))
  expect(plan.problems).toEqual([
    {
      code: 'bad-parameter',
      message: 'The result chosen for “Video” cannot stand for it: it has no “Video”.',
      hint: 'Choose one of its own takes, or let it run again.',
      node: 'video',
    },
  ])
  expect(plan.tasks.find(({ node }) => node === 'join')?.verdict).toBe('blocked')
})
