import { expect, test } from 'vitest'
import { cutJournal } from './testing/cut-journal.ts'
import { refused, shot } from './testing/shot.ts'
import type { Meeting } from './testing/studio.ts'
import { ENOUGH, has, hasEnded, isAtProvider, openStage, taskOf, waits, type Stage } from './testing/stage.ts'

const modelsOf = async (stage: Stage, id: Parameters<Stage['run']>[0]) =>
  taskOf(await stage.run(id), 'shot').attempts.map(({ model, status }) => [model, status])

test('a key that is refused: the next model makes it, one paid request each, and the result says so', async () => {
  const stage = openStage()
  stage.studio.meet('shot', refused('key-rejected'))
  const id = await stage.start(shot(['other/job']))
  await stage.until(id, isAtProvider('shot'))
  stage.studio.finish('shot')
  const run = await stage.passUntil(id, hasEnded)
  expect(run).toMatchObject({ status: 'succeeded', cost: 1000, reserved: 0 })
  const because = 'The studio says key-rejected.'
  expect(taskOf(run, 'shot').fallback).toEqual({ model: 'other/job', because })
  expect(await modelsOf(stage, id)).toEqual([
    ['work/answer', 'failed'],
    ['other/job', 'succeeded'],
  ])
  expect(stage.studio.asked).toHaveLength(2)
  const again = await stage.until(await stage.start(shot(['other/job'])), hasEnded)
  expect(taskOf(again, 'shot')).toMatchObject({ reused: true, fallback: { model: 'other/job', because } })
  expect(stage.studio.asked).toHaveLength(2)
})

test('what a fallback does otherwise is said when it is offered, when it makes it, and with what it has made', async () => {
  const stage = openStage()
  const changes = ['price: 1000 becomes 500.']
  const drawn = shot(['other/brief'], 'ask')
  stage.studio.meet('shot', refused('key-rejected'))
  const id = await stage.start(drawn)
  expect(taskOf(await stage.until(id, waits), 'shot').offer).toMatchObject({ model: 'other/brief', changes })
  await stage.decide(id, 'shot', { decision: 'fall-back', model: 'other/brief' })
  await stage.until(id, isAtProvider('shot'))
  stage.studio.finish('shot')
  expect(taskOf(await stage.passUntil(id, hasEnded), 'shot').fallback).toMatchObject({ model: 'other/brief', changes })
  const again = await stage.until(await stage.start(drawn), hasEnded)
  expect(taskOf(again, 'shot')).toMatchObject({ reused: true, fallback: { model: 'other/brief', changes } })
})

test('a provider that is down is tried by the engine first, and so is the one after it', async () => {
  const stage = openStage()
  stage.studio.meet('shot', ...Array.from({ length: 8 }, () => refused('provider-down')))
  const id = await stage.start(shot(['other/job', 'work/job']))
  await stage.pass(60_000)
  await stage.until(id, isAtProvider('shot'))
  const attempts = await modelsOf(stage, id)
  expect(attempts.map(([model]) => model)).toEqual([
    ...Array.from({ length: 4 }, () => 'work/answer'),
    ...Array.from({ length: 4 }, () => 'other/job'),
    'work/job',
  ])
  await stage.engine.cancel(id)
})

test.each([
  ['was paid', refused('provider-down', true)],
  ['may have been paid', { is: 'lost', arrived: true }],
  ['was refused for what it shows', refused('content-policy')],
] as const)('what %s never falls back', async (_, meeting) => {
  const stage = openStage()
  stage.studio.meet('shot', meeting)
  const id = await stage.start(shot(['other/job']))
  const run = await stage.until(id, (now) => hasEnded(now) || waits(now))
  expect(taskOf(run, 'shot').status).toBe(meeting.is === 'lost' ? 'unknown' : 'failed')
  expect(stage.studio.asked).toHaveLength(1)
  if (meeting.is === 'lost') await stage.engine.cancel(id)
})

test('“same or lower price” passes over what is dearer, in the plan too', async () => {
  const stage = openStage()
  stage.studio.meet('shot', refused('no-credits'))
  const id = await stage.start(shot(['other/dear'], 'cheaper'), { cap: 1000 })
  expect(await stage.until(id, hasEnded)).toMatchObject({ status: 'failed', cost: 0 })
  expect(stage.studio.asked).toHaveLength(1)
  stage.studio.meet('shot', refused('no-credits'))
  const next = await stage.start(shot(['other/dear', 'other/job'], 'cheaper'), { cap: 1000 })
  await stage.until(next, isAtProvider('shot'))
  expect(taskOf(await stage.run(next), 'shot').fallback?.model).toBe('other/job')
  await stage.engine.cancel(next)
})

