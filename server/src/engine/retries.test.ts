import { expect, test } from 'vitest'
import { ENOUGH, isAtProvider, has, hasEnded, openStage, statuses, taskOf, type Stage } from './testing/stage.ts'
import type { Meeting } from './testing/studio.ts'

const shot = { model: 'work/job', params: { say: 'shot' } } as const
const refused = (code: Extract<Meeting, { is: 'refused' }>['code'], more: Partial<Meeting> = {}): Meeting =>
  ({ is: 'refused', code, ...more }) as Meeting // the same sort of meeting

const times = (stage: Stage, prompt: string): readonly number[] =>
  stage.studio.asked.filter((one) => one.prompt === prompt).map(({ at }) => at)

test('429 with Retry-After pauses its lane and not the run: another lane goes on, and it starts exactly then', async () => {
  const stage = openStage({ concurrency: 2 })
  stage.studio.meet('shot', refused('rate-limited', { retryAfterMs: 7000 }))
  const next = { model: 'work/job', params: { say: 'next' }, from: ['first'] } as const
  const first = { model: 'other/job', params: { say: 'first' } } as const
  const id = await stage.start({ shot, first, next })
  const begun = stage.clock.now()
  const run = await stage.until(id, (now) => taskOf(now, 'shot').retryAt !== undefined)
  expect([run.status, taskOf(run, 'shot').retryAt]).toEqual(['running', begun + 7000])
  expect(stage.engine.lanes().find((lane) => lane.id === 'work')?.pausedUntil).toBe(begun + 7000)
  await stage.until(id, isAtProvider('first'))
  stage.studio.finish('first')
  await stage.pass(4000)
  expect(statuses(await stage.until(id, has('first', 'succeeded')))['next']).toBe('queued')
  await stage.pass(2999)
  expect(times(stage, 'next(<first>)')).toEqual([])
  await stage.pass(1)
  await stage.until(id, isAtProvider('next'))
  expect([times(stage, 'shot'), times(stage, 'next(<first>)')]).toEqual([[begun, begun + 7000], [begun + 7000]])
  await stage.engine.cancel(id)
})

test('“try again at once” does, and the lane keeps its width', async () => {
  const stage = openStage({ concurrency: 2 })
  stage.studio.meet('shot', refused('rate-limited', { retryAfterMs: 0 }), refused('rate-limited', { retryAfterMs: 0 }))
  const id = await stage.start({ shot })
  await stage.pass(500)
  await stage.until(id, isAtProvider('shot'))
  stage.studio.finish('shot')
  await stage.pass(12_000)
  await stage.until(id, hasEnded)
  expect(stage.engine.lanes()[0]?.running).toEqual([])
  const both = await stage.start({
    a: { model: 'work/job', params: { say: 'a' } },
    b: { model: 'work/job', params: { say: 'b' } },
  })
  await stage.until(both, isAtProvider('a'))
  await stage.until(both, isAtProvider('b'))
  await stage.engine.cancel(both)
})

test('a provider that asks to wait for days is tried again after an hour, and says both', async () => {
  const stage = openStage()
  stage.studio.meet('shot', refused('rate-limited', { retryAfterMs: 3 * 24 * 3_600_000 }))
  const id = await stage.start({ shot })
  const begun = stage.clock.now()
  const run = await stage.until(id, (now) => taskOf(now, 'shot').retryAt !== undefined)
  expect(taskOf(run, 'shot').retryAt).toBe(begun + 3_600_000)
  expect(taskOf(run, 'shot').attempts[0]?.error?.hint).toBe(
    'The provider asks to wait 72 hours; it is tried again after one.',
  )
  await stage.clock.advance(3_600_000)
  await stage.until(id, isAtProvider('shot'))
  expect(times(stage, 'shot')).toEqual([begun, begun + 3_600_000])
  await stage.engine.cancel(id)
})

test('a person need not wait as long as a provider asks: “go on now” does, and the lane says why it waited', async () => {
  const stage = openStage()
  stage.studio.meet('shot', refused('rate-limited', { retryAfterMs: 600_000 }))
  const id = await stage.start({ shot })
  const begun = stage.clock.now()
  await stage.until(id, (now) => taskOf(now, 'shot').retryAt !== undefined)
  expect(stage.engine.lanes()[0]).toMatchObject({
    pausedUntil: begun + 600_000,
    pausedBecause: 'The studio says rate-limited.',
    waiting: 1,
  })
  stage.engine.changeLane('work', { paused: false })
  expect(stage.engine.lanes()[0]).not.toHaveProperty('pausedUntil')
  await stage.until(id, isAtProvider('shot'))
  expect(times(stage, 'shot')).toEqual([begun, begun])
  await stage.engine.cancel(id)
})

