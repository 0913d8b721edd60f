import { expect, test } from 'vitest'
import { ProjectIdSchema, type Reason } from '@reelgraph/shared'
import type { ResultRow } from '../store/stores.ts'
import { createRetentionRows } from '../store/embedded/retention-rows.ts'
import { has, hasEnded, isAtProvider, openStage, taskOf, waits, type Stage } from './testing/stage.ts'
import { drawProject, ended, openWorkshop, type Workshop } from './testing/workshop.ts'

const all = { of: 'all' } as const
type Table = Parameters<typeof drawProject>[0]

const reasonsOf = async (
  { engine }: Pick<Workshop, 'engine'>,
  table: Table,
): Promise<Readonly<Record<string, Reason>>> => {
  const { tasks } = await engine.plan({ project: drawProject(table), revision: 1, scope: all })
  return Object.fromEntries(tasks.map(({ node, reason }) => [node, reason]))
}

const shot = { model: 'work/job', params: { say: 'shot' } } as const
const blind = { model: 'work/blind', params: { say: 'shot' } } as const

const withoutFile = ({ fingerprint, outputs, subject, node, item, at, cost }: ResultRow): ResultRow => ({
  ...{ fingerprint, outputs, subject, node, item, at, cost },
  lost: true,
})

const loseTheAnswer = async (stage: Stage) => {
  stage.studio.meet('shot', { is: 'lost', arrived: true })
  const id = await stage.start({ shot: blind })
  await stage.until(id, waits)
  return id
}

test('a step that failed is not said to run for the first time, nor is the run that tries it again', async () => {
  let fails = true
  const workshop = openWorkshop({
    behave: ({ say }) => {
      if (fails) throw new Error('no luck')
      return say
    },
  })
  const table = { a: { params: { say: 'a' } }, b: { from: ['a'], params: { say: 'b' } } } as const
  const { engine } = workshop
  const start = async () => engine.start({ project: drawProject(table), revision: 1, scope: all })
  const failed = await ended(engine, await start())
  const tried = { because: 'tried', ended: 'failed', at: failed.tasks[0]?.endedAt }
  expect(failed.tasks.map(({ reason }) => reason.because)).toEqual(['never-run', 'inputs-unknown'])
  expect((await reasonsOf(workshop, table))['a']).toEqual(tried)
  fails = false
  const again = await ended(engine, await start())
  expect(again.tasks.map(({ reason }) => reason)).toEqual([tried, { because: 'never-run' }])
  await workshop.close()
})

test('what was stopped on its way says so, and what had not begun runs for the first time', async () => {
  const stage = openStage({ concurrency: 1 })
  const table = { shot, other: { model: 'work/job', params: { say: 'other' } } } as const
  const id = await stage.start(table)
  const [begun, queued] =
    taskOf(await stage.until(id, (run) => run.tasks.some(({ status }) => status === 'running')), 'shot').status ===
    'running'
      ? (['shot', 'other'] as const)
      : (['other', 'shot'] as const)
  await stage.until(id, isAtProvider(begun))
  stage.studio.job(begun).stoppable = true
  const cancelled = stage.engine.cancel(id)
  await stage.pass(20_000)
  await cancelled
  await stage.until(id, hasEnded)
  await stage.die()
  const reasons = await reasonsOf(stage, table)
  expect(reasons[begun]).toMatchObject({ because: 'tried', ended: 'cancelled' })
  expect(reasons[queued]).toEqual({ because: 'never-run' })
})

test('what was given up because nobody knew what became of it says so', async () => {
  const stage = openStage()
  const id = await loseTheAnswer(stage)
  await stage.decide(id, 'shot', { decision: 'give-up' })
  await stage.until(id, hasEnded)
  expect((await reasonsOf(stage, { shot: blind }))['shot']).toMatchObject({ because: 'tried', ended: 'unknown' })
})

test('so it does in every project that waited for it: from its beginning, or when it was lost already', async () => {
  for (const when of ['from its beginning', 'when it was lost'] as const) {
    const stage = openStage()
    const trailer = { ...drawProject({ shot: blind }), id: ProjectIdSchema.parse('trailer') }
    stage.studio.meet('shot', { is: 'lost', arrived: true })
    const first = await stage.start({ shot: blind })
    if (when === 'when it was lost') await stage.until(first, waits)
    const second = await stage.start(trailer)
    for (const id of [first, second]) await stage.until(id, waits)
    await stage.decide(first, 'shot', { decision: 'give-up' })
    await stage.until(second, hasEnded)
    const { tasks } = await stage.engine.plan({ project: trailer, revision: 1, scope: all })
    expect(tasks[0]?.reason).toMatchObject({ because: 'tried', ended: 'unknown' })
    expect(stage.engine.vainTries(trailer.id)).toMatchObject([{ run: second, task: { status: 'failed' } }])
    expect(stage.studio.asked).toHaveLength(1)
  }
})

