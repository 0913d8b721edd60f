import { expect, test } from 'vitest'
import type { Project, ProjectId } from '@reelgraph/shared'
import { drawProject } from './testing/workshop.ts'
import { has, hasEnded, isAtProvider, openStage, statuses, taskOf, waits } from './testing/stage.ts'

const shot = { model: 'work/job', params: { say: 'shot' } } as const
const film = { shot, film: { from: ['shot'] } } as const
const refused = { is: 'refused', code: 'provider-down' } as const

test('two runs that want the same make one request: the first is charged, the second shares it and sets nothing aside', async () => {
  const stage = openStage()
  const first = await stage.start(film)
  await stage.until(first, isAtProvider('shot'))
  const second = await stage.start(film)
  const joined = await stage.until(second, has('shot', 'running'))
  expect([taskOf(joined, 'shot').shared, joined.reserved, taskOf(joined, 'shot').attempts]).toEqual([true, 0, []])
  stage.studio.finish('shot', { cost: 800 })
  await stage.pass(10_000)
  const runs = [await stage.until(first, hasEnded), await stage.until(second, hasEnded)]
  expect(runs.map(({ status, cost }) => [status, cost])).toEqual([
    ['succeeded', 800],
    ['succeeded', 0],
  ])
  expect(stage.studio.asked).toHaveLength(1)
})

test('two steps of one run that want the same make one request too', async () => {
  const stage = openStage()
  const id = await stage.start({ shot, twin: shot })
  await stage.until(id, isAtProvider('shot'))
  stage.studio.finish('shot')
  await stage.pass(10_000)
  const run = await stage.until(id, hasEnded)
  expect([statuses(run), run.cost, stage.studio.asked.length]).toEqual([
    { shot: 'succeeded', twin: 'succeeded' },
    1000,
    1,
  ])
  expect(taskOf(run, 'twin').shared).toBe(true)
})

test('where the first is cancelled it goes on for the second, and is still charged to the first', async () => {
  const stage = openStage()
  const first = await stage.start(film)
  await stage.until(first, isAtProvider('shot'))
  const second = await stage.start(film)
  await stage.until(second, has('shot', 'running'))
  await stage.engine.cancel(first)
  expect((await stage.until(first, hasEnded)).status).toBe('cancelled')
  expect(stage.studio.job('shot').stopped).toBe(false)
  stage.studio.finish('shot', { cost: 800 })
  await stage.pass(10_000)
  expect(await stage.until(second, hasEnded)).toMatchObject({ status: 'succeeded', cost: 0 })
  expect(stage.ledger.spent('run', first)).toMatchObject({ settled: 800, reserved: 0 })
})

test('where the second is cancelled, the first hears nothing of it', async () => {
  const stage = openStage()
  const first = await stage.start(film)
  await stage.until(first, isAtProvider('shot'))
  const second = await stage.start(film)
  await stage.until(second, has('shot', 'running'))
  await stage.engine.cancel(second)
  await stage.until(second, hasEnded)
  expect(stage.studio.job('shot').stopped).toBe(false)
  stage.studio.finish('shot')
  await stage.pass(10_000)
  expect(await stage.until(first, hasEnded)).toMatchObject({ status: 'succeeded', cost: 1000 })
})

test('when both are cancelled, the job is stopped', async () => {
  const stage = openStage()
  const runs = [await stage.start(film), await stage.start(film)]
  for (const id of runs) await stage.until(id, has('shot', 'running'))
  await stage.until(runs[0]!, isAtProvider('shot'))
  for (const id of runs) await stage.engine.cancel(id)
  for (const id of runs) await stage.until(id, hasEnded)
  expect(stage.studio.job('shot').stopped).toBe(true)
})

test('where the first leaves before anything was asked, the second asks and pays itself', async () => {
  const stage = openStage({ concurrency: 1 })
  const busy = await stage.start({ busy: { model: 'work/job', params: { say: 'busy' } } })
  await stage.until(busy, isAtProvider('busy'))
  const first = await stage.start(film)
  const second = await stage.start(film)
  await stage.until(second, has('shot', 'queued'))
  await stage.engine.cancel(first)
  stage.studio.finish('busy')
  await stage.pass(10_000)
  await stage.until(second, isAtProvider('shot'))
  stage.studio.finish('shot')
  await stage.pass(10_000)
  const run = await stage.until(second, hasEnded)
  expect([run.cost, taskOf(run, 'shot').shared]).toEqual([1000, undefined])
})

test('where the first leaves while it is to be tried again, the second pays, and does not share any more', async () => {
  const stage = openStage()
  stage.studio.meet('shot', refused)
  const first = await stage.start(film)
  const second = await stage.start(film)
  await stage.until(first, (run) => taskOf(run, 'shot').retryAt !== undefined)
  expect(taskOf(await stage.run(second), 'shot').shared).toBe(true)
  await stage.engine.cancel(first)
  await stage.pass(5000)
  await stage.until(second, isAtProvider('shot'))
  stage.studio.finish('shot')
  await stage.pass(10_000)
  const run = await stage.until(second, hasEnded)
  expect([run.status, run.cost, taskOf(run, 'shot').shared]).toEqual(['succeeded', 1000, undefined])
  expect((await stage.run(first)).cost).toBe(0)
})

