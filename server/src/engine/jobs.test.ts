import { DatabaseSync } from 'node:sqlite'
import { afterEach, expect, test, vi } from 'vitest'
import { fail, ProviderFailure, type AssetId, type Hash } from '@reelgraph/shared'
import { textOf } from './testing/workshop.ts'
import { has, hasEnded, isAtProvider, openStage, statuses, taskOf, waits } from './testing/stage.ts'

const film = { shot: { model: 'work/job', params: { say: 'shot' } }, film: { from: ['shot'] } } as const
const failed = { state: 'failed', charged: true, error: { code: 'provider-error', message: 'It failed.' } } as const

afterEach(() => vi.restoreAllMocks())

const noRoom = () => fail('disk-full', 'There is no room on the disk.')

/** The jitter of every wait from here on: 0 for the shortest, 1 for the longest. */
const jitter = (value: number): void => void vi.spyOn(Math, 'random').mockReturnValue(value)

test('a job is submitted, looked at until it is done, and what it made goes on', async () => {
  const stage = openStage()
  const id = await stage.start(film)
  await stage.until(id, isAtProvider('shot'))
  await stage.pass(5000)
  expect(stage.studio.job('shot').looks.length).toBeGreaterThan(2)
  stage.studio.finish('shot', { cost: 700, seed: 42, requestId: 'req-7', units: { credits: 3 } })
  await stage.pass(10_000)
  const run = await stage.until(id, hasEnded)
  expect([run.status, textOf(taskOf(run, 'film').outputs)]).toEqual(['succeeded', 'film <shot>'])
  expect(taskOf(run, 'shot').attempts).toMatchObject([
    {
      status: 'succeeded',
      charged: true,
      cost: 700,
      seed: 42,
      requestId: 'req-7',
      units: { credits: 3 },
      ticket: 'job-1',
    },
  ])
  const [made] = await stage.engine.results({ project: run.project, node: 'shot' })
  expect(made).toMatchObject({ cost: 700, seed: 42, requestId: 'req-7', units: { credits: 3 } })
  expect(stage.studio.asked).toHaveLength(1)
})

test('its ticket is on the disk before anybody looks at it', async () => {
  const stage = openStage()
  const answer = Promise.withResolvers<void>()
  stage.studio.meet('shot', { is: 'accepted', wait: answer.promise })
  const id = await stage.start(film)
  await stage.until(id, has('shot', 'running'))
  const disk = new DatabaseSync(stage.file, { readOnly: true })
  const tickets: unknown[] = []
  stage.studio.onLook = () => tickets.push(disk.prepare('SELECT ticket FROM attempts').get()?.['ticket'])
  answer.resolve()
  await stage.until(id, () => tickets.length > 0)
  expect(tickets).toEqual(['"job-1"'])
  disk.close()
})

test('a provider that does not answer at all makes a job late in its time, and is asked anew', async () => {
  const stage = openStage({ concurrency: 1 })
  const id = await stage.start(film)
  await stage.until(id, isAtProvider('shot'))
  stage.studio.job('shot').sees = 'nothing'
  await stage.pass(59_000)
  expect(statuses(await stage.run(id))['shot']).toBe('running')
  await stage.pass(1000)
  expect(statuses(await stage.until(id, waits))['shot']).toBe('late')
  expect(stage.engine.lanes()[0]?.running).toEqual([])
  const { looks } = stage.studio.job('shot')
  const before = looks.length
  stage.studio.finish('shot', { cost: 700 })
  await stage.pass(200_000)
  expect(looks.length).toBeGreaterThan(before)
  expect(await stage.until(id, hasEnded)).toMatchObject({ status: 'succeeded', cost: 700 })
})

test('killed at its first look, it is watched on and never asked for again', async () => {
  const stage = openStage()
  const id = await stage.start(film)
  await stage.until(id, isAtProvider('shot'))
  await stage.die()
  await stage.until(id, isAtProvider('shot'))
  stage.studio.finish('shot')
  await stage.pass(10_000)
  expect((await stage.until(id, hasEnded)).status).toBe('succeeded')
  expect(stage.studio.asked).toHaveLength(1)
})

test('a ticket that the disk does not take is kept in memory, and the job is not lost', async () => {
  let isFull = true
  const stage = openStage({
    attempts: (store) => ({
      ...store,
      submitted: (...given) => {
        if (isFull) throw noRoom()
        store.submitted(...given)
      },
    }),
  })
  const id = await stage.start(film)
  await stage.until(id, () => stage.studio.looks > 0)
  isFull = false
  stage.studio.finish('shot')
  await stage.pass(10_000)
  expect((await stage.until(id, hasEnded)).status).toBe('succeeded')
})