test('of two runs that share a step both are stopped: the last says that it was stopped on its way', async () => {
  const stage = openStage()
  const first = await stage.start({ shot })
  await stage.until(first, isAtProvider('shot'))
  const second = await stage.start({ shot })
  await stage.until(second, has('shot', 'running'))
  stage.studio.job('shot').stoppable = true
  for (const id of [first, second]) {
    const cancelled = stage.engine.cancel(id)
    await stage.pass(20_000)
    await cancelled
    await stage.until(id, hasEnded)
  }
  expect((await reasonsOf(stage, { shot }))['shot']).toMatchObject({ because: 'tried', ended: 'cancelled' })
  const { id: project } = drawProject({ shot })
  expect(stage.engine.vainTries(project)).toMatchObject([{ run: second, task: { status: 'cancelled', shared: true } }])
})

test('what was made and forgotten says so, also where an older result of the step is left', async () => {
  const stage = openStage()
  const make = async (table: Table): Promise<void> => {
    const id = await stage.start(table)
    await stage.until(id, hasEnded)
  }
  const older = { step: { params: { say: 'older' } } }
  const newer = { step: { params: { say: 'newer' } } }
  await make(older)
  await stage.pass(1000)
  await make(newer)
  await stage.pass(1000)
  const { database, engine } = stage.workshop
  const [last] = await engine.results({ project: drawProject(newer).id, node: drawProject(newer).nodes['step']!.id })
  const rows = createRetentionRows(database)
  rows.removeResults(rows.under(last!.fingerprint).results, stage.clock.now())
  engine.outdate()
  const forgotten = { because: 'tried', ended: 'forgotten', at: stage.clock.now() }
  expect((await reasonsOf(stage, newer))['step']).toEqual(forgotten)
  expect((await reasonsOf(stage, older))['step']).toMatchObject({ because: 'unchanged' })
  const other = { step: { params: { say: 'another' } } }
  expect((await reasonsOf(stage, other))['step']).toMatchObject({ because: 'changed', params: ['say'] })
})

test('a try that failed after what was forgotten had been made is the last one', async () => {
  const stage = openStage()
  stage.studio.meet('shot', { is: 'refused', code: 'content-policy' })
  const made = await stage.start({ shot: { ...shot, params: { say: 'well' } } })
  await stage.until(made, isAtProvider('shot'))
  stage.studio.finish('well')
  await stage.pass(10_000)
  await stage.until(made, hasEnded)
  const refused = await stage.start({ shot })
  await stage.until(refused, has('shot', 'failed'))
  const rows = createRetentionRows(stage.workshop.database)
  rows.removeResults([rows.lastResult()], stage.clock.now())
  stage.engine.outdate()
  expect((await reasonsOf(stage, { shot }))['shot']).toMatchObject({ because: 'tried', ended: 'failed' })
})

test('what was made, and whose file is gone, says so; with another setting, what has changed', async () => {
  let gone = false
  const workshop = openWorkshop({
    results: (store) => ({
      ...store,
      get: async (wanted) => (gone ? new Map() : store.get(wanted)),
      recent: async (project) => (await store.recent(project)).map((row) => (gone ? withoutFile(row) : row)),
    }),
  })
  const { engine } = workshop
  const table = { step: { params: { say: 'one' } } }
  const run = await ended(engine, await engine.start({ project: drawProject(table), revision: 1, scope: all }))
  gone = true
  engine.outdate()
  const made = run.tasks[0]?.endedAt
  expect((await reasonsOf(workshop, table))['step']).toEqual({ because: 'tried', ended: 'lost', at: made })
  const other = { step: { params: { say: 'two' } } }
  expect((await reasonsOf(workshop, other))['step']).toMatchObject({ because: 'changed', params: ['say'] })
  await workshop.close()
})

test('what its run told of a failure is kept with it, also after a restart, until it is made', async () => {
  const stage = openStage()
  stage.studio.meet('shot', { is: 'refused', code: 'content-policy' })
  const { id: project } = drawProject({ shot })
  const refused = await stage.start({ shot })
  const failed = taskOf(await stage.until(refused, has('shot', 'failed')), 'shot')
  await stage.until(refused, hasEnded)
  const other = await stage.start({ other: { params: { say: 'other' } } })
  await stage.until(other, hasEnded)
  await stage.die()
  const planned = await stage.engine.plan({ project: drawProject({ shot }), revision: 1, scope: all })
  const { fingerprint } = planned.tasks[0]!
  expect(fingerprint).toBeDefined()
  expect(stage.engine.vainTries(project)).toEqual([{ run: refused, task: { ...failed, fingerprint } }])
  await stage.pass(1000)
  const again = await stage.start({ shot })
  await stage.until(again, isAtProvider('shot'))
  stage.studio.finish('shot')
  await stage.pass(10_000)
  await stage.until(again, hasEnded)
  expect(stage.engine.vainTries(project)).toEqual([])
})
