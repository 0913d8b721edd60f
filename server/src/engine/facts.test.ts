import { expect, test } from 'vitest'
import { openWorkshop, drawProject, ended } from './testing/workshop.ts'
import { has, hasEnded, isAtProvider, openStage, statuses, taskOf } from './testing/stage.ts'

const shot = { model: 'work/job', params: { say: 'shot' } } as const
const job = (say: string) => ({ model: 'work/job', params: { say } }) as const

test('a task keeps when it came into its lane, began and ended, and a run when it was made and last heard of', async () => {
  const stage = openStage({ concurrency: 1 })
  const made = stage.clock.now()
  const id = await stage.start({ first: job('first'), shot: { ...shot, from: ['first'] } })
  await stage.until(id, isAtProvider('first'))
  stage.studio.finish('first')
  await stage.pass(5000)
  await stage.until(id, isAtProvider('shot'))
  stage.studio.finish('shot(<first>)')
  await stage.pass(12_000)
  const run = await stage.until(id, hasEnded)
  expect([run.createdAt, run.startedAt, run.updatedAt, run.priority]).toEqual([made, made, run.endedAt, 'normal'])
  for (const { queuedAt = 0, startedAt = 0, endedAt = 0, attempts } of run.tasks) {
    expect([made, queuedAt, startedAt, endedAt].toSorted((a, b) => a - b)).toEqual([made, queuedAt, startedAt, endedAt])
    const [attempt] = attempts
    expect([attempt?.startedAt, attempt?.endedAt]).toEqual([startedAt, endedAt])
    expect(attempt?.submittedAt).toBeGreaterThanOrEqual(startedAt)
    expect(attempt?.submittedAt).toBeLessThan(endedAt)
  }
  expect((await stage.events(id)).map(({ at }) => at)).toEqual(
    (await stage.events(id)).map(({ at }) => at).toSorted((a, b) => a - b),
  )
})

test('time in the lane is time in the lane, and not of the work', async () => {
  const stage = openStage({ concurrency: 1 })
  const id = await stage.start({ first: job('first'), next: job('next') })
  await stage.until(id, isAtProvider('first'))
  await stage.pass(4000)
  stage.studio.finish('first')
  await stage.pass(5000)
  const { queuedAt = 0, startedAt = 0 } = taskOf(await stage.until(id, isAtProvider('next')), 'next')
  expect(startedAt - queuedAt).toBeGreaterThan(4000)
  await stage.engine.cancel(id)
})

test('an attempt keeps its model, key, ticket, request, seed, units and cost, also in the store and after a restart', async () => {
  const stage = openStage()
  const id = await stage.start({ shot })
  const during = taskOf(await stage.until(id, isAtProvider('shot')), 'shot').attempts[0]
  expect(during).toMatchObject({
    number: 1,
    model: 'work/job',
    ticket: 'job-1',
    requestId: 'request-job-1',
    reserved: 1000,
  })
  stage.studio.finish('shot', { seed: 7, units: { credits: 2, seconds: 5 }, cost: 640 })
  await stage.pass(10_000)
  const before = taskOf(await stage.until(id, hasEnded), 'shot')
  await stage.restart()
  const { attempts, cost } = taskOf(await stage.run(id), 'shot')
  expect([attempts, cost]).toEqual([before.attempts, 640])
  expect(attempts).toMatchObject([
    {
      key: stage.studio.asked[0]?.key,
      requestId: 'request-job-1',
      seed: 7,
      units: { credits: 2, seconds: 5 },
      cost: 640,
    },
  ])
  expect(stage.ledger.row(attempts[0]?.key ?? '')).toMatchObject({
    ...{ run: id, node: 'shot', item: null, number: 1, provider: 'work', model: 'work/job', state: 'succeeded' },
    facts: { requestId: 'request-job-1', seed: 7, units: { credits: 2, seconds: 5 }, cost: 640 },
    figure: 'provider',
  })
})

