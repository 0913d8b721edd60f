import { expect, test } from 'vitest'
import { cutJournal } from './testing/cut-journal.ts'
import { refused, shot } from './testing/shot.ts'
import type { WorkshopOptions } from './testing/workshop.ts'
import { ENOUGH, hasEnded, isAtProvider, openStage, taskOf, waits, type Stage } from './testing/stage.ts'

/** Whether there is an account for the provider of `locked/job`. */
const openWithout = (options: WorkshopOptions = {}) => {
  const keys = { locked: false }
  const accounts = { laneOf: (id: string) => id, has: (id: string) => id !== 'locked' || keys.locked }
  const account: WorkshopOptions['account'] = ({ provider }) => ({ id: provider, values: {}, baseUrl: '' })
  return { keys, stage: openStage({ ...options, accounts, account }) }
}

/** Another run, at its provider until it is cancelled: results are looked up anew beside it. */
const keepCompany = async (stage: Stage) => {
  const company = await stage.start({ film: { model: 'work/job', params: { say: 'film' } } })
  await stage.until(company, isAtProvider('film'))
  return company
}

test('what a fallback has made for want of a key is there still where it was off and could not be made again', async () => {
  const { stage } = openWithout({ look: async () => [{ check: 'silent', port: 'text' }] })
  stage.studio.meet('shot#1', refused('content-policy'))
  const table = shot(['other/job'], 'any', 'locked/job').shot
  const id = await stage.start({ shot: { ...table, checks: { ifOff: 'again', tries: 1 } } })
  await stage.until(id, isAtProvider('shot'))
  stage.studio.finish('shot')
  const run = await stage.passUntil(id, hasEnded)
  expect(run).toMatchObject({ status: 'succeeded', cost: 1000 })
  expect(taskOf(run, 'shot').attempts.map(({ model, status }) => [model, status])).toEqual([
    ['other/job', 'succeeded'],
    ['other/job', 'failed'],
  ])
})

test('who is said to make it is who makes it, also where a key was set meanwhile', async () => {
  const { stage, keys } = openWithout()
  const company = await keepCompany(stage)
  const id = await stage.start(shot(['other/job'], 'any', 'locked/job'), { cap: 0 })
  await stage.until(id, waits)
  expect(taskOf(await stage.run(id), 'shot')).toMatchObject({ status: 'held', fallback: { model: 'other/job' } })
  keys.locked = true
  await stage.decide(id, 'shot', { decision: 'agree', cap: ENOUGH })
  const { attempts, fallback } = taskOf(await stage.until(id, isAtProvider('shot')), 'shot')
  expect([attempts.at(-1)?.model, fallback?.model]).toEqual(['other/job', 'other/job'])
  for (const run of [id, company]) await stage.engine.cancel(run)
})

/** A step was held while its own model had no key; now that has one and makes it in another run, and a person agrees. */
const agreedBeside = async () => {
  const { stage, keys } = openWithout()
  const table = shot(['other/job'], 'any', 'locked/job')
  const id = await stage.start(table, { cap: 0 })
  await stage.until(id, waits)
  keys.locked = true
  const other = await stage.start(table)
  await stage.until(other, isAtProvider('shot'))
  await stage.decide(id, 'shot', { decision: 'agree', cap: ENOUGH })
  return { stage, id, other }
}

test('held, it waits for what its own model makes in another run, and no fallback is said to make it', async () => {
  const { stage, id } = await agreedBeside()
  const shared = await stage.until(id, (run) => taskOf(run, 'shot').status === 'running')
  expect(taskOf(shared, 'shot')).toMatchObject({ shared: true })
  expect(taskOf(shared, 'shot').fallback).toBeUndefined()
  stage.studio.finish('shot')
  const over = taskOf(await stage.passUntil(id, hasEnded), 'shot')
  expect([over.status, over.fallback]).toEqual(['succeeded', undefined])
  expect(stage.studio.asked).toHaveLength(1)
})

