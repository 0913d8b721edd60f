import { expect, test } from 'vitest'
import type { Run, RunId } from '@reelgraph/shared'
import { bind, createRunJournal } from '../store/embedded/journal.ts'
import { drawProject } from './testing/workshop.ts'
import { has, hasEnded, isAtProvider, openStage, statuses, taskOf, waits, type Stage } from './testing/stage.ts'

const shot = { model: 'work/job', params: { say: 'shot' } } as const
const words = (count: number) =>
  ({ kind: 'lines', params: { text: Array.from({ length: count }, (_, at) => `w${at}`).join(' ') } }) as const
const shots = (count: number) => ({ list: words(count), shot: { ...shot, each: 'list' } }) as const
const all = { of: 'all' } as const

/** Lets every job that is under way end, each for this much. */
const finishAll = async (stage: Stage, id: RunId, cost: number): Promise<Run> => {
  await stage.pass(500)
  for (const { item, status } of (await stage.run(id)).tasks)
    if (status === 'running' && item !== null) stage.studio.finish(`shot(${item})`, { cost })
  await stage.pass(12_000)
  return stage.run(id)
}

test.each([
  ['less', { cost: 300 }, 300],
  ['more', { cost: 1500 }, 1500],
  ['nobody says how much', {}, 1000],
])('a price is set aside while it runs and settled when it is known: %s', async (_, facts, cost) => {
  const stage = openStage()
  const id = await stage.start({ shot })
  const during = await stage.until(id, isAtProvider('shot'))
  expect([during.reserved, during.cost]).toEqual([1000, 0])
  expect(stage.ledger.spent('project', during.project)).toMatchObject({ reserved: 1000, settled: 0 })
  stage.studio.finish('shot', facts)
  await stage.pass(10_000)
  const run = await stage.until(id, hasEnded)
  expect([run.reserved, run.cost, taskOf(run, 'shot').cost]).toEqual([0, cost, cost])
  expect(stage.ledger.spent('project', run.project)).toMatchObject({ reserved: 0, settled: cost })
})

test('what failed free of charge costs nothing, and what failed and was charged costs what it costs', async () => {
  for (const [charged, cost] of [
    [false, 0],
    [true, 1000],
  ] as const) {
    const stage = openStage()
    const id = await stage.start({ shot })
    await stage.until(id, isAtProvider('shot'))
    stage.studio.job('shot').sees = { state: 'failed', charged, error: { code: 'content-policy', message: 'No.' } }
    await stage.pass(10_000)
    const run = await stage.until(id, hasEnded)
    expect([run.status, run.cost, run.reserved]).toEqual(['failed', cost, 0])
  }
})

test('beyond what its run may spend a step is held, with what it needs and what is left', async () => {
  const stage = openStage()
  const id = await stage.start(shots(3), { cap: 2500 })
  const run = await stage.until(id, has('shot w2', 'held'))
  expect(taskOf(run, 'shot w2').over).toEqual({ needs: 1000, left: 500 })
  const end = await finishAll(stage, id, 1000)
  expect([end.status, end.cost, stage.studio.asked.length]).toEqual(['waiting', 2000, 2])
})

test('what the others cost less than was set aside lets it go on by itself, and never above the limit', async () => {
  const stage = openStage()
  const id = await stage.start(shots(5), { cap: 2000 })
  await stage.until(id, has('shot w2', 'held'))
  let run = await finishAll(stage, id, 300)
  expect([run.cost, stage.studio.asked.length]).toEqual([600, 3])
  run = await finishAll(stage, id, 300)
  run = await finishAll(stage, id, 300)
  expect([run.status, run.cost, stage.studio.asked.length]).toEqual(['waiting', 1200, 4])
  expect(statuses(run)).toMatchObject({ 'shot w4': 'held' })
})

test('a person agrees to more: less than is needed is refused, and with enough everything held goes on', async () => {
  const stage = openStage()
  const id = await stage.start(shots(4), { cap: 1000 })
  await stage.until(id, (run) => Object.values(statuses(run)).filter((status) => status === 'held').length === 3)
  const agree = (cap?: number) => stage.decide(id, 'shot w1', { decision: 'agree', ...(cap !== undefined && { cap }) })
  await expect(agree()).rejects.toMatchObject({ code: 'needs-consent' })
  await expect(agree(1999)).rejects.toMatchObject({ code: 'needs-consent', body: { detail: { cap: 2000 } } })
  await agree(3000)
  const run = await stage.until(id, (now) => stage.studio.asked.length === 3 && has('shot w3', 'held')(now))
  expect([run.cap, run.reserved]).toEqual([3000, 3000])
  expect((await createRunJournal(bind(stage.workshop.database)).row(id))?.cap).toBe(3000)
  await stage.restart()
  const again = await stage.until(id, has('shot w3', 'held'))
  expect([again.cap, stage.studio.asked.length]).toEqual([3000, 3])
})

