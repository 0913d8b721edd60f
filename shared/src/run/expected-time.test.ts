import { describe, expect, test } from 'vitest'
import type { NodeId } from '../ids.ts'
import { flatten } from '../project/flatten.ts'
import { graph, type Drawn } from '../testing/drawing.ts'
import { testHash } from '../testing/hash.ts'
import { Rehearsal } from '../testing/rehearsal.ts'
import type { Plan } from './plan.ts'
import { Planner } from './planner.ts'

const took = (median: number, p95 = median) => ({ median, p95, runs: 5 })
const practised = (): Rehearsal => {
  const world = new Rehearsal()
  world.durations.set('test/paint', took(2000, 3000))
  world.durations.set('test/film', took(10_000, 14_000))
  world.durations.set('join', took(500))
  return world
}
const planWith = (world: Rehearsal, { project, catalog }: Drawn, lanes: number): Plan => {
  const planner = new Planner({
    graph: flatten(project, catalog),
    scope: { of: 'all' },
    revision: 1,
    hash: testHash,
    lanes: (provider) => (provider === 'test' ? lanes : 1),
  })
  planner.advance(world)
  return planner.plan()
}
const shots = graph('split → image → video → join')

describe('the expected time', () => {
  test('is the longest way where there is room for all', () => {
    expect(planWith(practised(), shots, 8).expected).toEqual({ median: 12_500, p95: 17_500 })
  })

  test('is the work of the fullest lane where there is not', () => {
    const { expected } = planWith(practised(), shots, 1)
    expect(expected?.median).toBe(3 * 12_000)
    expect(expected?.p95).toBe(36_000 + Math.round(Math.sqrt(3 * 1000 ** 2 + 3 * 4000 ** 2)))
  })

  test('follows each item, not whole steps', () => {
    const world = practised()
    world.run(shots, { of: 'items', node: 'image' as NodeId, items: ['one', 'two'] }) // an id by its form
    const hasty = practised()
    hasty.run(shots)
    hasty.forget('join')
    expect(planWith(world, shots, 8).expected?.median).toBe(12_500)
    expect(planWith(hasty, shots, 8).expected).toEqual({ median: 500, p95: 500 })
  })

  test('is nothing where nothing runs, whatever has run here before', () => {
    const world = new Rehearsal()
    world.run(shots)
    expect(world.plan(shots)).toMatchObject({ times: {}, expected: { median: 0, p95: 0 } })
  })

  test('is not told where a model has never run here, and tells what it knows of the others', () => {
    const world = practised()
    world.durations.delete('test/film')
    const plan = world.plan(shots)
    expect(plan).not.toHaveProperty('expected')
    expect(plan.times).toEqual({ 'test/paint': took(2000, 3000), join: took(500) })
  })

  test('counts a list to come at what it declares, and is not told where it declares nothing', () => {
    const directed = (most: number) =>
      graph('director → image → video → join', { director: { params: { idea: 'x', most } } })
    const world = practised()
    world.durations.set('director', took(1000))
    expect(planWith(world, directed(6), 100).expected?.median).toBe(13_500)
    expect(planWith(world, directed(6), 2).expected?.median).toBe((6 * 12_000) / 2)
    expect(planWith(world, directed(0), 2)).not.toHaveProperty('expected')
  })
})