test('what failed after it was paid is not paid again by the next process, whoever had been named for it', async () => {
  // it shares what another run has begun, is left alone with it, and begins it anew for itself
  const { stage, id, other } = await agreedBeside()
  await stage.until(id, (run) => taskOf(run, 'shot').shared === true)
  stage.studio.job('shot').sees = { state: 'failed', charged: false, error: { code: 'provider-down', message: 'No.' } }
  await stage.engine.cancel(other)
  await stage.passUntil(id, isAtProvider('shot'))
  expect(taskOf(await stage.run(id), 'shot').attempts.at(-1)?.model).toBe('locked/job')
  stage.studio.job('shot').sees = { state: 'failed', charged: true, error: { code: 'content-policy', message: 'No.' } }
  expect((await stage.passUntil(id, hasEnded)).status).toBe('failed')
  const before = stage.studio.asked.length
  await stage.restart({ meanwhile: () => cutJournal(stage.file, { run: id, type: 'task-failed', kept: false }) })
  expect((await stage.until(id, hasEnded)).status).toBe('failed')
  expect(stage.studio.asked).toHaveLength(before)
})

test('a fallback whose key is gone when its price is agreed to is passed over', async () => {
  const { stage, keys } = openWithout()
  keys.locked = true
  stage.studio.meet('shot', refused('no-credits'))
  const company = await keepCompany(stage)
  const id = await stage.start(shot(['locked/job', 'other/job'], 'any', 'work/gratis'), { cap: 0 })
  const held = await stage.until(id, waits)
  expect(taskOf(held, 'shot')).toMatchObject({ status: 'held', fallback: { model: 'locked/job' } })
  keys.locked = false
  await stage.decide(id, 'shot', { decision: 'agree', cap: 1000 })
  const run = await stage.until(id, isAtProvider('shot'))
  expect(taskOf(run, 'shot').fallback).toMatchObject({
    model: 'other/job',
    because: expect.stringContaining('needs a key'),
  })
  for (const each of [id, company]) await stage.engine.cancel(each)
})

test('who agrees to a fallback whose key is gone hears of it, and is asked still', async () => {
  const { stage, keys } = openWithout()
  keys.locked = true
  stage.studio.meet('shot', refused('no-credits'))
  const id = await stage.start(shot(['locked/job'], 'ask'))
  await stage.until(id, waits)
  keys.locked = false
  const fallBack = () => stage.decide(id, 'shot', { decision: 'fall-back', model: 'locked/job' })
  await expect(fallBack()).rejects.toMatchObject({ code: 'key-missing' })
  expect(taskOf(await stage.run(id), 'shot')).toMatchObject({ status: 'held', offer: { model: 'locked/job' } })
  keys.locked = true
  await fallBack()
  await stage.until(id, isAtProvider('shot'))
  await stage.engine.cancel(id)
})

test('where the key of its own model goes after the plan, a person is asked as the node says', async () => {
  const { stage, keys } = openWithout()
  keys.locked = true
  const id = await stage.start({
    first: { model: 'work/job', params: { say: 'first' } },
    shot: { ...shot(['other/job'], 'ask', 'locked/job').shot, from: ['first'] },
  })
  await stage.until(id, isAtProvider('first'))
  keys.locked = false
  stage.studio.finish('first')
  const run = await stage.passUntil(id, waits)
  expect(taskOf(run, 'shot')).toMatchObject({
    status: 'held',
    offer: { model: 'other/job', error: { code: 'key-missing' } },
  })
  await stage.decide(id, 'shot', { decision: 'fall-back', model: 'other/job' })
  await stage.until(id, isAtProvider('shot'))
  await stage.engine.cancel(id)
})

test('after the server was started anew, one without a key is passed over too', async () => {
  const { stage } = openWithout()
  const id = await stage.start({
    first: { model: 'work/job', params: { say: 'first' } },
    shot: { ...shot(['locked/job', 'other/job'], 'ask').shot, from: ['first'] },
  })
  await stage.until(id, isAtProvider('first'))
  await stage.restart()
  stage.studio.meet('shot(<first>)', refused('key-rejected'))
  stage.studio.finish('first')
  const run = await stage.passUntil(id, waits)
  expect(taskOf(run, 'shot').offer?.model).toBe('other/job')
  await stage.engine.cancel(id)
})

test('what a provider is at work on is waited for, though its key is gone when the server starts anew', async () => {
  const { stage, keys } = openWithout()
  keys.locked = true
  const id = await stage.start({ shot: { model: 'locked/job', params: { say: 'shot' } } })
  await stage.until(id, isAtProvider('shot'))
  keys.locked = false
  await stage.restart()
  stage.studio.finish('shot')
  const run = await stage.passUntil(id, hasEnded)
  expect([run.status, stage.studio.asked.length]).toEqual(['succeeded', 1])
})