test('a lane that stays busy is tried ten times, and then the step fails', async () => {
  const stage = openStage()
  stage.studio.meet('shot', ...Array.from({ length: 20 }, () => refused('rate-limited', { retryAfterMs: 1000 })))
  const id = await stage.start({ shot })
  await stage.pass(30_000)
  const run = await stage.until(id, hasEnded)
  expect([taskOf(run, 'shot').error?.code, stage.studio.asked.length]).toEqual(['rate-limited', 10])
})

test('a provider that is down is tried again later and later, each time as an attempt of its own, and not for ever', async () => {
  const stage = openStage()
  stage.studio.meet('shot', ...Array.from({ length: 9 }, () => refused('provider-down')))
  const id = await stage.start({ shot })
  await stage.until(id, (run) => taskOf(run, 'shot').retryAt !== undefined)
  await stage.pass(60_000)
  const run = await stage.until(id, hasEnded)
  const { attempts, error } = taskOf(run, 'shot')
  expect([error?.code, run.cost, run.reserved]).toEqual(['provider-down', 0, 0])
  expect(attempts.map(({ number, status, charged }) => [number, status, charged])).toEqual(
    [1, 2, 3, 4].map((number) => [number, 'failed', false]),
  )
  expect(new Set(attempts.map(({ key }) => key))).toEqual(new Set(stage.studio.asked.map(({ key }) => key)))
  const gaps = times(stage, 'shot')
    .slice(1)
    .map((at, index) => at - (times(stage, 'shot')[index] ?? 0))
  expect(gaps.every((gap, index) => gap >= 1600 * 2 ** index && gap <= 2400 * 2 ** index + 200)).toBe(true)
})

test('a success in between is a success: the attempts before it are told and cost nothing', async () => {
  const stage = openStage()
  stage.studio.meet('shot', refused('provider-down'), refused('provider-down'))
  const id = await stage.start({ shot })
  await stage.pass(10_000)
  await stage.until(id, isAtProvider('shot'))
  stage.studio.finish('shot', { cost: 500 })
  await stage.pass(12_000)
  const run = await stage.until(id, hasEnded)
  expect([run.status, run.cost]).toEqual(['succeeded', 500])
  expect(taskOf(run, 'shot').attempts.map(({ charged, cost }) => [charged, cost])).toEqual([
    [false, 0],
    [false, 0],
    [true, 500],
  ])
})

test.each(['die', 'restart'] as const)(
  'what was to be tried again is, and not before its time, also after a %s',
  async (end) => {
    const stage = openStage()
    stage.studio.meet('shot', refused('provider-down', { retryAfterMs: 30_000 }))
    const id = await stage.start({ shot })
    const begun = stage.clock.now()
    await stage.until(id, (run) => taskOf(run, 'shot').retryAt !== undefined)
    await stage.pass(10_000)
    await stage[end]()
    await stage.pass(19_900)
    expect(times(stage, 'shot')).toEqual([begun])
    await stage.pass(100)
    await stage.until(id, isAtProvider('shot'))
    expect(times(stage, 'shot')).toEqual([begun, begun + 30_000])
    stage.studio.finish('shot')
    await stage.pass(12_000)
    const run = await stage.until(id, hasEnded)
    expect([run.status, taskOf(run, 'shot').attempts.map(({ number }) => number)]).toEqual(['succeeded', [1, 2]])
  },
)

test('a lane that waits for its provider still does after the server was killed, and says until when and why', async () => {
  const stage = openStage()
  stage.studio.meet('shot', refused('rate-limited', { retryAfterMs: 30_000 }))
  const id = await stage.start({ shot })
  const begun = stage.clock.now()
  await stage.until(id, (run) => taskOf(run, 'shot').retryAt !== undefined)
  await stage.pass(10_000)
  await stage.die()
  const other = await stage.start({ other: { model: 'work/job', params: { say: 'other' } } })
  await stage.until(other, has('other', 'queued'))
  expect(stage.engine.lanes()).toMatchObject([
    { pausedUntil: begun + 30_000, pausedBecause: 'The studio says rate-limited.', waiting: 2 },
  ])
  await stage.pass(20_000)
  await stage.until(id, isAtProvider('shot'))
  await stage.until(other, isAtProvider('other'))
  expect([times(stage, 'shot'), times(stage, 'other')]).toEqual([[begun, begun + 30_000], [begun + 30_000]])
  for (const run of [id, other]) await stage.engine.cancel(run)
})

