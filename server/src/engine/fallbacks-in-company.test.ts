import { expect, test } from 'vitest'
import { refused, shot } from './testing/shot.ts'
import { hasEnded, isAtProvider, openStage, taskOf, waits } from './testing/stage.ts'

const lost = { is: 'lost', arrived: true } as const

test('held for its price, a fallback is not paid where another run has made it with its own model meanwhile', async () => {
  const stage = openStage()
  stage.studio.meet('shot', refused('no-credits'))
  const id = await stage.start(shot(['other/dear']), { cap: 1000 })
  await stage.until(id, waits)
  const other = await stage.start(shot(['other/dear']))
  expect((await stage.until(other, hasEnded)).cost).toBe(1000)
  const run = await stage.until(id, hasEnded)
  expect(taskOf(run, 'shot')).toMatchObject({ status: 'succeeded', reused: true })
  expect(taskOf(run, 'shot').fallback).toBeUndefined()
  expect(stage.studio.asked).toHaveLength(2)
})

test('held for its price, its own model is not paid where a fallback has made it in another run meanwhile', async () => {
  const stage = openStage()
  const id = await stage.start(shot(['other/job']), { cap: 1 })
  await stage.until(id, waits)
  stage.studio.meet('shot', refused('no-credits'))
  const other = await stage.start(shot(['other/job']))
  await stage.until(other, isAtProvider('shot'))
  stage.studio.finish('shot')
  await stage.passUntil(other, hasEnded)
  const run = await stage.until(id, hasEnded)
  expect(taskOf(run, 'shot')).toMatchObject({ status: 'succeeded', reused: true, fallback: { model: 'other/job' } })
  expect(stage.studio.asked).toHaveLength(2)
})

test('held for its price, it is made again where what another run has made meanwhile is off, as often as it may be', async () => {
  const stage = openStage({ look: async () => [{ check: 'silent', port: 'text' }] })
  const table = {
    shot: { model: 'work/job', params: { say: 'shot' }, checks: { ifOff: 'again', tries: 1 } },
  } as const
  const id = await stage.start(table, { cap: 1 })
  await stage.until(id, waits)
  const other = await stage.start(table)
  const isAsked = (times: number) => () => stage.studio.asked.length === times
  await stage.until(other, isAtProvider('shot'))
  stage.studio.finish('shot')
  await stage.passUntil(other, isAsked(2))
  await stage.until(other, isAtProvider('shot'))
  stage.studio.finish('shot#1')
  await stage.passUntil(other, hasEnded)
  expect(taskOf(await stage.until(id, hasEnded), 'shot')).toMatchObject({ status: 'succeeded', reused: true })
  expect(stage.studio.asked).toHaveLength(2)
})

test('run again where nobody knew what became of it, it goes on beside another run', async () => {
  const stage = openStage()
  stage.studio.meet('shot', lost)
  const first = await stage.start(shot(['other/job']))
  await stage.until(first, waits)
  const id = await stage.start(shot(['other/job']))
  await stage.until(id, waits)
  await stage.decide(id, 'shot', { decision: 'again' })
  expect((await stage.until(id, hasEnded)).status).toBe('succeeded')
  expect((await stage.until(first, hasEnded)).status).toBe('succeeded')
  expect(stage.studio.asked).toHaveLength(2)
})

test('so it does after the server was started anew with another run under way', async () => {
  const stage = openStage()
  stage.studio.meet('shot', lost)
  const id = await stage.start(shot(['other/job']))
  const other = await stage.start({ film: { model: 'work/job', params: { say: 'film' } } })
  await stage.until(id, waits)
  await stage.until(other, isAtProvider('film'))
  await stage.restart()
  expect(taskOf(await stage.until(id, waits), 'shot').status).toBe('unknown')
  await stage.decide(id, 'shot', { decision: 'again' })
  expect((await stage.until(id, hasEnded)).status).toBe('succeeded')
  await stage.engine.cancel(other)
})