test('how far it is reaches whoever watches, and is never written down', async () => {
  const stage = openStage()
  const seen: unknown[] = []
  stage.engine.watch((news) => news.type === 'volatile' && seen.push(...news.events))
  const id = await stage.start(film)
  await stage.until(id, isAtProvider('shot'))
  stage.studio.job('shot').sees = { state: 'running', progress: 0.4 }
  await stage.pass(2000)
  expect(taskOf(await stage.run(id), 'shot').progress).toBe(0.4)
  await vi.waitFor(() =>
    expect(seen).toContainEqual({ type: 'task-progress', node: 'shot', item: null, fraction: 0.4 }),
  )
  expect((await stage.events(id)).some(({ type }) => type.startsWith('task-progress'))).toBe(false)
})

test.each([0, 0.999_999])('waits between looks grow from a second to ten, give or take a fifth (%d)', async (lot) => {
  jitter(lot)
  const stage = openStage()
  const id = await stage.start(film)
  await stage.until(id, isAtProvider('shot'))
  for (let left = 58; left > 0; left -= 1) await stage.pass(1000)
  const { looks } = stage.studio.job('shot')
  const gaps = looks.slice(1).map((at, index) => at - (looks[index] ?? 0))
  const around = 0.8 + 0.4 * lot
  expect(Math.round((gaps[0] ?? 0) / around)).toBe(1300)
  expect(gaps.every((gap) => gap >= 800 && gap <= 12_000)).toBe(true)
  expect(gaps.every((gap, index) => index === 0 || gap >= (gaps[index - 1] ?? 0))).toBe(true)
  expect(Math.round((gaps.at(-1) ?? 0) / around)).toBe(10_000)
})

test('a provider that says when to ask again is never asked sooner, and hardly later', async () => {
  for (const lot of [0, 0.999_999]) {
    jitter(lot)
    const stage = openStage()
    const id = await stage.start(film)
    await stage.until(id, isAtProvider('shot'))
    stage.studio.job('shot').sees = { state: 'running', nextPollMs: 30_000 }
    await stage.pass(2000)
    const { looks } = stage.studio.job('shot')
    const before = looks.length
    await stage.pass(29_990 - (stage.clock.now() - (looks.at(-1) ?? 0)))
    expect(looks).toHaveLength(before)
    await stage.pass(6010)
    expect(looks).toHaveLength(before + 1)
  }
})

test('a look that fails is no failure: it is looked at again, and why is in the log', async () => {
  const warnings: string[] = []
  const stage = openStage({ log: { info: () => {}, warn: (message) => void warnings.push(message) } })
  const id = await stage.start(film)
  await stage.until(id, isAtProvider('shot'))
  stage.studio.job('shot').sees = new TypeError('the connection broke off')
  await stage.pass(20_000)
  expect(statuses(await stage.run(id))).toMatchObject({ shot: 'running' })
  expect(warnings[0]).toBe('“Work” cannot be looked at now: the connection broke off')
  stage.studio.finish('shot')
  await stage.pass(20_000)
  expect((await stage.until(id, hasEnded)).status).toBe('succeeded')
})

test('over its deadline it is late and not failed: its place in the lane is free, the run waits, and its result is welcome', async () => {
  const stage = openStage({ concurrency: 1 })
  const id = await stage.start({ ...film, next: { model: 'work/answer', params: { say: 'next' } } })
  await stage.until(id, isAtProvider('shot'))
  expect(statuses(await stage.run(id))['next']).toBe('queued')
  await stage.pass(75_000)
  const run = await stage.until(id, waits)
  expect(statuses(run)).toEqual({ shot: 'late', film: 'waiting', next: 'succeeded' })
  expect(taskOf(run, 'shot').attempts).toMatchObject([{ status: 'late' }])
  expect([run.reserved, stage.engine.lanes()[0]?.running]).toEqual([1000, []])
  await stage.restart()
  expect(statuses(await stage.until(id, waits))['shot']).toBe('late')
  stage.studio.finish('shot')
  await stage.pass(120_000)
  expect((await stage.until(id, hasEnded)).status).toBe('succeeded')
  expect(stage.studio.asked.map(({ prompt }) => prompt)).toEqual(['shot', 'next'])
})

test('late and then failed free of charge, it is tried again, and the run waits for nobody meanwhile', async () => {
  const stage = openStage()
  const id = await stage.start(film)
  await stage.until(id, isAtProvider('shot'))
  await stage.pass(75_000)
  await stage.until(id, waits)
  stage.studio.job('shot').sees = { ...failed, charged: false, error: { code: 'provider-down', message: 'Down.' } }
  // the next look may be 20 s away by then, and another try 2 s more
  await stage.pass(30_000)
  const run = await stage.until(id, isAtProvider('shot'))
  expect([run.status, taskOf(run, 'shot').attempts.length]).toEqual(['running', 2])
  stage.studio.finish('shot')
  await stage.pass(20_000)
  expect((await stage.until(id, hasEnded)).status).toBe('succeeded')
})

