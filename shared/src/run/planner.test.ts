import { describe, expect, test } from 'vitest'
import type { Fingerprint, NodeId } from '../ids.ts'
import { flatten } from '../project/flatten.ts'
import { applyOps, type Op } from '../project/ops.ts'
import { graph, type Details, type Drawn } from '../testing/drawing.ts'
import { testHash } from '../testing/hash.ts'
import { Rehearsal, testAsset, verdictsOf } from '../testing/rehearsal.ts'
import type { KnownResult, Lookup } from './appraise.ts'
import type { Plan, PlannedTask, Scope } from './plan.ts'
import { Planner } from './planner.ts'

const changed = (drawn: Drawn, ...ops: readonly Op[]): Drawn => ({
  ...drawn,
  project: applyOps(drawn.project, ops).project,
})
const set = (path: string, value?: unknown): Op => ({
  op: 'set',
  path: ['nodes', ...path.split('.')],
  ...(value !== undefined && { value: value as string }),
})
const of = (kind: 'to' | 'only' | 'from', ...nodes: readonly string[]): Scope => ({
  of: kind,
  nodes: nodes as NodeId[],
}) // ids by their form
const items = (node: string, ...keys: readonly string[]): Scope => ({
  of: 'items',
  node: node as NodeId,
  items: [...keys],
}) // as above
const taskOf = (plan: Plan, node: string, item: string | null = null): PlannedTask => {
  const task = plan.tasks.find((entry) => entry.node === node && entry.item === item)
  if (!task) throw new Error(`no task ${node} ${item}`)
  return task
}
const messages = (plan: Plan): readonly string[] => plan.problems.map((problem) => problem.message)

/** text → image → video → join, with a second branch beside it. */
const FILM = 'text → image → video → join\ntext2 → image2 → video2 → join'
const film = (details: Details = {}): Drawn =>
  graph(FILM, { text: { params: { text: 'a fox' } }, text2: { params: { text: 'a hen' } }, ...details })

describe('a plan', () => {
  test('of what has never run says so, and waits where inputs are not known yet', () => {
    const plan = new Rehearsal().plan(film())
    expect(verdictsOf(plan)).toEqual({
      text: 'reuse',
      text2: 'reuse',
      image: 'run',
      image2: 'run',
      video: 'waits',
      video2: 'waits',
      join: 'waits',
    })
    expect(taskOf(plan, 'text').reason).toEqual({ because: 'typed' })
    expect(taskOf(plan, 'image').reason).toEqual({ because: 'never-run' })
    expect(taskOf(plan, 'video').reason).toEqual({ because: 'inputs-unknown' })
    expect(plan.problems).toEqual([])
  })

  test('costs what runs and what may run, and names what it saves', () => {
    const world = new Rehearsal()
    expect(world.plan(film()).total).toEqual({ low: 1_100_000, high: 1_100_000 })
    world.run(film())
    const again = world.plan(film())
    expect(again.total).toEqual({ low: 0, high: 0 })
    expect(again.saved).toBe(5 * 1000)
  })

  test('run twice runs nothing twice', () => {
    const world = new Rehearsal()
    world.run(film())
    expect(world.ran).toEqual(['image', 'image2', 'video', 'video2', 'join'])
    expect(new Set(Object.values(verdictsOf(world.plan(film()))))).toEqual(new Set(['reuse']))
    expect(taskOf(world.plan(film()), 'video').reason).toEqual({ because: 'unchanged', at: 3 })
    world.run(film())
    expect(world.ran).toEqual([])
  })

  test.each<[string, Op, string, object]>([
    ['a parameter', set('image.params.seed', 7), 'image', { params: ['seed'], inputs: [], take: false, model: false }],
    [
      'what is typed upstream',
      set('text.params.text', 'a wolf'),
      'image',
      { params: [], inputs: ['prompt'], take: false, model: false },
    ],
    ['the take', set('video.takes', { '': 1 }), 'video', { params: [], inputs: [], take: true, model: false }],
    ['the model', set('image.model', 'test/sketch'), 'image', { params: [], inputs: [], take: false, model: true }],
  ])(
    'names %s that was changed, runs only what hangs on it, and nothing when it is changed back',
    (_what, op, node, reason) => {
      const world = new Rehearsal()
      world.run(film())
      const after = changed(film(), op)
      expect(taskOf(world.plan(after), node)).toMatchObject({
        verdict: 'run',
        reason: { because: 'changed', ...reason },
      })
      world.run(after)
      expect(world.ran).not.toContain('image2')
      expect(world.ran[0]).toBe(node)
      world.run(film())
      expect(world.ran).toEqual([])
    },
  )

  test('says of what was tried in vain what became of it, and of a change what has changed since', () => {
    const world = new Rehearsal()
    const { fingerprint } = taskOf(world.plan(film()), 'image')
    world.setbacks.set('image', { ended: 'failed', at: 7, fingerprint: fingerprint! })
    const reasonOf = (drawn: Drawn) => taskOf(world.plan(drawn), 'image').reason
    const tried = { because: 'tried', ended: 'failed', at: 7 }
    const other = changed(film(), set('image.params.seed', 7))
    expect([reasonOf(film()), reasonOf(other)]).toEqual([tried, tried])
    world.run(other)
    // what was tried in vain, and what was made with another setting
    const third = changed(film(), set('image.params.seed', 8))
    expect([reasonOf(film()), reasonOf(third)]).toMatchObject([tried, { because: 'changed', params: ['seed'] }])
  })

  test('is not moved by where a node lies, what it is called, or a parameter set to its default', () => {
    const world = new Rehearsal()
    world.run(film())
    world.run(
      changed(
        film(),
        set('image.x', 99),
        set('image.title', 'Hero'),
        set('image.params.seed', 1),
        set('image.params.unheard', 'of'),
      ),
    )
    expect(world.ran).toEqual([])
  })

  test('waits for what runs again, and cuts off early where it came out the same', () => {
    const still = new Rehearsal((task) => ({
      [Object.keys(task.node.flat.step.outputs)[0] ?? '']: { value: testAsset('image', task.node.flat.id) },
    }))
    still.run(film())
    const after = changed(film(), set('image.params.seed', 7))
    expect(verdictsOf(still.plan(after))).toMatchObject({
      image: 'run',
      video: 'waits',
      video2: 'reuse',
      join: 'waits',
    })
    still.run(after)
    expect(still.ran).toEqual(['image'])
  })

  test('gives two nodes that do the same work one result', () => {
    const world = new Rehearsal()
    const twins = graph('text → image → video → join\ntext → image2 → video2 → join')
    world.run(twins)
    world.run(graph('text → image'))
    expect(world.ran).toEqual([])
  })
})

