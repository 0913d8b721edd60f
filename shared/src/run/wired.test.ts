import { expect, test } from 'vitest'
import { graph } from '../testing/drawing.ts'
import { Rehearsal, verdictsOf } from '../testing/rehearsal.ts'

const shot = {
  video: { model: 'test/morph' },
  text: { params: { text: 'a fox' } },
  text2: { params: { text: 'a hen' } },
}

/** A world in which the end image has been made, and nothing else. */
const withEnd = (): Rehearsal => {
  const world = new Rehearsal()
  world.run(graph('text → image', { text: shot.text }))
  return world
}

test('an input that needs another is a problem where the other is not connected', () => {
  const plan = withEnd().plan(graph('text → image (image)→(endImage) video\ntext2 → image2', shot))
  expect(plan.problems).toMatchObject([{ message: '“Video”: An end needs a start.', field: 'startImage' }])
})

test('and none where it is connected and not made yet; its price counts on it', () => {
  const both = graph('text → image (image)→(endImage) video\ntext2 → image2 (image)→(startImage) video', shot)
  const world = withEnd()
  const plan = world.plan(both)
  expect(plan.problems).toEqual([])
  expect(verdictsOf(plan)).toMatchObject({ image: 'reuse', image2: 'run', video: 'waits' })
  expect(plan.tasks.find(({ node }) => node === 'video')?.price).toEqual({ low: 200_000, high: 200_000 })
  world.run(both)
  expect(verdictsOf(world.plan(both))).toMatchObject({ image2: 'reuse', video: 'reuse' })
})
