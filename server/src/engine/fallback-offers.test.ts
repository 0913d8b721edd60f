import { expect, test } from 'vitest'
import { cutJournal } from './testing/cut-journal.ts'
import { refused, shot } from './testing/shot.ts'
import { hasEnded, openStage, taskOf, waits } from './testing/stage.ts'

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