describe('a plan over lists', () => {
  const shots = (words: string): Drawn => graph('split → image → video → join', { split: { params: { text: words } } })

  test('has a verdict for every item, and an item that is inserted moves nobody’s result', () => {
    const world = new Rehearsal()
    world.run(shots('fox hen'))
    const plan = world.plan(shots('wolf fox hen'))
    expect(verdictsOf(plan)).toMatchObject({
      'image wolf': 'run',
      'image fox': 'reuse',
      'image hen': 'reuse',
      'video wolf': 'waits',
      'video hen': 'reuse',
      join: 'waits',
    })
    expect(taskOf(plan, 'image', 'hen').position).toBe(2)
    world.run(shots('wolf fox hen'))
    expect(world.ran).toEqual(['image wolf', 'video wolf', 'join'])
  })

  test('re-rolls and chooses by item, also items called like what every object has', () => {
    const world = new Rehearsal()
    world.run(shots('fox constructor'))
    world.run(changed(shots('fox constructor'), set('image.takes', { fox: 1 })))
    expect(world.ran).toEqual(['image fox', 'video fox', 'join'])
  })

  test('of unknown length says so, and costs at most what is declared, through every node that maps', () => {
    const plan = new Rehearsal().plan(
      graph('director → image → video → join', { director: { params: { idea: 'x', most: 4 } } }),
    )
    expect(taskOf(plan, 'director')).toMatchObject({ verdict: 'run', price: { low: 10_000, high: 10_000 } })
    expect(taskOf(plan, 'image')).toMatchObject({
      verdict: 'waits',
      reason: { because: 'length-unknown' },
      price: { low: 0, high: 4 * 50_000 },
    })
    expect(taskOf(plan, 'video').price).toEqual({ low: 0, high: 4 * 500_000 })
    expect(plan.total).toEqual({ low: 10_000, high: 10_000 + 4 * 550_000 })
  })

  test('of unknown length without a declared maximum has no upper price', () => {
    const plan = new Rehearsal().plan(graph('director → image', { director: { params: { idea: 'x', most: 0 } } }))
    expect([taskOf(plan, 'image').price, plan.total]).toEqual(['unknown', 'unknown'])
  })

  test('of unknown length zipped with a known one has the known one’s', () => {
    const plan = new Rehearsal().plan(
      graph('director → (left)pair\nsplit → (right)pair\npair → image', {
        director: { params: { idea: 'x', most: 0 } },
      }),
    )
    expect(taskOf(plan, 'image').price).toEqual({ low: 0, high: 3 * 50_000 })
  })

  test('of two unknown lengths zipped is at most the shorter one', () => {
    const idea = (most: number) => ({ params: { idea: 'x', most } })
    const plan = new Rehearsal().plan(
      graph('director → (left)pair\ndirector2 → (right)pair\npair → image', { director: idea(4), director2: idea(2) }),
    )
    expect(taskOf(plan, 'image').price).toEqual({ low: 0, high: 2 * 50_000 })
  })

  test('of lists of unknown lengths multiplies', () => {
    const plan = new Rehearsal().plan(
      graph('director → director2 → image', {
        director: { params: { idea: 'x', most: 3 } },
        director2: { params: { most: 2 } },
      }),
    )
    expect(taskOf(plan, 'image').price).toEqual({ low: 0, high: 6 * 50_000 })
  })

  test('an unknown price is unknown and never nothing', () => {
    const plan = new Rehearsal().plan(graph('text → audio\ntext → image', { text: { params: { text: 'x' } } }))
    expect([taskOf(plan, 'audio').price, plan.total]).toEqual(['unknown', 'unknown'])
  })
})

