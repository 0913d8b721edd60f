import { describe, expect, test } from 'vitest'
import type { NodeId } from '../ids.ts'
import { applyOps, type Op } from '../project/ops.ts'
import { graph, type Details, type Drawn } from '../testing/drawing.ts'
import { Rehearsal } from '../testing/rehearsal.ts'
import type { FlowTask } from './flow.ts'
import type { Plan, PlannedTask, Scope } from './plan.ts'
import type { Planner } from './planner.ts'

const gate: Details[string] = { gate: true }
const typed: Details = { text: { params: { text: 'a fox' } }, text2: { params: { text: 'a hen' } } }
const film = (details: Details = { image: gate }): Drawn =>
  graph('text → image → video → join\ntext2 → image2 → video2 → join', { ...typed, ...details })
const shots = (details: Details = { image: gate }): Drawn => graph('split → image → video → join', details)

const taskOf = (plan: Plan, node: string, item: string | null = null): PlannedTask => {
  const task = plan.tasks.find((entry) => entry.node === node && entry.item === item)
  if (!task) throw new Error(`no task ${node} ${item}`)
  return task
}
const inFlow = ({ flow }: Planner, node: string, item: string | null = null): FlowTask => {
  const task = flow.task(node, item)
  if (!task) throw new Error(`no task ${node} ${item}`)
  return task
}