test('what a dearer one costs was agreed to, or it is held until it is', async () => {
  const stage = openStage()
  stage.studio.meet('shot', refused('no-credits'))
  const id = await stage.start(shot(['other/dear']), { cap: 1000 })
  expect(taskOf(await stage.until(id, waits), 'shot')).toMatchObject({
    status: 'held',
    over: { needs: 2000, left: 1000 },
    fallback: { model: 'other/dear' },
  })
  await stage.decide(id, 'shot', { decision: 'agree', cap: ENOUGH })
  await stage.until(id, isAtProvider('shot'))
  await stage.engine.cancel(id)
})

test('“ask” waits and asks, over a restart; used, it goes on', async () => {
  const stage = openStage()
  stage.studio.meet('shot', refused('key-rejected'))
  const id = await stage.start(shot(['other/job'], 'ask'))
  const asked = {
    status: 'held',
    offer: { model: 'other/job', price: { low: 0, high: 1000 }, error: { code: 'key-rejected' } },
  }
  expect(taskOf(await stage.until(id, waits), 'shot')).toMatchObject(asked)
  await stage.restart()
  expect(taskOf(await stage.until(id, waits), 'shot')).toMatchObject(asked)
  expect((await stage.events(id)).filter(({ type }) => type === 'task-offered')).toHaveLength(1)
  await stage.decide(id, 'shot', { decision: 'fall-back', model: 'other/job' })
  const run = await stage.until(id, isAtProvider('shot'))
  expect(taskOf(run, 'shot')).toMatchObject({ status: 'running', fallback: { model: 'other/job' } })
  expect(stage.studio.asked).toHaveLength(2)
  await expect(stage.decide(id, 'shot', { decision: 'fall-back', model: 'other/job' })).rejects.toThrow('does not wait')
  await stage.engine.cancel(id)
})

test('asked, a person may run its own model again, or give up', async () => {
  const stage = openStage()
  stage.studio.meet('shot', refused('key-rejected'), refused('key-rejected'))
  const id = await stage.start(shot(['other/job'], 'ask'))
  await stage.until(id, waits)
  await stage.decide(id, 'shot', { decision: 'again' })
  const run = await stage.until(id, (now) => waits(now) && taskOf(now, 'shot').attempts.length === 2)
  expect(taskOf(run, 'shot').attempts.map(({ model }) => model)).toEqual(['work/answer', 'work/answer'])
  await stage.decide(id, 'shot', { decision: 'give-up' })
  const over = await stage.until(id, hasEnded)
  expect(taskOf(over, 'shot')).toMatchObject({ status: 'failed', error: { message: 'The studio says key-rejected.' } })
})

test.each(['restart', 'die'] as const)(
  'a fallback that is at its provider is watched on after the server went (%s)',
  async (how) => {
    const stage = openStage()
    stage.studio.meet('shot', refused('key-rejected'))
    const id = await stage.start(shot(['other/job']))
    await stage.until(id, isAtProvider('shot'))
    await stage[how]()
    stage.studio.finish('shot')
    const run = await stage.passUntil(id, hasEnded)
    expect(taskOf(run, 'shot')).toMatchObject({ status: 'succeeded', fallback: { model: 'other/job' } })
    expect(stage.studio.asked).toHaveLength(2)
    const again = await stage.until(await stage.start(shot(['other/job'])), hasEnded)
    expect(taskOf(again, 'shot').reused).toBe(true)
    expect(stage.studio.asked).toHaveLength(2)
  },
)

test('one whose run was cancelled too late to stop it is waited for by the next run: nothing is paid twice', async () => {
  const stage = openStage()
  stage.studio.meet('shot', refused('key-rejected'))
  const id = await stage.start(shot(['other/job']))
  await stage.until(id, isAtProvider('shot'))
  stage.studio.job('shot').stoppable = false
  await stage.engine.cancel(id)
  await stage.pass(11_000)
  await stage.until(id, hasEnded)
  const next = await stage.start(shot(['other/job']))
  stage.studio.finish('shot')
  const run = await stage.passUntil(next, hasEnded)
  expect(taskOf(run, 'shot')).toMatchObject({ status: 'succeeded', fallback: { model: 'other/job' } })
  expect(stage.studio.asked).toHaveLength(2)
})

