import { expect, test } from 'vitest'
import { drawProject } from './testing/workshop.ts'
import { has, hasEnded, isAtProvider, openStage, statuses, taskOf, waits, type Stage } from './testing/stage.ts'

const film = { shot: { model: 'work/job', params: { say: 'shot' } }, film: { from: ['shot'] } } as const
const blind = { shot: { model: 'work/blind', params: { say: 'shot' } }, film: { from: ['shot'] } } as const
const lost = { is: 'lost', arrived: true } as const
const all = { of: 'all' } as const

/** A run whose request left, and nobody knows what became of it. */
const loseTheAnswer = async (stage: Stage, table: typeof film | typeof blind = blind) => {
  stage.studio.meet('shot', lost)
  const id = await stage.start(table)
  await stage.until(id, waits)
  return id
}

const planOf = async ({ engine }: Stage) => engine.plan({ project: drawProject(blind), revision: 1, scope: all })

test('a lost answer of a provider that can be asked is found, and nobody pays twice', async () => {
  const stage = openStage()
  stage.studio.meet('shot', lost)
  const id = await stage.start(film)
  await stage.until(id, isAtProvider('shot'))
  stage.studio.finish('shot')
  await stage.pass(10_000)
  expect((await stage.until(id, hasEnded)).status).toBe('succeeded')
  expect([stage.studio.asked.length, stage.studio.lookUps]).toEqual([1, 1])
})

test('a request that never arrived is sent again: after a while, as another attempt, and not for ever', async () => {
  const stage = openStage()
  stage.studio.meet('shot', ...Array.from({ length: 9 }, () => ({ is: 'lost', arrived: false }) as const))
  const id = await stage.start(film)
  await stage.until(id, (run) => taskOf(run, 'shot').retryAt !== undefined)
  expect(stage.studio.asked).toHaveLength(1)
  await stage.pass(60_000)
  const run = await stage.until(id, hasEnded)
  const { attempts, error } = taskOf(run, 'shot')
  expect([run.status, error?.code, run.cost, run.reserved]).toEqual(['failed', 'provider-down', 0, 0])
  expect(attempts.map(({ number, charged }) => [number, charged])).toEqual(
    [1, 2, 3, 4].map((number) => [number, false]),
  )
  expect(new Set(attempts.map(({ key }) => key)).size).toBe(4)
  const gaps = stage.studio.asked.slice(1).map(({ at }, index) => at - (stage.studio.asked[index]?.at ?? 0))
  expect(gaps.every((gap, index) => gap >= 1600 * 2 ** index && gap <= 2400 * 2 ** index + 200)).toBe(true)
})

test('a provider that cannot be reached is asked three times, and then it is for a person to decide', async () => {
  const stage = openStage()
  stage.studio.reachable = false
  stage.studio.meet('shot', lost)
  const id = await stage.start(film)
  await stage.until(id, () => stage.studio.lookUps === 1)
  await stage.pass(10_000)
  const run = await stage.until(id, waits)
  expect([stage.studio.lookUps, statuses(run)['shot']]).toEqual([3, 'unknown'])
  const at = stage.studio.asked[0]?.at
  expect(taskOf(run, 'shot').asked).toEqual({ at, answer: 'no-answer', said: 'nobody answers' })
  stage.studio.reachable = true
  await stage.decide(id, 'shot', { decision: 'ask' })
  await stage.until(id, isAtProvider('shot'))
  stage.studio.finish('shot', { cost: 400 })
  await stage.pass(10_000)
  const end = await stage.until(id, hasEnded)
  expect([end.status, end.cost, end.reserved, stage.studio.asked.length]).toEqual(['succeeded', 400, 0, 1])
})

test('where nobody can tell, the task is unknown, its price stays set aside, and the run waits', async () => {
  const stage = openStage()
  const id = await loseTheAnswer(stage)
  const run = await stage.run(id)
  expect(statuses(run)).toEqual({ shot: 'unknown', film: 'waiting' })
  expect([run.status, run.reserved, run.cost, taskOf(run, 'shot').error?.code]).toEqual([
    'waiting',
    1000,
    0,
    'unknown-outcome',
  ])
  await stage.decide(id, 'shot', { decision: 'ask' })
  expect(statuses(await stage.until(id, waits))['shot']).toBe('unknown')
  await stage.pass(600_000)
  expect(stage.studio.asked).toHaveLength(1)
  expect(await stage.ledger.list({ only: 'trouble', limit: 9 })).toMatchObject([{ node: 'shot', state: 'unknown' }])
})