test('a person gives a held step up: it fails, and what comes after it is blocked', async () => {
  const stage = openStage()
  const id = await stage.start({ shot, film: { from: ['shot'] } }, { cap: 0 })
  await stage.until(id, waits)
  await stage.decide(id, 'shot', { decision: 'give-up' })
  const run = await stage.until(id, hasEnded)
  expect([statuses(run), taskOf(run, 'shot').error?.code]).toEqual([{ shot: 'failed', film: 'blocked' }, 'cap-reached'])
  expect(stage.studio.asked).toEqual([])
})

test.each([
  ['its project', 'project', 'Raise the limit of the project, then run it again.'],
  ['the day', 'day', 'Raise the limit for a day in the settings, or run it again tomorrow.'],
] as const)(
  'beyond the limit of %s a step is held, says which, and nothing is sent until a person agrees',
  async (_, limit, hint) => {
    const stage = openStage({ caps: { [limit]: 1500 }, concurrency: 1 })
    const id = await stage.start(shots(3))
    await stage.until(id, isAtProvider('shot w0'))
    const run = await finishAll(stage, id, 1000)
    expect(taskOf(run, 'shot w1').over).toEqual({ needs: 1000, left: 500, beyond: { limit, spent: 1000 } })
    expect([run.status, run.cost, stage.studio.asked.length]).toEqual(['waiting', 1000, 1])
    expect(taskOf(run, 'shot w1').attempts).toEqual([])
    const agree = (cap: number) => stage.decide(id, 'shot w1', { decision: 'agree', cap })
    await expect(agree(1999)).rejects.toMatchObject({ code: 'needs-consent', body: { detail: { cap: 2000 } } })
    await agree(2000)
    await stage.until(id, isAtProvider('shot w1'))
    expect((await stage.run(id)).raised).toEqual({ [limit]: 2000 })
    // agreed to is agreed to, whatever becomes of the server
    await stage.restart()
    await finishAll(stage, id, 1000)
    const again = await stage.until(id, waits)
    expect([again.cost, stage.studio.asked.length, again.cap]).toEqual([2000, 2, 1_000_000])
    await stage.decide(id, 'shot w2', { decision: 'give-up' })
    const end = await stage.until(id, hasEnded)
    expect([end.status, taskOf(end, 'shot w2').error]).toMatchObject(['partly', { code: 'cap-reached', hint }])
  },
)

test('a limit that is raised meanwhile lets what was held go on by itself, as far as it reaches', async () => {
  let day = 500
  const stage = openStage({ capsOf: async () => ({ day }) })
  const id = await stage.start(shots(3))
  await stage.until(id, waits)
  day = 2500
  await stage.pass(2000)
  const run = await stage.until(id, isAtProvider('shot w1'))
  expect([statuses(run)['shot w2'], stage.studio.asked.length]).toEqual(['held', 2])
  await stage.engine.cancel(id)
  await stage.until(id, hasEnded)
  await stage.pass(3000)
  expect(stage.clock.sleeping).toBe(0)
})

test('what was held for the day goes on when the next one begins', async () => {
  const stage = openStage({ caps: { day: 1500 }, concurrency: 1 })
  const id = await stage.start(shots(2))
  await stage.until(id, isAtProvider('shot w0'))
  await finishAll(stage, id, 1000)
  await stage.until(id, waits)
  const now = stage.clock.now()
  await stage.clock.advance(new Date(now).setHours(24, 0, 0, 0) - now + 2500)
  const run = await stage.until(id, isAtProvider('shot w1'))
  expect([run.status, stage.studio.asked.length]).toEqual(['running', 2])
  await stage.engine.cancel(id)
})

test('a price that nobody knows needs a person to say so; then it runs, and its cost is what the provider says', async () => {
  const stage = openStage()
  const table = { shot: { model: 'work/priceless', params: { say: 'shot' } } } as const
  const refused = await stage.start(table).catch((error: unknown) => error)
  expect(refused).toMatchObject({
    code: 'needs-consent',
    body: {
      detail: { total: 'unknown', unknown: { prices: 1, lengths: 0 }, tasks: [{ node: 'shot', price: 'unknown' }] },
    },
  })
  const id = await stage.start(table, { unknownPrices: true })
  await stage.until(id, isAtProvider('shot'))
  stage.studio.finish('shot', { cost: 77 })
  await stage.pass(10_000)
  expect(await stage.until(id, hasEnded)).toMatchObject({ status: 'succeeded', cost: 77, unknownPrices: true })
})

