import { describe, expect, test } from 'vitest'
import type { NodeId } from '../ids.ts'
import { createCatalog } from '../node/catalog.ts'
import { exactly } from '../node/price.ts'
import { testCatalog } from '../testing/catalog.ts'
import { graph, type Details, type Drawn } from '../testing/drawing.ts'
import { Rehearsal, verdictsOf } from '../testing/rehearsal.ts'
import type { Planner } from './planner.ts'

const tolerant: Details[string] = { tolerant: true }
const film = (details: Details = {}): Drawn => graph('split → image → video → join', { join: tolerant, ...details })

const failing = (...keys: readonly string[]): Rehearsal => {
  const world = new Rehearsal()
  world.conduct = { fails: (key) => keys.includes(key) }
  return world
}
const stateOf = ({ flow }: Planner, node: string): unknown => {
  const { state, cause } = flow.task(node, null) ?? {}
  return [state, cause?.message]
}

describe('a tolerant assembly', () => {
  test('goes on without an item that failed or is blocked, in the order of the others', () => {
    const world = failing('image two')
    const run = world.run(film())
    expect(stateOf(run, 'join')).toEqual(['done', undefined])
    const clips = ['one', 'three'].map((key) => run.flow.task('video', key)?.outputs?.['video'])
    expect(world.inputs.get('join')).toEqual({ clips: clips.map((clip) => clip && 'value' in clip && clip.value) })
  })

  test('that is not tolerant is blocked by the same item', () => {
    expect(stateOf(failing('image two').run(graph('split → image → video → join')), 'join')).toEqual([
      'blocked',
      'image two failed',
    ])
  })

  test('has a result of its own: it is reused while the same item fails, and made again when it does not', () => {
    const world = failing('video three')
    world.run(film())
    world.run(film())
    expect(world.ran).toEqual(['video three'])
    world.conduct = {}
    world.run(film())
    expect(world.ran).toEqual(['video three', 'join'])
  })

  test('is what it was, also where it alone is asked for', () => {
    const world = failing('video three')
    world.run(film())
    const plan = world.plan(film(), { of: 'only', nodes: ['join' as NodeId] }) // an id by its form
    expect(verdictsOf(plan)).toMatchObject({ 'video three': 'off', join: 'reuse' })
  })

  test('is blocked where every item failed, by the first of them in its order whichever failed first', () => {
    for (const next of [() => 0, (open: number) => open - 1]) {
      const world = failing('image one', 'video two', 'image three')
      world.conduct = { ...world.conduct, next }
      expect(stateOf(world.run(film()), 'join')).toEqual(['blocked', 'image one failed'])
    }
  })

  test('goes on with nothing where it may have none', () => {
    const drawn = graph('text → image → video → (clips)join\nsplit → image2 → video2 → (extras)join', {
      join: tolerant,
      text: { params: { text: 'a fox' } },
    })
    const world = failing('image2 one', 'image2 two', 'image2 three')
    expect(stateOf(world.run(drawn), 'join')).toEqual(['done', undefined])
    expect(Object.keys(world.inputs.get('join') ?? {})).toEqual(['clips'])
  })

  test('counts a list that never came, or that cannot come, as empty beside others', () => {
    const drawn = graph('director → gather\ntext → gather\nodd:unheard-of (x)→(texts) gather', {
      gather: tolerant,
      director: { params: { idea: 'x' } },
      text: { params: { text: 'a fox' } },
    })
    const world = failing('director')
    expect(stateOf(world.run(drawn), 'gather')).toEqual(['done', undefined])
    expect(world.inputs.get('gather')).toEqual({ texts: ['a fox'] })
  })

  test('that gets nothing but such lists says why', () => {
    const directed = { gather: tolerant, director: { params: { idea: 'x' } } }
    expect(stateOf(failing('director').run(graph('director → echo → gather', directed)), 'gather')).toEqual([
      'blocked',
      'director failed',
    ])
    expect(stateOf(new Rehearsal().run(graph('odd:unheard-of (x)→(texts) gather', directed)), 'gather')).toEqual([
      'blocked',
      '“unheard-of” is not a kind of node this Reelgraph knows.',
    ])
    const empty = graph('split → gather', { gather: tolerant, split: { params: { text: ' ' } } })
    expect(stateOf(new Rehearsal().run(empty), 'gather')).toEqual(['blocked', '“Gather” gets an empty list.'])
  })

  test('needs its other inputs as ever, also where the same step feeds both', () => {
    const drawn = graph('text → image → video → (clips)join\ntext → audio (audio)→(music) join', {
      join: tolerant,
      text: { params: { text: 'a fox' } },
    })
    expect(stateOf(failing('audio').run(drawn), 'join')).toEqual(['blocked', 'audio failed'])
  })

  test('waits for items that a person has yet to look at', () => {
    const world = failing('video two')
    const run = world.run(film({ video: { gate: true } }))
    expect(stateOf(run, 'join')).toEqual(['waiting', undefined])
    world.openGates(run)
    expect(stateOf(run, 'join')).toEqual(['done', undefined])
  })

  test('costs what it will really get, as far as that is known', () => {
    const gather = testCatalog.kinds.get('gather')
    if (!gather) throw new Error('the test catalog has lost its gather')
    const reel = {
      ...gather,
      id: 'reel',
      price: ({ inputs }: { readonly inputs: { readonly texts?: unknown } }) =>
        exactly(Array.isArray(inputs.texts) ? inputs.texts.length : 100),
    }
    const catalog = createCatalog({
      kinds: [...testCatalog.kinds.values(), reel],
      models: [...testCatalog.models.values()],
      providers: [...testCatalog.providers.values()],
    })
    const drawn = graph(
      'split → echo → reel\ntext → echo2 → reel',
      { reel: tolerant, text: { params: { text: 'x' } } },
      catalog,
    )
    const world = failing('echo two')
    world.run(drawn, { of: 'to', nodes: ['echo' as NodeId] }) // an id by its form
    const plan = world.plan(drawn, { of: 'only', nodes: ['echo2', 'reel'] as NodeId[] }) // as above
    expect(plan.tasks.find(({ node }) => node === 'reel')).toMatchObject({
      verdict: 'waits',
      price: exactly(3),
    })
  })

  test('is planned to run where it will get something, and what it costs then', () => {
    const world = new Rehearsal()
    const drawn = graph('image2 → video2 → join\ntext → image → video → join', {
      join: tolerant,
      text: { params: { text: 'a fox' } },
    })
    expect(verdictsOf(world.plan(drawn))).toMatchObject({ image2: 'blocked', video2: 'blocked', join: 'waits' })
    world.run(drawn)
    expect(verdictsOf(world.plan(drawn))).toMatchObject({ video2: 'blocked', video: 'reuse', join: 'reuse' })
  })
})