describe('a scope', () => {
  test('“to” is these and what they need', () => {
    expect(verdictsOf(new Rehearsal().plan(film(), of('to', 'video')))).toEqual({
      text: 'reuse',
      image: 'run',
      video: 'waits',
    })
  })

  test('“from” is these and all below, on what is stored above', () => {
    const world = new Rehearsal()
    world.run(film(), of('to', 'image'))
    expect(verdictsOf(world.plan(film(), of('from', 'video')))).toEqual({
      text: 'reuse',
      image: 'reuse',
      video: 'run',
      text2: 'reuse',
      image2: 'off',
      video2: 'off',
      join: 'blocked',
    })
    expect(messages(world.plan(film(), of('from', 'video')))).toEqual(['“Image” has no stored image yet.'])
  })

  test('“only” is these on stored results, else blocked with what to do', () => {
    const world = new Rehearsal()
    const before = world.plan(film(), of('only', 'video'))
    expect(verdictsOf(before)).toEqual({ text: 'reuse', image: 'off', video: 'blocked' })
    expect(before.problems).toEqual([
      { code: 'missing-input', message: '“Image” has no stored image yet.', hint: 'Run up to here.', node: 'image' },
    ])
    expect(before.total).toEqual({ low: 0, high: 0 })
    world.run(film(), of('only', 'image'))
    expect(verdictsOf(world.plan(film(), of('only', 'video')))).toEqual({ text: 'reuse', image: 'reuse', video: 'run' })
  })

  test('“only” does not run a changed step above: its old result is not what the graph says now', () => {
    const world = new Rehearsal()
    world.run(film())
    expect(verdictsOf(world.plan(changed(film(), set('image.params.seed', 2)), of('only', 'video')))).toMatchObject({
      image: 'off',
      video: 'blocked',
    })
  })

  test('“only” two nodes with one between waits for what lies between', () => {
    const world = new Rehearsal()
    const chain = graph('text → echo → echo2 → echo3')
    world.run(chain)
    const plan = world.plan(changed(chain, set('echo.params.times', 2)), of('only', 'echo', 'echo3'))
    expect(verdictsOf(plan)).toEqual({ text: 'reuse', echo: 'run', echo2: 'waits', echo3: 'waits' })
  })

  test('“items” is one node for some keys, and the others are no problem of it', () => {
    const world = new Rehearsal()
    const shots = graph('split → image → video')
    world.run(shots, items('image', 'two'))
    expect(world.ran).toEqual(['image two'])
    const plan = world.plan(shots, items('video', 'two'))
    expect(verdictsOf(plan)).toMatchObject({
      'image one': 'off',
      'image two': 'reuse',
      'video one': 'off',
      'video two': 'run',
      'video three': 'off',
    })
    expect(plan.problems).toEqual([])
    expect(plan.total).toEqual({ low: 500_000, high: 500_000 })
  })

  test('does not tell of problems elsewhere, but does of its own', () => {
    const broken = graph('text → image\nvideo\nodd:unheard-of', {})
    expect(messages(new Rehearsal().plan(broken, of('to', 'image')))).toEqual([])
    expect(messages(new Rehearsal().plan(broken, of('only', 'video')))).toEqual(['“Video” needs a start image.'])
    const odd = new Rehearsal().plan(broken, of('only', 'odd'))
    expect(messages(odd)).toEqual(['“unheard-of” is not a kind of node this Reelgraph knows.'])
    expect(verdictsOf(odd)).toEqual({ odd: 'blocked' })
  })
})

