import { describe, expect, test } from 'vitest'
import { NodeIdSchema, type Outputs, type Scope } from '@reelgraph/shared'
import { drawProject, textOf } from './testing/workshop.ts'
import { has, hasEnded, openStage, statuses, taskOf, waits } from './testing/stage.ts'

const approve = { decision: 'approve' } as const
const film = { idea: { gate: true }, shot: { from: ['idea'] }, film: { from: ['shot'] } } as const
const words = (text: string) => ({ kind: 'lines', params: { text } }) as const
const shots = { list: words('one two'), idea: { each: 'list', gate: true }, shot: { each: 'idea' } } as const
const directed = {
  script: { model: 'work/list', params: { words: 'one two' }, gate: true },
  shot: { each: 'script' },
  film: { from: ['shot'] },
} as const

describe('a closed gate', () => {
  test('holds what comes after it, names itself there, and lets everything else go on', async () => {
    const stage = openStage()
    const id = await stage.start({ ...film, other: {} })
    const run = await stage.until(id, waits)
    expect(statuses(run)).toEqual({ idea: 'succeeded', shot: 'held', film: 'waiting', other: 'succeeded' })
    expect([taskOf(run, 'idea').gate, taskOf(run, 'shot').heldBy]).toEqual(['closed', ['idea']])
    expect(textOf(taskOf(run, 'idea').outputs)).toBe('idea')
    await stage.decide(id, 'idea', approve)
    const then = await stage.until(id, hasEnded)
    expect([then.status, taskOf(then, 'idea').gate, taskOf(then, 'shot').heldBy]).toEqual([
      'succeeded',
      'open',
      undefined,
    ])
  })

  test('is one of two before the same step: it goes on when both are open', async () => {
    const stage = openStage()
    const id = await stage.start({ a: { gate: true }, b: { gate: true }, both: { from: ['a', 'b'] } })
    expect(taskOf(await stage.until(id, waits), 'both').heldBy).toEqual(['a', 'b'])
    await stage.decide(id, 'a', approve)
    const run = await stage.run(id)
    expect([run.status, statuses(run)['both'], taskOf(run, 'both').heldBy]).toEqual(['waiting', 'held', ['b']])
    await stage.decide(id, 'b', approve)
    expect((await stage.until(id, hasEnded)).status).toBe('succeeded')
  })

  test('is there item by item: what was approved goes on', async () => {
    const stage = openStage()
    const id = await stage.start(shots)
    await stage.until(id, waits)
    await stage.decide(id, 'idea two', approve)
    const run = await stage.until(id, waits)
    expect(statuses(run)).toMatchObject({ 'shot one': 'held', 'shot two': 'succeeded' })
    await stage.decide(id, 'idea one', approve)
    expect((await stage.until(id, hasEnded)).status).toBe('succeeded')
  })

  test('tells nobody how long the list behind it is before a person has approved it', async () => {
    const stage = openStage()
    const id = await stage.start(directed)
    const run = await stage.until(id, waits)
    expect(statuses(run)).toEqual({ script: 'succeeded', shot: 'held', film: 'waiting' })
    expect((await stage.events(id)).some(({ type }) => type === 'expanded')).toBe(false)
    await stage.decide(id, 'script', approve)
    expect(Object.keys(statuses(await stage.until(id, hasEnded)))).toEqual(['script', 'film', 'shot one', 'shot two'])
  })

  test('holds the items of a step whose list became known elsewhere', async () => {
    const stage = openStage()
    const id = await stage.start({
      list: { model: 'work/script', params: { say: 'list' } },
      idea: { gate: true },
      shot: { each: 'list', from: ['idea'] },
    })
    await stage.until(id, (run) => taskOf(run, 'idea').gate === 'closed' && statuses(run)['list'] === 'running')
    stage.studio.job('list').sees = { state: 'done', outputs: { text: [{ key: 'one', value: 'one' }] } }
    await stage.pass(2000)
    expect(taskOf(await stage.until(id, waits), 'shot one')).toMatchObject({ status: 'held', heldBy: ['idea'] })
    await stage.decide(id, 'idea', approve)
    expect((await stage.until(id, hasEnded)).status).toBe('succeeded')
  })

  test('is still closed after a restart, and after the server was killed', async () => {
    const stage = openStage()
    const id = await stage.start(film)
    await stage.until(id, waits)
    for (const again of [stage.restart, stage.die]) {
      await again()
      const run = await stage.until(id, waits)
      expect([statuses(run), taskOf(run, 'shot').heldBy]).toEqual([
        { idea: 'succeeded', shot: 'held', film: 'waiting' },
        ['idea'],
      ])
    }
    await stage.decide(id, 'idea', approve)
    expect((await stage.until(id, hasEnded)).status).toBe('succeeded')
  })

  test('does not keep a run from being cancelled, and nobody decides about it any more', async () => {
    const stage = openStage()
    const id = await stage.start(film)
    await stage.until(id, waits)
    await stage.engine.cancel(id)
    const run = await stage.until(id, hasEnded)
    expect([run.status, statuses(run)]).toEqual([
      'cancelled',
      { idea: 'succeeded', shot: 'cancelled', film: 'cancelled' },
    ])
    await expect(stage.decide(id, 'idea', approve)).rejects.toMatchObject({ code: 'conflict' })
  })

  test('is not decided about while its run is being cancelled', async () => {
    const held = Promise.withResolvers<void>()
    const stage = openStage({ behave: async ({ say }) => (say === 'slow' && (await held.promise), say) })
    const id = await stage.start({ ...film, slow: {} })
    await stage.until(id, (run) => taskOf(run, 'idea').gate === 'closed')
    await stage.engine.cancel(id)
    await expect(stage.decide(id, 'idea', approve)).rejects.toMatchObject({ code: 'conflict' })
    held.resolve()
    expect((await stage.until(id, hasEnded)).status).toBe('cancelled')
    expect((await stage.events(id)).at(-1)?.type).toBe('run-ended')
  })

  test('is decided about once, and only by what a gate asks for', async () => {
    const stage = openStage()
    const id = await stage.start(film)
    await stage.until(id, waits)
    for (const decided of [{ decision: 'agree', cap: 5 }, { decision: 'ask' }, { decision: 'give-up' }] as const)
      await expect(stage.decide(id, 'idea', decided)).rejects.toMatchObject({ code: 'conflict' })
    await expect(stage.decide(id, 'shot', approve)).rejects.toMatchObject({ code: 'conflict' })
    await expect(stage.decide(id, 'nowhere', approve)).rejects.toMatchObject({ code: 'not-found' })
    await stage.decide(id, 'idea', approve)
    await expect(stage.decide(id, 'idea', approve)).rejects.toMatchObject({ code: 'conflict' })
    await stage.until(id, hasEnded)
  })
})

