import { expect, test } from 'vitest'
import { has, hasEnded, isAtProvider, openStage, taskOf, type Stage } from './testing/stage.ts'

const job = (say: string) => ({ model: 'work/job', params: { say } }) as const
const shot = job('shot')

/** One job keeps the lane busy; a low and a normal run wait behind it. */
const busyLane = async () => {
  const stage = openStage({ concurrency: 1 })
  const busy = await stage.start({ busy: job('busy') })
  await stage.until(busy, isAtProvider('busy'))
  const low = await stage.start({ shot }, { priority: 'low' })
  await stage.until(low, has('shot', 'queued'))
  const other = await stage.start({ other: job('other') })
  await stage.until(other, has('other', 'queued'))
  return { stage, low, other }
}

const next = async (stage: Stage): Promise<string | undefined> => {
  stage.studio.finish('busy')
  await stage.pass(10_000)
  return stage.studio.asked[1]?.prompt
}

test('a run that matters more joins what waits for one that matters less: it waits as theirs, and is theirs', async () => {
  const { stage, low } = await busyLane()
  const high = await stage.start({ shot }, { priority: 'high' })
  await stage.until(high, has('shot', 'queued'))
  expect(stage.engine.lanes()[0]?.queued).toMatchObject([
    { node: 'shot', run: high, priority: 'high' },
    { node: 'other', priority: 'normal' },
  ])
  expect(await next(stage)).toBe('shot')
  stage.studio.finish('shot', { cost: 700 })
  await stage.pass(10_000)
  const [made, shared] = [await stage.until(high, hasEnded), await stage.until(low, hasEnded)]
  expect([made.cost, shared.cost, taskOf(shared, 'shot').shared]).toEqual([700, 0, true])
})

test('where it leaves again, what is left waits as before', async () => {
  const { stage } = await busyLane()
  const high = await stage.start({ shot }, { priority: 'high' })
  await stage.until(high, has('shot', 'queued'))
  await stage.engine.cancel(high)
  await stage.until(high, hasEnded)
  expect(await next(stage)).toBe('other')
})

test('a run that is given another priority takes along what it shares', async () => {
  const { stage } = await busyLane()
  const late = await stage.start({ shot }, { priority: 'low' })
  await stage.until(late, has('shot', 'queued'))
  await stage.engine.prioritise(late, 'high')
  expect(await next(stage)).toBe('shot')
})

test('the same for steps that are free', async () => {
  const began: string[] = []
  const busy = Promise.withResolvers<string>()
  const behave = ({ say }: { readonly say: string }) => {
    began.push(say)
    return say === 'busy' ? busy.promise : say
  }
  const stage = openStage({ concurrency: 1, behave })
  const step = (say: string) => ({ model: 'work/step', params: { say } }) as const
  await stage.start({ busy: step('busy') })
  const low = await stage.start({ shot: step('shot') }, { priority: 'low' })
  await stage.until(low, has('shot', 'queued'))
  const other = await stage.start({ other: step('other') })
  await stage.until(other, has('other', 'queued'))
  const high = await stage.start({ shot: step('shot') }, { priority: 'high' })
  await stage.until(high, has('shot', 'queued'))
  busy.resolve('busy')
  for (const id of [low, other, high]) await stage.until(id, hasEnded)
  expect(began).toEqual(['busy', 'shot', 'other'])
})