test.each(['content-policy', 'key-rejected', 'no-credits', 'provider-error'] as const)(
  '%s is not tried again: it would be the same',
  async (code) => {
    const stage = openStage()
    stage.studio.meet('shot', refused(code))
    const id = await stage.start({ shot, film: { from: ['shot'] } })
    const run = await stage.until(id, hasEnded)
    expect([statuses(run), taskOf(run, 'shot').error?.code, run.reserved]).toEqual([
      { shot: 'failed', film: 'blocked' },
      code,
      0,
    ])
    await stage.pass(100_000)
    expect(stage.studio.asked).toHaveLength(1)
  },
)

test('what was charged is never tried again by itself, whatever went wrong', async () => {
  const stage = openStage()
  stage.studio.meet('shot', refused('provider-down', { charged: true }))
  const id = await stage.start({ shot })
  const run = await stage.until(id, hasEnded)
  expect([run.status, run.cost]).toEqual(['failed', 1000])
  await stage.pass(100_000)
  expect(stage.studio.asked).toHaveLength(1)
})

test('what may have been charged is never tried again by itself', async () => {
  const stage = openStage()
  stage.studio.meet('shot', refused('provider-down', { charged: 'unknown' }))
  const id = await stage.start({ shot: { ...shot, model: 'work/blind' } })
  await stage.until(id, has('shot', 'unknown'))
  await stage.pass(100_000)
  expect(stage.studio.asked).toHaveLength(1)
})

test('a job that failed at the provider free of charge is asked for again where that may help', async () => {
  const stage = openStage()
  const id = await stage.start({ shot })
  await stage.until(id, isAtProvider('shot'))
  stage.studio.job('shot').sees = {
    state: 'failed',
    charged: false,
    error: { code: 'provider-down', message: 'Down.' },
  }
  await stage.pass(8000)
  await stage.until(id, (run) => isAtProvider('shot')(run) && taskOf(run, 'shot').attempts.length === 2)
  stage.studio.finish('shot')
  await stage.pass(12_000)
  expect((await stage.until(id, hasEnded)).status).toBe('succeeded')
})

test('a re-roll that meets a provider which is down has all its tries', async () => {
  const stage = openStage()
  const idea = { model: 'work/answer', params: { say: 'idea' }, gate: true } as const
  const id = await stage.start({ idea, film: { from: ['idea'] } })
  for (let take = 1; take < 5; take += 1) {
    await stage.until(id, (run) => taskOf(run, 'idea').gate === 'closed')
    await stage.decide(id, 'idea', { decision: 'reroll', take })
  }
  stage.studio.meet('idea#5', refused('provider-down'))
  await stage.until(id, (run) => taskOf(run, 'idea').gate === 'closed')
  await stage.decide(id, 'idea', { decision: 'reroll', take: 5 })
  await stage.pass(10_000)
  const run = await stage.until(id, (now) => taskOf(now, 'idea').gate === 'closed')
  expect(
    taskOf(run, 'idea')
      .attempts.map(({ status }) => status)
      .slice(4),
  ).toEqual(['succeeded', 'failed', 'succeeded'])
  await stage.engine.cancel(id)
})

test('what was to be tried again, and is held for its price by then, is still held after the server was started anew', async () => {
  const stage = openStage({ caps: { project: 1000 } })
  stage.studio.meet('shot', refused('provider-down'))
  const id = await stage.start({ shot })
  await stage.until(id, (run) => taskOf(run, 'shot').retryAt !== undefined)
  const other = await stage.start({ film: { model: 'work/job', params: { say: 'film' } } })
  await stage.until(other, isAtProvider('film'))
  await stage.passUntil(id, has('shot', 'held'))
  await stage.restart()
  await stage.pass(3000)
  expect(statuses(await stage.run(id))).toEqual({ shot: 'held' })
  await stage.decide(id, 'shot', { decision: 'agree', cap: ENOUGH })
  await stage.passUntil(id, isAtProvider('shot'))
  for (const run of [id, other]) await stage.engine.cancel(run)
})