describe('a gate of a step that a run only builds on', () => {
  const from: Scope = { of: 'from', nodes: [NodeIdSchema.parse('shot')] }
  const to: Scope = { of: 'to', nodes: [NodeIdSchema.parse('idea')] }

  test('is asked about as any other, also after a restart, and nothing is made of that step', async () => {
    const stage = openStage()
    await stage.until(await stage.start(film, { scope: to }), hasEnded)
    const id = await stage.start(film, { scope: from })
    expect(statuses(await stage.until(id, waits))).toEqual({ idea: 'succeeded', shot: 'held', film: 'waiting' })
    await stage.restart()
    expect(taskOf(await stage.until(id, waits), 'shot').heldBy).toEqual(['idea'])
    await expect(stage.decide(id, 'idea', { decision: 'reroll', take: 1 })).rejects.toMatchObject({
      code: 'conflict',
      message: '“Work” is not part of this run, so it makes no new take of it.',
    })
    await stage.decide(id, 'idea', approve)
    expect((await stage.until(id, hasEnded)).status).toBe('succeeded')
    expect(stage.workshop.calls).toEqual(['shot', 'film'])
  })
})

describe('what was approved', () => {
  test('asks for no second look: not in another run, not after a restart', async () => {
    const stage = openStage()
    const id = await stage.start(film)
    await stage.until(id, waits)
    await stage.decide(id, 'idea', approve)
    await stage.until(id, hasEnded)
    expect((await stage.until(await stage.start(film), hasEnded)).status).toBe('succeeded')
    await stage.restart()
    const { shot, film: last } = film
    const more = { idea: film.idea, shot, film: last, more: { from: ['idea'] } } as const
    expect((await stage.until(await stage.start(more), hasEnded)).status).toBe('succeeded')
  })

  test('asks again as soon as it is another, and a plan says that it will', async () => {
    const stage = openStage()
    const first = await stage.start(film)
    await stage.until(first, waits)
    const plan = await stage.engine.plan({ project: drawProject(film), revision: 1, scope: { of: 'all' } })
    expect(plan.tasks).toMatchObject([
      { node: 'idea', verdict: 'reuse', gated: true },
      { node: 'shot', verdict: 'waits', reason: { because: 'gate', node: 'idea', item: null } },
      { node: 'film', verdict: 'waits' },
    ])
    await stage.decide(first, 'idea', approve)
    await stage.until(first, hasEnded)
    const other = { ...film, idea: { gate: true, params: { say: 'other' } } } as const
    const id = await stage.start(other)
    expect(taskOf(await stage.until(id, waits), 'shot').heldBy).toEqual(['idea'])
  })

  test('a stored result that nobody has approved closes the gate without being made again', async () => {
    const stage = openStage()
    await stage.until(await stage.start({ idea: {} }), hasEnded)
    const id = await stage.start(film)
    const run = await stage.until(id, waits)
    expect(taskOf(run, 'idea')).toMatchObject({ reused: true, gate: 'closed' })
    expect(stage.workshop.calls).toEqual(['idea'])
    await stage.decide(id, 'idea', approve)
    await stage.until(id, has('film', 'succeeded'))
  })

  test('a result that a person has chosen has been looked at: its gate is open', async () => {
    const stage = openStage()
    const made = await stage.until(await stage.start({ idea: {} }), hasEnded)
    const pin = taskOf(made, 'idea').fingerprint!
    const id = await stage.start({ ...film, idea: { gate: true, pins: { '': pin } } })
    expect((await stage.until(id, hasEnded)).status).toBe('succeeded')
  })
})

const text = (value: unknown): Outputs => ({ text: { value } }) as Outputs // what a person sends may be anything

test.each<[string, string, Outputs, string]>([
  ['a number for a text', 'film', text(7), '“Work” gives text for “Text”.'],
  ['an empty text', 'film', text(' \n'), '“Work” gives an empty text for “Text”.'],
  ['a text for a list', 'directed', text('one'), '“Work” gives “Text” as a list.'],
  ['nothing', 'film', {}, '“Work” needs its “Text”.'],
  ['what it does not have', 'film', { ...text('x'), sound: { value: 'y' } }, '“Work” has no output “sound”.'],
])('an edit to %s is refused and says why, and the gate stays closed', async (_, which, outputs, message) => {
  const stage = openStage()
  const [node, table] = which === 'film' ? (['idea', film] as const) : (['script', directed] as const)
  const id = await stage.start(table)
  await stage.until(id, waits)
  const edit = stage.engine.storeEdited({ run: id, node, item: null, outputs })
  await expect(edit).rejects.toMatchObject({ code: 'invalid-request', body: { message, node } })
  expect(taskOf(await stage.run(id), node).gate).toBe('closed')
})