test('a model that was only switched away from does not stand in for the one that is there now', async () => {
  const stage = openStage()
  const before = { shot: { model: 'other/job', params: { say: 'shot' } } }
  const id = await stage.start(before)
  await stage.until(id, isAtProvider('shot'))
  stage.studio.finish('shot')
  await stage.pass(3000)
  await stage.until(id, hasEnded)
  const run = await stage.until(await stage.start(shot(['other/job'])), hasEnded)
  expect(taskOf(run, 'shot').attempts.map(({ model }) => model)).toEqual(['work/answer'])
  expect(has('shot', 'succeeded')(run)).toBe(true)
})

test('no key for its own model: one whose key is there makes it, told once, and on after the server died', async () => {
  const stage = openStage({ accounts: { laneOf: (id) => id, has: (id) => id !== 'locked' } })
  const id = await stage.start(shot(['other/job'], 'any', 'locked/job'))
  await stage.until(id, isAtProvider('shot'))
  await stage.die()
  stage.studio.finish('shot')
  const run = await stage.passUntil(id, hasEnded)
  const because = '“Work” needs a key for Locked.'
  expect(taskOf(run, 'shot')).toMatchObject({ status: 'succeeded', fallback: { model: 'other/job', because } })
  expect((await stage.events(id)).filter(({ type }) => type === 'task-fell-back')).toHaveLength(0)
  expect(stage.studio.asked).toHaveLength(1)
  const asking = { ...shot(['other/job'], 'ask', 'locked/job').shot, params: { say: 'other' } }
  await expect(stage.start({ shot: asking })).rejects.toMatchObject({ body: { code: 'plan-problem' } })
})

test('one that only becomes ready later tells that its own model has no key', async () => {
  const stage = openStage({ accounts: { laneOf: (id) => id, has: (id) => id !== 'locked' } })
  const first = { model: 'work/job', params: { say: 'first' } }
  const id = await stage.start({
    first,
    shot: { ...shot(['other/job'], 'any', 'locked/job').shot, from: ['first'] },
  })
  await stage.until(id, isAtProvider('first'))
  stage.studio.finish('first')
  const run = await stage.passUntil(id, isAtProvider('shot'))
  expect(taskOf(run, 'shot').fallback?.model).toBe('other/job')
  expect((await stage.events(id)).filter(({ type }) => type === 'task-fell-back')).toHaveLength(1)
  await stage.engine.cancel(id)
})

test('a process that dies between the end of the last try and what follows from it asks all the same', async () => {
  const stage = openStage()
  stage.studio.meet('shot', refused('key-rejected'))
  const id = await stage.start(shot(['other/job'], 'ask'))
  await stage.until(id, waits)
  await stage.restart({ meanwhile: () => cutJournal(stage.file, { run: id, type: 'task-offered', kept: false }) })
  const run = await stage.until(id, waits)
  expect(taskOf(run, 'shot')).toMatchObject({ status: 'held', offer: { model: 'other/job' } })
  await stage.decide(id, 'shot', { decision: 'fall-back', model: 'other/job' })
  await stage.until(id, isAtProvider('shot'))
  expect(stage.studio.asked).toHaveLength(2)
  await stage.engine.cancel(id)
})

const busyFor = (seconds: number): Meeting => ({
  is: 'refused',
  code: 'rate-limited',
  charged: false,
  retryAfterMs: seconds * 1000,
})

test('a provider that asks for a wait of more than two minutes is not waited for where another model may make it', async () => {
  const stage = openStage()
  stage.studio.meet('shot', busyFor(120), busyFor(121))
  const id = await stage.start(shot(['other/job']))
  expect(taskOf(await stage.until(id, (run) => taskOf(run, 'shot').retryAt !== undefined), 'shot').status).toBe(
    'waiting',
  )
  await stage.pass(120_000)
  const run = await stage.until(id, isAtProvider('shot'))
  expect(await modelsOf(stage, id)).toEqual([
    ['work/answer', 'failed'],
    ['work/answer', 'failed'],
    ['other/job', 'running'],
  ])
  expect(taskOf(run, 'shot').fallback?.because).toBe('The studio says rate-limited.')
  expect(stage.engine.lanes().find((lane) => lane.id === 'work')?.pausedUntil).toBeUndefined()
  await stage.engine.cancel(id)
})