const priceless = (count: number) => ({
  list: words(count),
  shot: { model: 'work/priceless', params: { say: 'shot' }, each: 'list' },
})

test('under a limit those of unknown price are made one at a time, and none once it is reached', async () => {
  const stage = openStage()
  const id = await stage.start(priceless(4), { unknownPrices: true, cap: 1000 })
  const first = await stage.until(id, isAtProvider('shot w0'))
  expect(taskOf(first, 'shot w1')).toMatchObject({ status: 'held', over: { needs: null, left: 1000, turn: true } })
  await expect(stage.decide(id, 'shot w1', { decision: 'agree', cap: 9000 })).rejects.toThrow('does not wait')
  const second = await finishAll(stage, id, 700)
  expect([second.cost, stage.studio.asked.length]).toEqual([700, 2])
  const full = await finishAll(stage, id, 700)
  expect([full.status, full.cost, stage.studio.asked.length]).toEqual(['waiting', 1400, 2])
  expect(taskOf(full, 'shot w2').over).toEqual({ needs: null, left: 0, atCap: true })
  await expect(stage.decide(id, 'shot w2', { decision: 'agree', cap: 1400 })).rejects.toMatchObject({
    code: 'needs-consent',
    body: { detail: { cap: 1401 } },
  })
  await stage.decide(id, 'shot w2', { decision: 'agree', cap: 2000 })
  await finishAll(stage, id, 500)
  const end = await finishAll(stage, id, 500)
  expect([end.status, end.cost]).toEqual(['succeeded', 2400])
})

test('the limit of a day holds those of unknown price in all runs together, one at a time', async () => {
  const stage = openStage({ caps: { day: 1000 } })
  const ids = [
    await stage.start(priceless(2), { unknownPrices: true }),
    await stage.start({ shot: { model: 'work/priceless', params: { say: 'another' } } }, { unknownPrices: true }),
  ] as const
  await stage.pass(2500)
  expect(stage.studio.asked).toHaveLength(1)
  await finishAll(stage, ids[0], 1200)
  expect([stage.studio.asked.length, (await stage.run(ids[1])).status]).toEqual([1, 'waiting'])
  expect(taskOf(await stage.run(ids[1]), 'shot').over).toMatchObject({ needs: null, beyond: { limit: 'day' } })
})

test.each(['project', 'day'] as const)(
  'what a %s may spend holds those of unknown price once it is reached, and then asks',
  async (limit) => {
    let most = 1000
    const stage = openStage({ capsOf: async () => ({ [limit]: most }) })
    const id = await stage.start(priceless(4), { unknownPrices: true })
    const second = await finishAll(stage, id, 700)
    expect([second.cost, stage.studio.asked.length]).toEqual([700, 2])
    await finishAll(stage, id, 700)
    const full = await stage.until(id, waits)
    expect([full.cost, stage.studio.asked.length]).toEqual([1400, 2])
    for (const item of ['w2', 'w3'])
      expect(taskOf(full, `shot ${item}`).over).toEqual({ needs: null, left: 0, beyond: { limit, spent: 1400 } })
    await stage.decide(id, 'shot w2', { decision: 'agree', cap: 1500 })
    const third = await finishAll(stage, id, 700)
    expect([third.cost, stage.studio.asked.length]).toEqual([2100, 3])
    most = 9000
    await finishAll(stage, id, 700)
    const end = await finishAll(stage, id, 700)
    expect([end.status, end.cost]).toEqual(['succeeded', 2800])
  },
)

test('without a limit of its run those of unknown price are made beside each other, and beside what has a price', async () => {
  const stage = openStage()
  const project = drawProject({ ...priceless(2), other: { ...shot, params: { say: 'other' } } })
  const id = await stage.engine.start({ project, revision: 1, scope: all, unknownPrices: true })
  await stage.until(id, isAtProvider('shot w1'))
  await stage.until(id, isAtProvider('other'))
  expect((await stage.run(id)).cap).toBeUndefined()
  await stage.engine.cancel(id)
})