describe('a run with a gate', () => {
  test('holds what comes after, lets the rest go on, and ends when it is opened', () => {
    const world = new Rehearsal()
    const run = world.run(film())
    expect(world.ran).toEqual(['image', 'image2', 'video2'])
    expect(run.flow.heldBy(inFlow(run, 'image'))).toEqual([{ node: 'video', item: null }])
    world.openGates(run)
    expect(world.ran).toEqual(['image', 'image2', 'video2', 'video', 'join'])
  })

  test('asks nobody again about what was approved, and again as soon as it is another', () => {
    const world = new Rehearsal()
    world.openGates(world.run(film()))
    world.run(film())
    expect(world.ran).toEqual([])
    const another = film({ image: { ...gate, params: { seed: 7 } } })
    const run = world.run(another)
    expect(world.ran).toEqual(['image'])
    expect(inFlow(run, 'image').state).toBe('shown')
  })

  test('holds item by item: the approved ones go on', () => {
    const world = new Rehearsal()
    const run = world.run(shots())
    const two = inFlow(run, 'image', 'two')
    world.approve(two)
    world.run(shots())
    expect(world.ran).toEqual(['video two'])
  })

  test('does not stop where nothing needs what it gives, or nothing can use it', () => {
    const end = new Rehearsal()
    expect(inFlow(end.run(graph('text → image', { ...typed, image: gate })), 'image').state).toBe('done')
    expect(inFlow(end.run(film(), { of: 'to', nodes: ['image' as NodeId] }), 'image').state).toBe('done') // an id by its form
    const broken = graph('image → video\ntext → image', { ...typed, image: gate, video: { params: { seconds: 0 } } })
    expect(inFlow(end.run(broken), 'image').state).toBe('done')
  })

  test.each<Scope>([
    { of: 'only', nodes: ['video' as NodeId] }, // an id by its form
    { of: 'from', nodes: ['video' as NodeId] }, // as above
    { of: 'items', node: 'video' as NodeId, items: [''] }, // as above
  ])('asks of what it only builds on as well, and makes nothing of it: $of', (scope) => {
    const world = new Rehearsal()
    world.run(film())
    const plan = world.plan(film(), scope)
    expect(taskOf(plan, 'image')).toMatchObject({ verdict: 'reuse', gated: true })
    expect(taskOf(plan, 'video')).toMatchObject({ verdict: 'waits', reason: { because: 'gate', node: 'image' } })
    expect(plan.problems).toEqual([])
    const run = world.run(film(), scope)
    expect(world.ran).toEqual([])
    world.openGates(run)
    expect(world.ran.slice(0, 1)).toEqual(['video'])
  })

  test('says before anybody is asked that what only a stored result could stand for was never made', () => {
    const world = new Rehearsal()
    world.run(film())
    const join: Scope = { of: 'only', nodes: ['join' as NodeId] } // an id by its form
    const lacking = world.plan(film(), join)
    expect(lacking.problems).toMatchObject([{ code: 'missing-input', node: 'video', hint: 'Run up to here.' }])
    expect(taskOf(lacking, 'join').verdict).toBe('blocked')
    world.openGates(world.run(film()))
    // made once, of another picture: whether it is there for this one is seen when that is approved
    world.run(film({ image: { ...gate, params: { seed: 7 } } }))
    const waiting = world.plan(film({ image: { ...gate, params: { seed: 7 } } }), join)
    expect(waiting.problems).toEqual([])
    expect(taskOf(waiting, 'video').reason).toEqual({ because: 'gate', node: 'image', item: null })
    // what is a function of what is typed and connected is never stored, and never missing
    const words = graph('echo → split → gather', { echo: { ...gate, params: { text: 'a fox' } } })
    world.run(words)
    expect(world.plan(words, { of: 'only', nodes: ['gather' as NodeId] }).problems).toEqual([]) // as above
  })

  test('says before that it will stop to ask, of what it makes itself and something needs', () => {
    const world = new Rehearsal()
    const asking = (scope?: Scope) =>
      world.plan(film({ image: gate, image2: gate, video2: gate }), scope).tasks.filter(({ asks }) => asks)
    expect(asking().map(({ node, verdict }) => [node, verdict])).toEqual([
      ['image', 'run'],
      ['image2', 'run'],
      ['video2', 'waits'],
    ])
    expect(asking({ of: 'to', nodes: ['image' as NodeId] })).toEqual([]) // an id by its form
    world.openGates(world.run(film({ image: gate })))
    expect(asking().map(({ node }) => node)).toEqual(['video2'])
    expect(world.plan(film({ image: gate, video2: gate }), { of: 'only', nodes: ['video' as NodeId] }).tasks).toEqual(
      expect.not.arrayContaining([expect.objectContaining({ asks: true })]),
    )
  })

  test('whose items are not known yet says so of the step', () => {
    const plan = new Rehearsal().plan(
      graph('director → image → video', { director: { params: { idea: 'x' } }, image: gate }),
    )
    expect(taskOf(plan, 'image')).toMatchObject({ verdict: 'waits', asks: true })
  })

  test('names the first gate that holds a step, and how many others do', () => {
    const world = new Rehearsal()
    const both = film({ video: gate, video2: gate })
    world.run(both)
    expect(taskOf(world.plan(both), 'join').reason).toEqual({ because: 'gate', node: 'video', item: null, others: 1 })
    world.approve(inFlow(world.run(both), 'video'))
    expect(taskOf(world.plan(both), 'join').reason).toEqual({ because: 'gate', node: 'video2', item: null })
  })

  test('of some items asks of those alone that they are made from', () => {
    const world = new Rehearsal()
    world.run(shots())
    const plan = world.plan(shots(), { of: 'items', node: 'video' as NodeId, items: ['two'] }) // an id by its form
    expect(plan.tasks.filter(({ gated }) => gated).map(({ item }) => item)).toEqual(['two'])
    expect(taskOf(plan, 'video', 'two').reason).toEqual({ because: 'gate', node: 'image', item: 'two' })
    expect(taskOf(plan, 'video', 'one')).toMatchObject({ verdict: 'off', reason: { because: 'off', outside: true } })
  })

  test('does not ask about a result that a person has chosen', () => {
    const world = new Rehearsal()
    world.run(film())
    const pin = world.latest('image', null)?.fingerprint
    const plan = world.plan(film({ image: { ...gate, pins: { '': pin! } } }))
    expect(taskOf(plan, 'image').gated).toBeUndefined()
    expect(taskOf(plan, 'video').verdict).toBe('run')
  })

  test('can be re-rolled inside the run, as often as it takes', () => {
    const world = new Rehearsal()
    const run = world.run(film())
    const image = inFlow(run, 'image')
    const seen = new Set([JSON.stringify(image.outputs)])
    for (const take of [1, 2]) {
      run.flow.reopen(image)
      run.retake(image, take)
      world.again(run, image)
      expect(image.state).toBe('shown')
      seen.add(JSON.stringify(image.outputs))
    }
    expect(seen.size).toBe(3)
    expect(world.ran.filter((key) => key === 'image')).toHaveLength(3)
    const set: Op = { op: 'set', path: ['nodes', 'image', 'takes'], value: { '': 2 } }
    const kept = { ...film(), project: applyOps(film().project, [set]).project }
    expect(taskOf(world.plan(kept), 'image')).toMatchObject({ verdict: 'reuse', outputs: image.outputs })
  })
})

