import { expect, test } from 'vitest'
import { textOf } from './testing/workshop.ts'
import { has, hasEnded, isAtProvider, openStage, statuses, taskOf, waits } from './testing/stage.ts'

const film = { shot: { model: 'work/job', params: { say: 'shot' } }, film: { from: ['shot'] } } as const
const answer = { shot: { model: 'work/answer', params: { say: 'shot' } }, film: { from: ['shot'] } } as const

test('an orderly stop in the middle of a request waits for its ticket, and nothing is lost', async () => {
  const stage = openStage()
  const arrives = Promise.withResolvers<void>()
  stage.studio.meet('shot', { is: 'accepted', wait: arrives.promise })
  const id = await stage.start(film)
  await stage.until(id, () => stage.studio.asked.length === 1)
  const restarted = stage.restart()
  arrives.resolve()
  await restarted
  await stage.until(id, isAtProvider('shot'))
  expect([stage.studio.asked.length, stage.studio.lookUps]).toEqual([1, 0])
  stage.studio.finish('shot')
  await stage.pass(10_000)
  expect((await stage.until(id, hasEnded)).status).toBe('succeeded')
})

test.each(['restart', 'die'] as const)(
  'a job that is watched on after a %s keeps its place in its lane',
  async (end) => {
    const stage = openStage({ concurrency: 1 })
    const id = await stage.start(film)
    await stage.until(id, isAtProvider('shot'))
    await stage[end]()
    await stage.until(id, isAtProvider('shot'))
    expect(stage.engine.lanes()).toMatchObject([{ id: 'work', running: [{ run: id, node: 'shot', item: null }] }])
    const next = await stage.start({ next: { model: 'work/job', params: { say: 'next' } } })
    await stage.until(next, has('next', 'queued'))
    await stage.pass(5000)
    expect(stage.studio.asked).toHaveLength(1)
    stage.studio.finish('shot')
    await stage.pass(10_000)
    await stage.until(next, isAtProvider('next'))
    await stage.engine.cancel(next)
    await stage.pass(1000)
    expect((await stage.until(id, hasEnded)).status).toBe('succeeded')
  },
)

test('also one whose run is over', async () => {
  const stage = openStage({ concurrency: 1 })
  const id = await stage.start(film)
  await stage.until(id, isAtProvider('shot'))
  stage.studio.job('shot').stoppable = false
  await stage.engine.cancel(id)
  await stage.until(id, hasEnded)
  await stage.restart()
  expect(stage.engine.lanes()).toMatchObject([{ running: [{ run: id, node: 'shot' }], runs: [] }])
  stage.studio.finish('shot')
  await stage.pass(10_000)
  expect(stage.engine.lanes()).toMatchObject([{ running: [] }])
})

test('an orderly stop waits for a paid answer, which is what the run goes on with: paid here, once', async () => {
  const stage = openStage()
  const arrives = Promise.withResolvers<void>()
  stage.studio.meet('shot', { is: 'accepted', wait: arrives.promise })
  const id = await stage.start(answer)
  await stage.until(id, () => stage.studio.asked.length === 1)
  const restarted = stage.restart()
  arrives.resolve()
  await restarted
  const run = await stage.until(id, hasEnded)
  expect([run.status, run.cost, run.saved, taskOf(run, 'shot').reused]).toEqual(['succeeded', 1000, 0, false])
  expect(textOf(taskOf(run, 'film').outputs)).toBe('film <shot>')
  expect(stage.studio.asked).toHaveLength(1)
})

test('an orderly stop does not wait for ever: what never answered is looked up at the next start', async () => {
  const stage = openStage()
  stage.studio.meet('shot', { is: 'accepted', wait: new Promise<void>(() => {}) })
  const id = await stage.start(film)
  await stage.until(id, () => stage.studio.asked.length === 1)
  const restarted = stage.restart()
  await stage.pass(11_000)
  await restarted
  await stage.until(id, isAtProvider('shot'))
  expect([stage.studio.asked.length, stage.studio.lookUps]).toEqual([1, 1])
  await stage.engine.cancel(id)
})