describe('a chosen result', () => {
  const pinned = (world: Rehearsal): { readonly drawn: Drawn; readonly pin: Fingerprint } => {
    world.run(film())
    const pin = world.latest('image', null)!.fingerprint
    return { drawn: changed(film(), set('image.pins', { '': pin }), set('text.params.text', 'a wolf')), pin }
  }

  test('is used whatever the inputs, and costs nothing', () => {
    const world = new Rehearsal()
    const { drawn, pin } = pinned(world)
    const plan = world.plan(drawn)
    expect(taskOf(plan, 'image')).toMatchObject({
      verdict: 'reuse',
      reason: { because: 'pinned' },
      fingerprint: pin,
      price: { low: 0, high: 0 },
    })
    expect(taskOf(plan, 'video').verdict).toBe('reuse')
  })

  test('that has been deleted blocks, and says so', () => {
    const world = new Rehearsal()
    const { drawn } = pinned(world)
    world.forget('image')
    const plan = world.plan(drawn)
    expect(verdictsOf(plan)).toMatchObject({ image: 'blocked', video: 'blocked', join: 'blocked', video2: 'reuse' })
    expect(plan.problems).toEqual([
      expect.objectContaining({ message: 'The result chosen for “Image” has been deleted.', node: 'image' }),
    ])
  })

  test('spares what would only feed it: a step above that has changed is not asked for', () => {
    const world = new Rehearsal()
    const chain = graph('text → echo → image → video')
    world.run(chain)
    const pin = world.latest('image', null)!.fingerprint
    const after = changed(
      chain,
      set('image.pins', { '': pin }),
      set('echo.params.times', 2),
      set('video.params.seconds', 2),
    )
    expect(verdictsOf(world.plan(after, of('only', 'video')))).toEqual({ image: 'reuse', video: 'run' })
    expect(verdictsOf(world.plan(after, of('to', 'video')))).toEqual({ image: 'reuse', video: 'run' })
    expect(verdictsOf(world.plan(after))).toMatchObject({ echo: 'run', image: 'reuse', video: 'run' })
  })
})

describe('problems', () => {
  test('are told all at once, each once, the ones that are behind others too', () => {
    const wrong = graph('image → video → join\nsplit → (left)pair\ntext → echo\nodd:unheard-of (x)→(text) echo2', {
      image: { params: { seed: 'x' } },
      video: { params: { seconds: 0 } },
    })
    expect(messages(new Rehearsal().plan(wrong))).toEqual(
      expect.arrayContaining([
        '“unheard-of” is not a kind of node this Reelgraph knows.',
        '“Image”: “seed” must be a number; it is “x”.',
        '“Image” needs a prompt.',
        '“Video”: “Length” must be at least 1; it is 0.',
        '“Pair” needs a right.',
      ]),
    )
    expect(messages(new Rehearsal().plan(wrong))).toHaveLength(5)
  })

  test('that hang on a value which is known already are found before anything runs', () => {
    const plan = new Rehearsal().plan(
      graph('text → image → video → join\ntext2 (text)→(prompt) video', {
        text: { params: { text: 'x' } },
        text2: { params: { text: 'forbidden' } },
      }),
    )
    expect(plan.problems).toEqual([
      { code: 'plan-problem', message: '“Video”: The prompt is forbidden.', field: 'prompt', node: 'video' },
    ])
    expect(verdictsOf(plan)).toMatchObject({ image: 'run', video: 'blocked', join: 'blocked' })
  })

  test('do not stop a node that is off: it says why', () => {
    const plan = new Rehearsal().plan(film({ image: { mode: 'off' } }))
    expect(taskOf(plan, 'video')).toMatchObject({
      verdict: 'off',
      reason: { because: 'off', why: 'needs “Start image” from “Image”, which is switched off' },
    })
    expect(plan.problems).toEqual([])
  })
})

/** Nobody has asked before, approved anything or measured a time. */
const nothingElse: Pick<Lookup, 'setback' | 'pending' | 'approved' | 'duration'> = {
  setback: () => undefined,
  pending: () => undefined,
  approved: () => false,
  duration: () => undefined,
}

test('what nobody has looked up yet is asked for, and the plan goes on where it stopped', () => {
  const world = new Rehearsal()
  world.run(film())
  const known = new Map<Fingerprint, KnownResult | null>()
  const planner = new Planner({
    graph: flatten(film().project, film().catalog),
    scope: { of: 'all' },
    revision: 3,
    hash: testHash,
  })
  const rounds: number[] = []
  for (
    let missing = planner.advance({ result: (key) => known.get(key), latest: () => undefined, ...nothingElse });
    missing.length > 0;
  ) {
    rounds.push(missing.length)
    for (const key of missing) known.set(key, world.result(key))
    missing = planner.advance({ result: (key) => known.get(key), latest: () => undefined, ...nothingElse })
  }
  expect(rounds).toEqual([2, 2, 1])
  expect(planner.plan()).toEqual({ ...world.plan(film()), revision: 3 })
})