test('what one run may not spend, another may: it asks for itself, and only the first is held', async () => {
  const stage = openStage({ concurrency: 1 })
  const busy = await stage.start({ busy: { model: 'work/job', params: { say: 'busy' } } })
  await stage.until(busy, isAtProvider('busy'))
  const poor = await stage.start(film, { cap: 500 })
  const rich = await stage.start(film)
  await stage.until(rich, has('shot', 'queued'))
  stage.studio.finish('busy')
  await stage.pass(10_000)
  expect(taskOf(await stage.until(poor, waits), 'shot').over).toEqual({ needs: 1000, left: 500 })
  await stage.until(rich, isAtProvider('shot'))
  await stage.decide(poor, 'shot', { decision: 'agree', cap: 1000 })
  expect(taskOf(await stage.until(poor, has('shot', 'running')), 'shot').shared).toBe(true)
  stage.studio.finish('shot')
  await stage.pass(10_000)
  expect((await stage.until(rich, hasEnded)).cost).toBe(1000)
  expect((await stage.until(poor, hasEnded)).cost).toBe(0)
})

test('what one project may not spend, another may', async () => {
  const poor: Project = { ...drawProject(film), id: 'poor' as ProjectId } // an id by its form
  const stage = openStage({ concurrency: 1, capsOf: async (project) => (project === 'poor' ? { project: 500 } : {}) })
  const busy = await stage.start({ busy: { model: 'work/job', params: { say: 'busy' } } })
  await stage.until(busy, isAtProvider('busy'))
  const first = await stage.start(poor)
  const second = await stage.start(film)
  await stage.until(second, has('shot', 'queued'))
  stage.studio.finish('busy')
  await stage.pass(10_000)
  const held = await stage.until(first, waits)
  expect(taskOf(held, 'shot').over?.beyond).toEqual({ limit: 'project', spent: 0 })
  await stage.until(second, isAtProvider('shot'))
  stage.studio.finish('shot')
  await stage.pass(10_000)
  expect(await stage.until(second, hasEnded)).toMatchObject({ status: 'succeeded', cost: 1000 })
})

test('a job that fails, fails for everybody who waits for it, and is charged once', async () => {
  const stage = openStage()
  const runs = [await stage.start(film), await stage.start(film)]
  for (const id of runs) await stage.until(id, has('shot', 'running'))
  await stage.until(runs[0]!, isAtProvider('shot'))
  const error = { code: 'provider-error', message: 'The sky fell.' } as const
  stage.studio.job('shot').sees = { state: 'failed', charged: true, error }
  await stage.pass(10_000)
  const ends = [await stage.until(runs[0]!, hasEnded), await stage.until(runs[1]!, hasEnded)]
  expect(ends.map((run) => [taskOf(run, 'shot').error?.message, run.cost])).toEqual([
    ['The sky fell.', 1000],
    ['The sky fell.', 0],
  ])
})

test('late for one is late for all, also for who comes later', async () => {
  const stage = openStage()
  const first = await stage.start(film)
  await stage.until(first, isAtProvider('shot'))
  const second = await stage.start(film)
  await stage.until(second, has('shot', 'running'))
  await stage.pass(80_000)
  const third = await stage.start(film)
  for (const id of [first, second, third]) expect(statuses(await stage.until(id, waits))['shot']).toBe('late')
  stage.studio.finish('shot')
  await stage.pass(100_000)
  for (const id of [first, second, third]) expect((await stage.until(id, hasEnded)).status).toBe('succeeded')
  expect(stage.studio.asked).toHaveLength(1)
})

test('shared by two runs when the server is killed, it is watched on by both and charged as before', async () => {
  const stage = openStage()
  const first = await stage.start(film)
  await stage.until(first, isAtProvider('shot'))
  const second = await stage.start(film)
  await stage.until(second, has('shot', 'running'))
  await stage.die()
  for (const id of [first, second]) await stage.until(id, has('shot', 'running'))
  stage.studio.finish('shot')
  await stage.pass(10_000)
  const runs = [await stage.until(first, hasEnded), await stage.until(second, hasEnded)]
  expect(runs.map(({ cost, reserved }) => [cost, reserved])).toEqual([
    [1000, 0],
    [0, 0],
  ])
  expect(stage.studio.asked).toHaveLength(1)
})

test('asked for again while the wish to cancel it is on its way, it goes on or begins anew, and ends for the second', async () => {
  for (const stoppable of [true, false]) {
    const stage = openStage()
    const answer = Promise.withResolvers<void>()
    stage.studio.meet('shot', { is: 'accepted', wait: answer.promise })
    const first = await stage.start(film)
    await stage.until(first, () => stage.studio.asked.length === 1)
    await stage.engine.cancel(first)
    const second = await stage.start(film)
    await stage.until(second, has('shot', 'running'))
    stage.studio.job('shot').stoppable = stoppable
    answer.resolve()
    await stage.until(first, hasEnded)
    await stage.pass(2000)
    await stage.until(second, () => stage.studio.asked.length === (stoppable ? 2 : 1))
    await stage.pass(1000)
    stage.studio.finish('shot')
    await stage.pass(10_000)
    expect(await stage.until(second, hasEnded)).toMatchObject({ status: 'succeeded', cost: stoppable ? 1000 : 0 })
  }
})