test('asked again, it keeps what went wrong at first, and says when it was asked and what came of it', async () => {
  const stage = openStage()
  const lostFor = { is: 'refused', code: 'provider-error', charged: 'unknown' } as const
  stage.studio.meet('shot', lostFor)
  const id = await stage.start(blind)
  const first = taskOf(await stage.until(id, waits), 'shot')
  expect(first.error?.message).toBe(
    'Whether “Work” was made and paid for is not known: The studio says provider-error.',
  )
  expect(first.asked).toEqual({ at: stage.clock.now(), answer: 'cannot-be-asked' })
  await stage.pass(60_000)
  for (const asked of [true, false]) {
    if (asked) await stage.decide(id, 'shot', { decision: 'ask' })
    else await stage.die()
    const again = taskOf(await stage.until(id, waits), 'shot')
    expect(again.error).toEqual(first.error)
    expect(again.asked).toEqual({ at: (first.asked?.at ?? 0) + 60_000, answer: 'cannot-be-asked' })
  }
  expect(stage.studio.asked).toHaveLength(1)
})

test('a provider that says itself that nobody knows is not said to say so twice', async () => {
  const stage = openStage()
  stage.studio.meet('shot', { is: 'refused', code: 'unknown-outcome', charged: 'unknown' })
  const id = await stage.start(blind)
  expect(taskOf(await stage.until(id, waits), 'shot').error).toMatchObject({
    code: 'unknown-outcome',
    message: '“Work”: The studio says unknown-outcome.',
  })
})

test('it is still unknown after a restart, and after the server was killed', async () => {
  const stage = openStage()
  const id = await loseTheAnswer(stage)
  for (const again of [stage.restart, stage.die]) {
    await again()
    expect(statuses(await stage.until(id, waits))).toEqual({ shot: 'unknown', film: 'waiting' })
  }
  expect(stage.studio.asked).toHaveLength(1)
})

test('killed while its request was on the way, it is looked up where that is possible', async () => {
  for (const [table, status] of [
    [film, 'running'],
    [blind, 'unknown'],
  ] as const) {
    const stage = openStage()
    stage.studio.meet('shot', { is: 'accepted', wait: new Promise<void>(() => {}) })
    const id = await stage.start(table)
    await stage.until(id, () => stage.studio.asked.length > 0)
    await stage.die()
    await stage.until(id, has('shot', status))
    expect(stage.studio.asked).toHaveLength(1)
    await stage.engine.cancel(id)
  }
})

test('run again and maybe pay twice: the first one is written off and stays set aside', async () => {
  const stage = openStage()
  const id = await loseTheAnswer(stage)
  await stage.decide(id, 'shot', { decision: 'again' })
  await stage.until(id, isAtProvider('shot'))
  expect((await stage.run(id)).reserved).toBe(2000)
  stage.studio.finish('shot', { cost: 900 })
  await stage.pass(10_000)
  const run = await stage.until(id, hasEnded)
  expect([run.status, run.cost, run.reserved]).toEqual(['succeeded', 900, 1000])
  expect(taskOf(run, 'shot').attempts.map(({ number, status }) => [number, status])).toEqual([
    [1, 'unknown'],
    [2, 'succeeded'],
  ])
  expect(await stage.ledger.list({ only: 'trouble', limit: 9 })).toMatchObject([{ state: 'written-off', run: id }])
})

test('given up, it fails with what is known, and stands in nobody’s way any more', async () => {
  const stage = openStage()
  const id = await loseTheAnswer(stage)
  await stage.decide(id, 'shot', { decision: 'give-up' })
  const run = await stage.until(id, hasEnded)
  expect([statuses(run), run.reserved]).toEqual([{ shot: 'failed', film: 'blocked' }, 1000])
  expect((await planOf(stage)).tasks[0]).toMatchObject({ verdict: 'run' })
})

test('unknown in a run that was cancelled, it stands in the way of the next: in its plan and in the run', async () => {
  const stage = openStage()
  const first = await loseTheAnswer(stage)
  await stage.engine.cancel(first)
  await stage.until(first, hasEnded)
  const [planned] = (await planOf(stage)).tasks
  expect(planned).toMatchObject({
    verdict: 'waits',
    reason: { because: 'outcome-unknown', at: stage.studio.asked[0]?.at },
    price: { low: 0, high: 1000 },
  })
  const id = await stage.start(blind)
  expect(statuses(await stage.until(id, waits))).toEqual({ shot: 'unknown', film: 'waiting' })
  expect(stage.studio.asked).toHaveLength(1)
  await stage.decide(id, 'shot', { decision: 'again' })
  await stage.until(id, isAtProvider('shot'))
  stage.studio.finish('shot')
  await stage.pass(10_000)
  const run = await stage.until(id, hasEnded)
  expect([run.status, run.cost, stage.studio.asked.length]).toEqual(['succeeded', 1000, 2])
})