test('the last of them waits as long as it is asked to', async () => {
  const stage = openStage()
  stage.studio.meet('shot', busyFor(300), busyFor(300))
  const id = await stage.start(shot(['other/job']))
  const run = await stage.until(id, (now) => taskOf(now, 'shot').retryAt !== undefined)
  expect(taskOf(run, 'shot').attempts.map(({ model }) => model)).toEqual(['work/answer', 'other/job'])
  await stage.passUntil(id, isAtProvider('shot'))
  expect(stage.studio.asked.at(-1)?.at).toBe(taskOf(run, 'shot').retryAt ?? 0)
  await stage.engine.cancel(id)
})

test('of two runs that want the same, only the one waits that has no other model for it', async () => {
  const stage = openStage()
  const answered = Promise.withResolvers<void>()
  stage.studio.meet('shot', { ...busyFor(3600), wait: answered.promise })
  const waiting = await stage.start({ shot: { model: 'work/job', params: { say: 'shot' } } })
  await stage.until(waiting, has('shot', 'running'))
  const id = await stage.start(shot(['other/job'], 'any', 'work/job'))
  await stage.until(id, has('shot', 'running'))
  answered.resolve()
  const run = await stage.until(id, isAtProvider('shot'))
  expect(taskOf(run, 'shot').attempts.map(({ model }) => model)).toEqual(['other/job'])
  expect(taskOf(await stage.run(waiting), 'shot')).toMatchObject({ status: 'waiting', retryAt: expect.any(Number) })
  for (const one of [id, waiting]) await stage.engine.cancel(one)
})

test('a take that a fallback has made again because something was off is found when that take is asked for by hand', async () => {
  const stage = openStage({
    look: async (_, { text }) =>
      text && 'value' in text && text.value === '<shot>' ? [{ check: 'silent', port: 'text' }] : [],
  })
  stage.studio.meet('shot', refused('key-rejected'))
  const again = { shot: { ...shot(['other/job']).shot, checks: { ifOff: 'again', tries: 1 } } } as const
  const id = await stage.start(again)
  await stage.until(id, isAtProvider('shot'))
  stage.studio.finish('shot')
  await stage.passUntil(id, (run) => taskOf(run, 'shot').attempts.length === 3)
  await stage.until(id, isAtProvider('shot'))
  stage.studio.finish('shot#1')
  await stage.passUntil(id, hasEnded)
  const byHand = await stage.start({ shot: { ...again.shot, takes: { '': 1 } } })
  const run = await stage.until(byHand, hasEnded)
  expect(taskOf(run, 'shot')).toMatchObject({ reused: true, fallback: { model: 'other/job' } })
  expect(stage.studio.asked.map(({ prompt }) => prompt)).toEqual(['shot', 'shot', 'shot#1'])
})

test('in a chain, what it made says why not its own model, and why none of those between', async () => {
  const stage = openStage()
  stage.studio.meet('shot', refused('key-rejected'), refused('no-credits'))
  const drawn = shot(['other/job', 'work/job'])
  const id = await stage.start(drawn)
  await stage.until(id, isAtProvider('shot'))
  stage.studio.finish('shot')
  const run = await stage.passUntil(id, hasEnded)
  const title = stage.workshop.catalog.models.get('other/job')?.title
  const because = `The studio says key-rejected. Then ${title} could not either: The studio says no-credits.`
  expect(taskOf(run, 'shot').fallback).toEqual({ model: 'work/job', because })
  const again = await stage.until(await stage.start(drawn), hasEnded)
  expect(taskOf(again, 'shot')).toMatchObject({ reused: true, fallback: { model: 'work/job', because } })
})

test('a provider that tried and broke down, surely free of charge, gives the next model its turn; charged, or maybe, not', async () => {
  const outcomes: unknown[] = []
  for (const charged of [false, true, 'unknown'] as const) {
    const stage = openStage()
    stage.studio.meet('shot', refused('provider-error', charged))
    const id = await stage.start(shot(['other/job']))
    await stage.until(id, (run) => isAtProvider('shot')(run) || hasEnded(run) || waits(run))
    outcomes.push([taskOf(await stage.run(id), 'shot').status, stage.studio.asked.length])
    await stage.engine.cancel(id)
  }
  expect(outcomes).toEqual([
    ['running', 2],
    ['failed', 1],
    ['unknown', 1],
  ])
})
