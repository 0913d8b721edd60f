import { expect, test } from 'vitest'
import { cutJournal } from './testing/cut-journal.ts'
import { refused, shot } from './testing/shot.ts'
import { hasEnded, isAtProvider, openStage, taskOf, waits, type Stage } from './testing/stage.ts'

test('“again” is not asked once more where the process dies before it begins', async () => {
  const stage = openStage()
  stage.studio.meet('shot', refused('key-rejected'), refused('key-rejected'))
  const id = await stage.start(shot(['other/job'], 'ask'))
  await stage.until(id, waits)
  await stage.decide(id, 'shot', { decision: 'again' })
  await stage.until(id, waits)
  await stage.restart({ meanwhile: () => cutJournal(stage.file, { run: id, type: 'task-released', kept: true }) })
  const run = await stage.until(id, hasEnded)
  expect(taskOf(run, 'shot')).toMatchObject({ status: 'succeeded' })
  // two before the crash, and the one that the person has asked for
  expect(stage.studio.asked).toHaveLength(3)
})

const isOffered = (model: string) => (run: Awaited<ReturnType<Stage['run']>>) =>
  waits(run) && taskOf(run, 'shot').offer?.model === model

test('the answer to the offer of one model is not the answer to that of the next', async () => {
  const stage = openStage()
  stage.studio.meet('shot', refused('key-rejected'), refused('no-credits'))
  const id = await stage.start(shot(['other/job', 'other/dear'], 'ask'))
  await stage.until(id, isOffered('other/job'))
  await stage.decide(id, 'shot', { decision: 'fall-back', model: 'other/job' })
  await stage.until(id, isOffered('other/dear'))
  // a second window, which still shows the first question
  const late = stage.decide(id, 'shot', { decision: 'fall-back', model: 'other/job' })
  await expect(late).rejects.toMatchObject({ code: 'conflict', body: { hint: expect.stringContaining('Look at') } })
  expect(stage.studio.asked).toHaveLength(2)
  await stage.decide(id, 'shot', { decision: 'fall-back', model: 'other/dear' })
  await stage.until(id, isAtProvider('shot'))
  await stage.engine.cancel(id)
})

test.each([
  [['other/dear', 'other/job'], { status: 'held', offer: { model: 'other/job', error: { code: 'key-rejected' } } }],
  [['other/dear'], { status: 'failed', error: { code: 'key-rejected' } }],
] as const)(
  'where the model that was offered (of %j) is gone after an upgrade, the next is, or it has failed',
  async (models, end) => {
    const stage = openStage()
    stage.studio.meet('shot', refused('key-rejected'))
    const id = await stage.start(shot(models, 'ask'))
    await stage.until(id, isOffered('other/dear'))
    const { studio } = stage
    const upgrade = () => Object.assign(studio, { models: studio.models.filter((model) => model.id !== 'other/dear') })
    await stage.restart({ meanwhile: upgrade })
    const run = await stage.until(id, (now) => hasEnded(now) || waits(now))
    expect(taskOf(run, 'shot')).toMatchObject(end)
    expect(studio.asked).toHaveLength(1)
    await stage.engine.cancel(id)
  },
)