test('of two re-rolls the later one counts, also where nobody had looked the first up', () => {
  const world = new Rehearsal()
  const run = world.run(film())
  const image = inFlow(run, 'image')
  const never = world.plan(film({ image: { ...gate, takes: { '': 2 } } }))
  run.flow.reopen(image)
  run.retake(image, 1)
  const first = run.appraise(image, {
    result: () => undefined,
    latest: () => undefined,
    setback: () => undefined,
    pending: () => undefined,
    approved: () => false,
    duration: () => undefined,
  })
  expect(first.verdict).toBe('unknown')
  run.retake(image, 2)
  expect(run.appraise(image, world)).toMatchObject({
    verdict: 'run',
    reason: { because: 'changed', take: true },
    fingerprint: taskOf(never, 'image').fingerprint,
  })
})

describe('a plan with a gate', () => {
  test('tells no rule and no price below it what a person may still turn down', () => {
    const drawn = graph('text → image → video → join\ntext2 (text)→(prompt) video', {
      text: { params: { text: 'x' } },
      text2: { gate: true, params: { text: 'forbidden' } },
    })
    const world = new Rehearsal()
    const plan = world.plan(drawn)
    expect(plan.problems).toEqual([])
    expect(taskOf(plan, 'video').reason).toEqual({ because: 'gate', node: 'text2', item: null })
    world.approvesAll = true
    expect(world.plan(drawn).problems).toMatchObject([{ node: 'video', field: 'prompt' }])
  })

  test('says what is held and by what, and what may follow from it', () => {
    const world = new Rehearsal()
    world.run(film())
    const plan = world.plan(film())
    expect(taskOf(plan, 'image')).toMatchObject({ verdict: 'reuse', gated: true })
    expect(taskOf(plan, 'image2').gated).toBeUndefined()
    expect(taskOf(plan, 'video')).toMatchObject({
      verdict: 'waits',
      reason: { because: 'gate', node: 'image', item: null },
      price: { low: 500_000, high: 500_000 },
    })
    expect(taskOf(plan, 'join').reason).toEqual({ because: 'inputs-unknown' })
  })

  test('does not know what a step that is still to run will be held by', () => {
    expect(taskOf(new Rehearsal().plan(film()), 'video').reason).toEqual({ because: 'inputs-unknown' })
  })

  test('names the item that is looked at, and tells nobody how many items a list has', () => {
    const world = new Rehearsal()
    world.run(shots())
    expect(taskOf(world.plan(shots()), 'video', 'two').reason).toEqual({ because: 'gate', node: 'image', item: 'two' })
    const directed = graph('director → image → video', { director: { gate: true, params: { idea: 'x', most: 5 } } })
    world.run(directed)
    expect(taskOf(world.plan(directed), 'image')).toMatchObject({
      verdict: 'waits',
      item: null,
      reason: { because: 'gate', node: 'director', item: null },
      price: { low: 0, high: 5 * 50_000 },
    })
    expect(taskOf(world.plan(directed), 'video').reason).toEqual({ because: 'length-unknown' })
  })
})
