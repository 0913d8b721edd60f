import { expect, test } from 'vitest'
import { ProjectIdSchema, type Project, type RunId } from '@reelgraph/shared'
import { refused, shot } from './testing/shot.ts'
import { ENOUGH, hasEnded, isAtProvider, openStage, statuses, taskOf, waits, type Stage } from './testing/stage.ts'
import { drawProject } from './testing/workshop.ts'

const job = { shot: { model: 'work/job', params: { say: 'shot' } }, film: { from: ['shot'] } } as const
const trailer = (table: Parameters<typeof drawProject>[0]): Project => ({
  ...drawProject(table),
  id: ProjectIdSchema.parse('trailer'),
})

/** Lets another run make what this one waits for. */
const makeBeside = async (stage: Stage, table: Parameters<Stage['start']>[0]): Promise<RunId> => {
  const other = await stage.start(table, { unknownPrices: true })
  await stage.until(other, isAtProvider('shot'))
  stage.studio.finish('shot')
  await stage.passUntil(other, hasEnded)
  return other
}

/** It ended well with what was stored, and for nothing. */
const reused = { status: 'succeeded', cost: 0, reserved: 0 }

test('what is held for its price goes on by itself as soon as another run has made it', async () => {
  const stage = openStage()
  const id = await stage.start(job, { cap: 1 })
  await stage.until(id, waits)
  await makeBeside(stage, job)
  const run = await stage.until(id, hasEnded)
  expect(run).toMatchObject(reused)
  expect(taskOf(run, 'shot')).toMatchObject({ status: 'succeeded', reused: true })
  expect(taskOf(run, 'shot').over).toBeUndefined()
  expect(stage.studio.asked).toHaveLength(1)
})

test('so it does where that run is of another project, and after the server was started anew', async () => {
  const stage = openStage()
  const id = await stage.start(job, { cap: 1 })
  await stage.until(id, waits)
  await stage.restart()
  await stage.until(id, waits)
  await makeBeside(stage, trailer(job))
  expect(await stage.until(id, hasEnded)).toMatchObject(reused)
  expect(stage.studio.asked).toHaveLength(1)
})

test('so does what is held for the limit of its project, and two of which one is agreed to', async () => {
  const stage = openStage({ capsOf: async (project) => (project === 'trailer' ? {} : { project: 1 }) })
  const id = await stage.start(job)
  const poor = await stage.start(trailer(job), { cap: 1 })
  for (const one of [id, poor]) await stage.until(one, waits)
  await stage.decide(poor, 'shot', { decision: 'agree', cap: ENOUGH })
  await stage.until(poor, isAtProvider('shot'))
  stage.studio.finish('shot')
  await stage.passUntil(poor, hasEnded)
  expect(await stage.until(id, hasEnded)).toMatchObject(reused)
  expect(stage.studio.asked).toHaveLength(1)
})

test('the others of a list are held still, and those that wait for their turn are not forgotten', async () => {
  const stage = openStage()
  const list = { kind: 'lines', params: { text: 'a b c' } } as const
  const priceless = { model: 'work/priceless', params: { say: 'shot' }, each: 'list' } as const
  const id = await stage.start({ list, shot: priceless }, { unknownPrices: true, cap: 1000 })
  await stage.until(id, isAtProvider('shot a'))
  const other = await stage.start(
    { list: { kind: 'lines', params: { text: 'b' } }, shot: priceless },
    { unknownPrices: true },
  )
  await stage.until(other, isAtProvider('shot b'))
  stage.studio.finish('shot(b)', { cost: 10 })
  await stage.passUntil(other, hasEnded)
  const then = await stage.until(id, (run) => taskOf(run, 'shot b').reused)
  expect(statuses(then)).toMatchObject({ 'shot a': 'running', 'shot c': 'held' })
  stage.studio.finish('shot(a)', { cost: 10 })
  await stage.passUntil(id, isAtProvider('shot c'))
  stage.studio.finish('shot(c)', { cost: 10 })
  expect(await stage.passUntil(id, hasEnded)).toMatchObject({ status: 'succeeded', cost: 20 })
})

test('a fallback that is offered is not asked about once another run has made it, with its own model or with that one', async () => {
  for (const model of ['own', 'offered'] as const) {
    const stage = openStage()
    stage.studio.meet('shot', refused('no-credits'))
    const id = await stage.start(shot(['other/job'], 'ask'))
    await stage.until(id, waits)
    if (model === 'offered') stage.studio.meet('shot', refused('no-credits'))
    const other = await stage.start(trailer(shot(['other/job'], 'ask')))
    if (model === 'offered') {
      await stage.until(other, waits)
      await stage.decide(other, 'shot', { decision: 'fall-back', model: 'other/job' })
      await stage.until(other, isAtProvider('shot'))
      stage.studio.finish('shot')
    }
    await stage.passUntil(other, hasEnded)
    const run = await stage.until(id, hasEnded)
    expect(run).toMatchObject(reused)
    expect(taskOf(run, 'shot')).toMatchObject({ status: 'succeeded', reused: true })
    expect(taskOf(run, 'shot').offer).toBeUndefined()
    expect(taskOf(run, 'shot').fallback?.model).toBe(model === 'own' ? undefined : 'other/job')
    expect(stage.studio.asked).toHaveLength(model === 'own' ? 2 : 3)
  }
})

test('what a step of that model alone has made does not stand for a fallback that nobody has agreed to', async () => {
  const stage = openStage()
  stage.studio.meet('shot', refused('no-credits'))
  const id = await stage.start(shot(['other/job'], 'ask'))
  await stage.until(id, waits)
  await makeBeside(stage, { shot: { model: 'other/job', params: { say: 'shot' } } })
  await stage.pass(1000)
  const run = await stage.run(id)
  expect([run.status, taskOf(run, 'shot').offer?.model]).toEqual(['waiting', 'other/job'])
})

test('who was asked and has answered meanwhile is not overtaken: nothing of it happens twice', async () => {
  const stage = openStage()
  const id = await stage.start(job, { cap: 1 })
  await stage.until(id, waits)
  const other = await stage.start(job)
  await stage.until(other, isAtProvider('shot'))
  await stage.decide(id, 'shot', { decision: 'give-up' })
  stage.studio.finish('shot')
  await stage.passUntil(other, hasEnded)
  expect(taskOf(await stage.until(id, hasEnded), 'shot')).toMatchObject({ status: 'failed' })
  expect((await stage.events(id)).filter(({ type }) => type === 'task-reused')).toEqual([])
})

test('where the store cannot be read the person is asked still', async () => {
  let broken = false
  const warnings: string[] = []
  const stage = openStage({
    log: { info: () => undefined, warn: (message) => void warnings.push(message) },
    results: (store) => ({
      ...store,
      get: async (fingerprints) => {
        if (broken) throw new Error('the disk is gone')
        return store.get(fingerprints)
      },
    }),
  })
  const id = await stage.start(job, { cap: 1 })
  await stage.until(id, waits)
  const other = await stage.start(job)
  await stage.until(other, isAtProvider('shot'))
  broken = true
  stage.studio.finish('shot')
  await stage.passUntil(other, hasEnded)
  expect((await stage.run(id)).status).toBe('waiting')
  expect(warnings).toEqual([expect.stringContaining('the disk is gone')])
  broken = false
  await stage.decide(id, 'shot', { decision: 'agree', cap: ENOUGH })
  expect(await stage.until(id, hasEnded)).toMatchObject(reused)
})
