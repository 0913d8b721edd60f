import { describe, expect, test } from 'vitest'
import type { NodeId } from '../ids.ts'
import { graph, type Drawn } from '../testing/drawing.ts'
import { Rehearsal } from '../testing/rehearsal.ts'
import type { Plan, PlannedTask } from './plan.ts'

const film = (): Drawn =>
  graph('text → image → video → join\ntext2 → image2 → video2 → join', {
    text: { params: { text: 'a fox' } },
    text2: { params: { text: 'a hen' } },
  })
const taskOf = (plan: Plan, node: string): PlannedTask => {
  const task = plan.tasks.find((entry) => entry.node === node)
  if (!task) throw new Error(`no task ${node}`)
  return task
}

describe('an attempt that has not ended', () => {
  const asked = (state: 'watched' | 'unknown') => {
    const world = new Rehearsal()
    const fingerprint = taskOf(world.plan(film()), 'image').fingerprint
    world.attempts.set(fingerprint!, { at: 5, state })
    return { plan: world.plan(film()), fingerprint }
  }

  test('that is watched is waited for and costs nothing again', () => {
    const { plan, fingerprint } = asked('watched')
    expect(taskOf(plan, 'image')).toEqual({
      node: 'image',
      item: null,
      position: 0,
      verdict: 'waits',
      reason: { because: 'under-way', at: 5 },
      fingerprint,
      price: { low: 0, high: 0 },
    })
    expect(taskOf(plan, 'video').verdict).toBe('waits')
    expect(plan.total).toEqual({ low: 1_050_000, high: 1_050_000 })
  })

  test('of which nobody knows what became waits for a person, at its price', () => {
    const { plan } = asked('unknown')
    expect(taskOf(plan, 'image')).toMatchObject({
      verdict: 'waits',
      reason: { because: 'outcome-unknown', at: 5 },
      price: { low: 50_000, high: 50_000 },
    })
  })

  test('is told to whoever runs it, and never outweighs a stored result', () => {
    const world = new Rehearsal()
    const run = world.run(film())
    const [image] = run.flow.node('image')?.tasks?.values() ?? []
    const { fingerprint } = world.latest('image', null)!
    world.attempts.set(fingerprint, { at: 5, state: 'unknown' })
    expect(taskOf(world.plan(film()), 'image').verdict).toBe('reuse')
    world.forget('image')
    expect(run.appraise(image!, world)).toMatchObject({ verdict: 'run', pending: { at: 5, state: 'unknown' } })
  })
})

describe('what a plan saves', () => {
  test('is what it would have made itself: not what it only builds on', () => {
    const world = new Rehearsal()
    world.run(film())
    const only = world.plan(film(), { of: 'only', nodes: ['image' as NodeId] }) // an id by its form
    expect(only.saved).toBe(1000)
    const video = world.plan(film(), { of: 'only', nodes: ['video' as NodeId] }) // as above
    expect(video.tasks.map(({ node, saved = 0 }) => [node, saved])).toContainEqual(['image', 0])
    expect(video.saved).toBe(taskOf(video, 'video').saved)
  })
})

describe('what makes a total unknown', () => {
  test('are prices that nobody knows, task by task, waiting ones too', () => {
    const plan = new Rehearsal().plan(graph('split → audio\necho → audio2', { echo: { params: { text: 'x' } } }))
    expect(plan.unknown).toEqual({ prices: 4, lengths: 0 })
  })

  test('are lengths that nobody declares, of steps that cost something', () => {
    const open = { director: { params: { idea: 'x', most: 0 } } }
    expect(new Rehearsal().plan(graph('director → echo → image → video', open)).unknown).toEqual({
      prices: 0,
      lengths: 2,
    })
    expect(new Rehearsal().plan(graph('director → audio', open)).unknown).toEqual({ prices: 1, lengths: 1 })
  })

  test('is not what is stored, or no part of the run', () => {
    const world = new Rehearsal()
    const voices = graph('split → audio')
    expect(world.plan(voices, { of: 'items', node: 'audio' as NodeId, items: ['two'] }).unknown.prices).toBe(1) // an id by its form
    world.run(voices)
    expect(world.plan(voices).unknown).toEqual({ prices: 0, lengths: 0 })
  })
})