test('after a death the one whose turn it was is not forgotten', async () => {
  const stage = openStage()
  const id = await stage.start(priceless(2), { unknownPrices: true, cap: 1000 })
  await stage.until(id, has('shot w1', 'held'))
  await stage.restart()
  await stage.until(id, has('shot w1', 'held'))
  await finishAll(stage, id, 100)
  const end = await finishAll(stage, id, 100)
  expect([end.status, end.cost, stage.studio.asked.length]).toEqual(['succeeded', 200, 2])
})

test('a length that nobody knows needs a limit, and the limit holds what the list turns out to be', async () => {
  const stage = openStage()
  const project = drawProject({
    list: { model: 'work/list', params: { words: 'a b c' } },
    shot: { ...shot, each: 'list' },
  })
  const order = { project, revision: 1, scope: all }
  await expect(stage.engine.start({ ...order, atMost: 9000 })).rejects.toMatchObject({
    code: 'needs-consent',
    body: { detail: { unknown: { prices: 0, lengths: 1 } } },
  })
  const id = await stage.engine.start({ ...order, cap: 2000 })
  const run = await stage.until(id, has('shot c', 'held'))
  expect(run.reserved).toBe(2000)
})

test('what may cost money is not started without a word, nor for more than a person was shown', async () => {
  const stage = openStage()
  const order = { project: drawProject(shots(2)), revision: 1, scope: all }
  await expect(stage.engine.start(order)).rejects.toMatchObject({ code: 'needs-consent' })
  await expect(stage.engine.start({ ...order, atMost: 1999 })).rejects.toMatchObject({
    code: 'plan-changed',
    body: { detail: { total: { low: 0, high: 2000 } } },
  })
  expect(await stage.engine.list(order.project.id)).toEqual([])
  const id = await stage.engine.start({ ...order, atMost: 2000 })
  expect((await stage.run(id)).cap).toBe(2000)
})

test('what is free starts without a word', async () => {
  const stage = openStage()
  const id = await stage.engine.start({ project: drawProject({ a: {}, b: { from: ['a'] } }), revision: 1, scope: all })
  expect((await stage.until(id, hasEnded)).status).toBe('succeeded')
})

test('the ledger’s sums by run, project, provider and day agree with what the runs say', async () => {
  const stage = openStage()
  const first = await stage.start(shots(3))
  await stage.until(first, isAtProvider('shot w2'))
  await finishAll(stage, first, 400)
  const other = { model: 'other/job', params: { say: 'other' } } as const
  const second = await stage.start({ other, answer: { model: 'work/answer', params: { say: 'answer' } } })
  await stage.until(second, isAtProvider('other'))
  stage.studio.finish('other', { cost: 50 })
  await stage.pass(12_000)
  const runs = [await stage.until(first, hasEnded), await stage.until(second, hasEnded)]
  expect(runs.map(({ cost }) => cost)).toEqual([1200, 1050])
  const { total, projects, providers, days, runs: byRun } = await stage.ledger.sums({})
  expect([total.settled, projects.map(({ sum }) => sum.settled), days.map(({ sum }) => sum.settled)]).toEqual([
    2250,
    [2250],
    [2250],
  ])
  expect(Object.fromEntries(providers.map(({ provider, sum }) => [provider, sum.settled]))).toEqual({
    work: 2200,
    other: 50,
  })
  expect(Object.fromEntries(byRun.map(({ run, sum }) => [run, sum.settled]))).toEqual({ [first]: 1200, [second]: 1050 })
  expect((await stage.engine.list(runs[0]!.project)).map(({ cost }) => cost)).toEqual([1050, 1200])
})

test('a plan that may cost something says what its project and the day may still spend', async () => {
  const stage = openStage({ caps: { project: 1500, day: 1200 } })
  const project = drawProject({ shot })
  const plan = () => stage.engine.plan({ project, revision: 1, scope: all })
  expect((await plan()).left).toEqual({ project: 1500, day: 1200 })
  expect((await stage.engine.plan({ project: drawProject({ a: {} }), revision: 1, scope: all })).left).toBeUndefined()
  const other = { model: 'other/job', params: { say: 'other' } } as const
  const id = await stage.start({ other })
  const { reserved } = await stage.until(id, isAtProvider('other'))
  expect(reserved).toBeGreaterThan(0)
  expect((await plan()).left).toEqual({ project: 1500 - reserved, day: 1200 - reserved })
  stage.studio.finish('other', { cost: 1600 })
  await stage.pass(12_000)
  await stage.until(id, hasEnded)
  expect((await plan()).left).toEqual({ project: 0, day: 0 })
  expect((await openStage().engine.plan({ project, revision: 1, scope: all })).left).toBeUndefined()
})