test('a free step has an attempt too, without a key and without a price', async () => {
  const workshop = openWorkshop()
  const id = await workshop.engine.start({ project: drawProject({ a: {} }), revision: 1, scope: { of: 'all' } })
  const { attempts } = taskOf(await ended(workshop.engine, id), 'a')
  expect(attempts).toMatchObject([{ number: 1, model: 'work/step', status: 'succeeded' }])
  expect(attempts[0]).not.toHaveProperty('key')
  expect(attempts[0]).not.toHaveProperty('reserved')
  await workshop.close()
})

test('a free job is watched like any other and costs nothing', async () => {
  const stage = openStage()
  const id = await stage.engine.start({
    project: drawProject({ shot: { model: 'work/gratis', params: { say: 'shot' } } }),
    revision: 1,
    scope: { of: 'all' },
  })
  await stage.until(id, isAtProvider('shot'))
  await stage.die()
  await stage.until(id, isAtProvider('shot'))
  stage.studio.finish('shot')
  await stage.pass(10_000)
  const run = await stage.until(id, hasEnded)
  expect([run.status, run.cost, stage.studio.asked.length]).toEqual(['succeeded', 0, 1])
  expect(await stage.ledger.list({ only: 'all', limit: 9 })).toEqual([])
})

test('a lane takes the run of the higher priority first, and one that waits can be moved up', async () => {
  const stage = openStage({ concurrency: 1 })
  const busy = await stage.start({ busy: job('busy') })
  await stage.until(busy, isAtProvider('busy'))
  const low = await stage.start({ low: job('low') }, { priority: 'low' })
  const normal = await stage.start({ normal: job('normal') })
  const high = await stage.start({ high: job('high') }, { priority: 'high' })
  for (const [id, key] of [
    [low, 'low'],
    [normal, 'normal'],
    [high, 'high'],
  ] as const)
    await stage.until(id, has(key, 'queued'))
  expect(stage.engine.lanes()[0]?.queued.map(({ node }) => node)).toEqual(['high', 'normal', 'low'])
  await stage.engine.prioritise(low, 'high')
  await stage.engine.prioritise(high, 'low')
  expect(stage.engine.lanes()[0]?.queued.map(({ node }) => node)).toEqual(['low', 'normal', 'high'])
  expect([(await stage.run(low)).priority, (await stage.run(high)).priority]).toEqual(['high', 'low'])
  await stage.restart()
  for (const [id, key] of [
    [low, 'low'],
    [normal, 'normal'],
    [high, 'high'],
  ] as const)
    await stage.until(id, (run) => ['queued', 'running'].includes(statuses(run)[key] ?? ''))
  expect((await stage.run(low)).priority).toBe('high')
  for (const id of [low, normal, high]) await stage.engine.cancel(id)
  await stage.until(low, hasEnded)
  await expect(stage.engine.prioritise(low, 'normal')).rejects.toMatchObject({ code: 'conflict' })
})

test('how long a model took is remembered for plans; time in which no server looked is not', async () => {
  const stage = openStage()
  const first = await stage.start({ shot })
  await stage.until(first, isAtProvider('shot'))
  await stage.restart()
  stage.studio.finish('shot')
  await stage.pass(100_000)
  await stage.until(first, hasEnded)
  const plan = async () =>
    stage.engine.plan({ project: drawProject({ other: job('other') }), revision: 1, scope: { of: 'all' } })
  expect((await plan()).times).toEqual({})
  const second = await stage.start({ next: job('next') })
  await stage.until(second, isAtProvider('next'))
  stage.studio.finish('next')
  await stage.pass(12_000)
  await stage.until(second, hasEnded)
  const { times, expected } = await plan()
  expect(times['work/job']?.runs).toBe(1)
  expect(expected?.median).toBe(Math.round(times['work/job']?.median ?? 0))
})
