import { describe, expect, test } from 'vitest'
import { ProjectIdSchema, type Outputs, type RunId } from '@reelgraph/shared'
import { cutJournal } from './testing/cut-journal.ts'
import { isAtProvider, hasEnded, openStage, statuses, taskOf, waits, type Stage } from './testing/stage.ts'
import { drawProject } from './testing/workshop.ts'

const approve = { decision: 'approve' } as const
const film = { idea: { gate: true }, shot: { from: ['idea'] }, film: { from: ['shot'] } } as const
const shots = {
  list: { kind: 'lines', params: { text: 'one two' } },
  idea: { each: 'list', gate: true },
  shot: { each: 'idea' },
} as const
const project = drawProject(film).id
const idea: Outputs = { text: { value: 'idea' } }

/** Two runs that wait at the same gate. */
const openBoth = async (stage: Stage, table: typeof film | typeof shots = film): Promise<readonly [RunId, RunId]> => {
  const ids = [await stage.start(table), await stage.start(table)] as const
  for (const id of ids) await stage.until(id, waits)
  return ids
}

describe('what a person has looked at', () => {
  test('goes on in every run that waits for just that, and nobody is asked twice', async () => {
    const stage = openStage()
    const [first, second] = await openBoth(stage)
    await stage.decide(second, 'idea', approve)
    for (const id of [first, second]) {
      const run = await stage.until(id, hasEnded)
      expect([run.status, taskOf(run, 'idea').gate, taskOf(run, 'shot').heldBy]).toEqual([
        'succeeded',
        'open',
        undefined,
      ])
    }
    expect(stage.workshop.calls).toEqual(['idea', 'shot', 'film'])
    await expect(stage.decide(first, 'idea', approve)).rejects.toMatchObject({ code: 'conflict' })
  })

  test('goes on where it was approved without a run', async () => {
    const stage = openStage()
    const ids = await openBoth(stage)
    await stage.engine.approve({ project, node: 'idea', item: null, outputs: idea })
    for (const id of ids) expect((await stage.until(id, hasEnded)).status).toBe('succeeded')
  })

  test('goes on item by item', async () => {
    const stage = openStage()
    const [first, second] = await openBoth(stage, shots)
    await stage.decide(first, 'idea two', approve)
    for (const id of [first, second]) {
      const run = await stage.until(id, (now) => waits(now) && statuses(now)['shot two'] === 'succeeded')
      expect([taskOf(run, 'idea one').gate, taskOf(run, 'shot one').heldBy]).toEqual(['closed', ['idea one']])
    }
    await stage.decide(second, 'idea one', approve)
    for (const id of [first, second]) expect((await stage.until(id, hasEnded)).status).toBe('succeeded')
  })

  test('is asked about still where it is anything else, or of another step or project', async () => {
    const stage = openStage()
    const ids = [
      await stage.start({ ...film, idea: { gate: true, params: { say: 'other' } } }),
      await stage.start({ ...film, idea: {}, twin: { gate: true, params: { say: 'idea' } }, last: { from: ['twin'] } }),
      await stage.start({ ...drawProject(film), id: ProjectIdSchema.parse('trailer') }),
    ]
    const id = await stage.start(film)
    for (const one of [...ids, id]) await stage.until(one, waits)
    await stage.decide(id, 'idea', approve)
    await stage.until(id, hasEnded)
    for (const one of ids) expect(waits(await stage.run(one))).toBe(true)
  })

  test('is not asked about in a run that began before, and comes to it later', async () => {
    const stage = openStage({ behave: ({ say }) => say })
    const slow = { ...film, before: { model: 'work/job', params: { say: 'before' } } } as const
    const late = { ...slow, idea: { gate: true, from: ['before'] } } as const
    const id = await stage.start(late)
    await stage.until(id, isAtProvider('before'))
    await stage.engine.approve({ project, node: 'idea', item: null, outputs: idea })
    stage.studio.finish('before')
    const run = await stage.passUntil(id, hasEnded)
    expect([run.status, taskOf(run, 'idea').outputs]).toEqual(['succeeded', idea])
    expect((await stage.events(id)).some(({ type }) => type === 'gate-closed')).toBe(false)
  })

  test('is not asked about again where the process died before every run had heard of it', async () => {
    const stage = openStage()
    const [first, second] = await openBoth(stage)
    await stage.decide(second, 'idea', approve)
    await stage.until(first, hasEnded)
    await stage.restart({ meanwhile: () => cutJournal(stage.file, { run: first, type: 'gate-opened', kept: false }) })
    const run = await stage.until(first, hasEnded)
    expect([run.status, taskOf(run, 'idea').gate]).toEqual(['succeeded', 'open'])
  })

  test('as another take is asked about still where nobody has looked at that one', async () => {
    const stage = openStage()
    const [first, second] = await openBoth(stage)
    await stage.decide(second, 'idea', { decision: 'reroll', take: 1 })
    await stage.until(second, (run) => waits(run) && taskOf(run, 'idea').attempts.length > 0)
    expect(waits(await stage.run(first))).toBe(true)
    await stage.decide(first, 'idea', approve)
    await stage.until(first, hasEnded)
  })
})