test('while a run is stopped it is queued, and its job is at the provider all the same', async () => {
  const stage = openStage()
  const id = await stage.start(film)
  await stage.until(id, isAtProvider('shot'))
  await stage.workshop.engine.close()
  const run = await stage.run(id)
  expect([run.status, statuses(run), run.reserved]).toEqual(['queued', { shot: 'running', film: 'waiting' }, 1000])
})

test('a job whose run was cancelled and that could not be stopped is watched on by the next process, which tries to stop it', async () => {
  const stage = openStage()
  const id = await stage.start(film)
  await stage.until(id, isAtProvider('shot'))
  stage.studio.job('shot').stoppable = false
  await stage.engine.cancel(id)
  await stage.until(id, hasEnded)
  stage.studio.job('shot').stoppable = true
  await stage.restart()
  await stage.pass(2000)
  expect(stage.studio.job('shot').stopped).toBe(true)
  expect(stage.ledger.spent('run', id)).toMatchObject({ settled: 0, reserved: 0 })
})

test('a job that is done while no server looks is stored at the next start, though its run is over', async () => {
  const stage = openStage()
  const id = await stage.start(film)
  await stage.until(id, isAtProvider('shot'))
  stage.studio.job('shot').stoppable = false
  await stage.engine.cancel(id)
  await stage.until(id, hasEnded)
  await stage.restart({ meanwhile: () => stage.studio.finish('shot', { cost: 250 }) })
  await stage.pass(2000)
  const [made] = await stage.engine.results({ project: (await stage.run(id)).project, node: 'shot' })
  expect([textOf(made?.outputs), made?.cost]).toEqual(['<shot>', 250])
  expect(stage.ledger.spent('run', id)).toMatchObject({ settled: 250, reserved: 0 })
})

test('a wish to cancel is kept by the next process, and reaches the provider', async () => {
  const stage = openStage()
  const arrives = Promise.withResolvers<void>()
  stage.studio.meet('shot', { is: 'accepted', wait: arrives.promise })
  const id = await stage.start(film)
  await stage.until(id, () => stage.studio.asked.length === 1)
  await stage.engine.cancel(id)
  await stage.die()
  const run = await stage.until(id, hasEnded)
  expect([run.status, taskOf(run, 'shot').mayBeBilled]).toEqual(['cancelled', true])
})

test('cancelled while its request was on the way, the job is stopped as soon as its ticket is there', async () => {
  const stage = openStage()
  const arrives = Promise.withResolvers<void>()
  stage.studio.meet('shot', { is: 'accepted', wait: arrives.promise })
  const id = await stage.start(film)
  await stage.until(id, () => stage.studio.asked.length === 1)
  await stage.engine.cancel(id)
  expect(statuses(await stage.run(id))['shot']).toBe('running')
  arrives.resolve()
  const run = await stage.until(id, hasEnded)
  expect([statuses(run), run.cost, run.reserved]).toEqual([{ shot: 'cancelled', film: 'cancelled' }, 0, 0])
  expect(taskOf(run, 'shot').mayBeBilled).toBeUndefined()
  expect(stage.studio.job('shot').stopped).toBe(true)
})

test('cancelled, and its ticket never comes: after ten seconds the run ends and says that it may be billed', async () => {
  const stage = openStage()
  stage.studio.meet('shot', { is: 'accepted', wait: new Promise<void>(() => {}) })
  const id = await stage.start(film)
  await stage.until(id, () => stage.studio.asked.length === 1)
  await stage.engine.cancel(id)
  await stage.pass(9500)
  expect((await stage.run(id)).endedAt).toBeUndefined()
  await stage.pass(1000)
  const run = await stage.until(id, hasEnded)
  expect([run.status, taskOf(run, 'shot').mayBeBilled, run.reserved]).toEqual(['cancelled', true, 1000])
})

test('a run that waited for a late job when the server stopped waits for it again', async () => {
  const stage = openStage()
  const id = await stage.start(film)
  await stage.until(id, isAtProvider('shot'))
  await stage.pass(80_000)
  await stage.until(id, waits)
  await stage.die()
  await stage.until(id, has('shot', 'late'))
  stage.studio.finish('shot')
  await stage.pass(100_000)
  expect((await stage.until(id, hasEnded)).status).toBe('succeeded')
})