test('an attempt that is still watched is joined by the next run: its plan says so, and it pays nothing', async () => {
  const stage = openStage()
  const first = await stage.start(film)
  await stage.until(first, isAtProvider('shot'))
  stage.studio.job('shot').stoppable = false
  await stage.engine.cancel(first)
  await stage.until(first, hasEnded)
  const plan = await stage.engine.plan({ project: drawProject(film), revision: 1, scope: all })
  expect(plan.tasks[0]).toMatchObject({
    verdict: 'waits',
    reason: { because: 'under-way' },
    price: { low: 0, high: 0 },
  })
  const id = await stage.start(film, { atMost: 0, cap: 0 })
  expect(taskOf(await stage.until(id, has('shot', 'running')), 'shot').shared).toBe(true)
  stage.studio.finish('shot')
  await stage.pass(10_000)
  const run = await stage.until(id, hasEnded)
  expect([run.status, run.cost, run.reserved]).toEqual(['succeeded', 0, 0])
  expect(stage.ledger.spent('run', first).settled).toBe(1000)
  expect(stage.studio.asked).toHaveLength(1)
})

/** Two runs that wait for the same attempt: the first one's, of which nobody knows what became. */
const waitTwice = async (stage: Stage) => {
  const first = await loseTheAnswer(stage)
  const second = await stage.start(blind)
  await stage.until(second, waits)
  return [first, second] as const
}

test('a run that waits for the lost attempt of another knows when it began, who was asked and what it may have cost', async () => {
  const stage = openStage()
  const runs = await waitTwice(stage)
  for (const id of [...runs, ...runs]) {
    const attempt = { at: stage.studio.asked[0]?.at, reserved: 1000, model: 'work/blind' }
    expect(taskOf(await stage.until(id, waits), 'shot').lost).toEqual(attempt)
    await stage.die()
  }
})

test('run again in one run, it is made once for every run that waited for it, and that one is charged', async () => {
  const stage = openStage()
  const [first, second] = await waitTwice(stage)
  await stage.decide(second, 'shot', { decision: 'again' })
  await stage.until(second, isAtProvider('shot'))
  expect(taskOf(await stage.until(first, has('shot', 'running')), 'shot')).toMatchObject({ shared: true })
  stage.studio.finish('shot', { cost: 900 })
  await stage.pass(10_000)
  const ends = [await stage.until(first, hasEnded), await stage.until(second, hasEnded)]
  expect(ends.map(({ status, cost }) => [status, cost])).toEqual([
    ['succeeded', 0],
    ['succeeded', 900],
  ])
  expect(taskOf(ends[0]!, 'shot').lost).toBeUndefined()
  expect(stage.studio.asked).toHaveLength(2)
})

test('given up in one run, it is given up in every run that waited for it, and none pays again after a restart', async () => {
  for (const again of ['restart', 'die'] as const) {
    const stage = openStage()
    const runs = await waitTwice(stage)
    await stage.decide(runs[1], 'shot', { decision: 'give-up' })
    await stage[again]()
    for (const id of runs) {
      const run = await stage.until(id, hasEnded)
      expect([statuses(run), taskOf(run, 'shot').error?.code]).toEqual([
        { shot: 'failed', film: 'blocked' },
        'unknown-outcome',
      ])
      await expect(stage.decide(id, 'shot', { decision: 'give-up' })).rejects.toMatchObject({ code: 'conflict' })
    }
    expect(stage.studio.asked).toHaveLength(1)
  }
})

test('a run that was cancelled while it waited hears of no answer', async () => {
  const stage = openStage()
  const [first, second] = await waitTwice(stage)
  await stage.engine.cancel(first)
  await stage.until(first, hasEnded)
  const events = await stage.events(first)
  await stage.decide(second, 'shot', { decision: 'give-up' })
  await stage.until(second, hasEnded)
  expect(await stage.events(first)).toEqual(events)
})

test('found by another run, the one that waited goes on by itself, and pays for it once', async () => {
  const stage = openStage()
  stage.studio.reachable = false
  stage.studio.meet('shot', lost)
  const first = await stage.start(film)
  await stage.until(first, () => stage.studio.lookUps === 1)
  await stage.pass(10_000)
  await stage.until(first, waits)
  stage.studio.reachable = true
  const second = await stage.start(film)
  await stage.until(second, has('shot', 'running'))
  await stage.until(first, has('shot', 'running'))
  stage.studio.finish('shot', { cost: 300 })
  await stage.pass(10_000)
  expect((await stage.until(second, hasEnded)).cost).toBe(0)
  const run = await stage.until(first, hasEnded)
  expect([run.status, run.cost, run.reserved, stage.studio.asked.length]).toEqual(['succeeded', 300, 0, 1])
})

test('a paid answer that was lost is unknown too, and is never asked for again by itself', async () => {
  const stage = openStage()
  stage.studio.meet('shot', lost)
  const id = await stage.start({ shot: { model: 'work/answer', params: { say: 'shot' } } })
  expect(statuses(await stage.until(id, waits))['shot']).toBe('unknown')
  await stage.die()
  await stage.pass(100_000)
  expect([statuses(await stage.until(id, waits))['shot'], stage.studio.asked.length]).toEqual(['unknown', 1])
})