test('what a job makes after its run was cancelled is kept, and the next run pays nothing for it', async () => {
  const stage = openStage()
  const first = await stage.start(film)
  await stage.until(first, isAtProvider('shot'))
  await stage.pass(75_000)
  stage.studio.job('shot').stoppable = false
  await stage.engine.cancel(first)
  const run = await stage.until(first, hasEnded)
  expect(taskOf(run, 'shot')).toMatchObject({ status: 'cancelled', mayBeBilled: true })
  stage.studio.finish('shot')
  await stage.pass(120_000)
  const again = await stage.until(await stage.start(film), hasEnded)
  expect([taskOf(again, 'shot').reused, again.saved, again.cost]).toEqual([true, 1000, 0])
  expect(stage.studio.asked).toHaveLength(1)
  expect(stage.ledger.spent('run', first)).toMatchObject({ settled: 1000, reserved: 0 })
})

test('a job that its provider stops is cancelled and costs nothing', async () => {
  const stage = openStage()
  const id = await stage.start(film)
  await stage.until(id, isAtProvider('shot'))
  await stage.engine.cancel(id)
  const run = await stage.until(id, hasEnded)
  expect(taskOf(run, 'shot').mayBeBilled).toBeUndefined()
  expect([run.cost, run.reserved]).toEqual([0, 0])
  expect(stage.studio.job('shot').stopped).toBe(true)
})

test('a file that cannot be fetched is asked for again, with a fresh link, and nothing is generated anew', async () => {
  const links: string[] = []
  const stage = openStage({
    download: async ({ url }) => {
      links.push(url)
      if (links.length < 3) throw fail('download-failed', 'The link answered 403.')
      return { kind: 'image', asset: 'a'.repeat(64) as AssetId & Hash, mime: 'image/png' } as never // a picture by its form
    },
  })
  const id = await stage.start({ still: { kind: 'paint', params: { say: 'still' } } })
  await stage.until(id, isAtProvider('still'))
  const job = stage.studio.job('still')
  stage.studio.onLook = () => {
    job.sees = { state: 'done', outputs: { image: { url: `http://studio/${job.looks.length}` } } }
  }
  await stage.pass(20_000)
  expect((await stage.until(id, hasEnded)).status).toBe('succeeded')
  expect(new Set(links).size).toBe(3)
  expect(stage.studio.asked).toHaveLength(1)
})

test('a job that gives what it should not has failed and is paid, and it is listed so', async () => {
  const stage = openStage()
  const id = await stage.start(film)
  await stage.until(id, isAtProvider('shot'))
  stage.studio.job('shot').sees = { state: 'done', outputs: {}, cost: 600, requestId: 'req-9' }
  await stage.pass(10_000)
  const run = await stage.until(id, hasEnded)
  expect([run.status, taskOf(run, 'shot').error?.code, run.cost]).toEqual(['failed', 'bad-output', 600])
  expect(await stage.ledger.list({ only: 'trouble', limit: 9 })).toMatchObject([
    { node: 'shot', state: 'failed', charged: true, cost: 600, requestId: 'req-9' },
  ])
  expect(stage.studio.asked).toHaveLength(1)
})

test('that a job cannot be looked at is said with why, and when it is asked again, until a look goes well', async () => {
  const stage = openStage()
  const id = await stage.start({ shot: film.shot })
  await stage.until(id, isAtProvider('shot'))
  const job = stage.studio.job('shot')
  const unseen = async () => taskOf(await stage.run(id), 'shot').unseen
  const refused = { code: 'key-rejected', message: 'Studio does not accept the key.', provider: 'other' } as const
  job.sees = new ProviderFailure(refused, { charged: 'unknown', retryAfterMs: 5000 })
  await stage.pass(3000)
  const said = await unseen()
  expect(said?.error).toMatchObject(refused)
  expect(said?.againAt).toBeGreaterThan(stage.clock.now())
  await stage.restart()
  await stage.pass(2000)
  expect((await unseen())?.error).toMatchObject(refused)
  job.sees = new Error('connect ECONNREFUSED')
  await stage.pass(8000)
  expect((await unseen())?.error).toMatchObject({ code: 'provider-down', detail: 'connect ECONNREFUSED' })
  job.sees = { state: 'running' }
  await stage.pass(15_000)
  expect(await unseen()).toBeUndefined()
  job.sees = new Error('once more')
  await stage.pass(15_000)
  expect(await unseen()).toBeDefined()
  stage.studio.finish('shot')
  await stage.pass(20_000)
  const run = await stage.until(id, hasEnded)
  expect(taskOf(run, 'shot')).toMatchObject({ status: 'succeeded' })
  expect(taskOf(run, 'shot')).not.toHaveProperty('unseen')
  expect(JSON.stringify(await stage.events(id))).not.toContain('ECONNREFUSED')
})
