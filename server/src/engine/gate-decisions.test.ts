import { expect, test } from 'vitest'
import type { Outputs, RunId } from '@reelgraph/shared'
import { textOf } from './testing/workshop.ts'
import { has, hasEnded, openStage, statuses, taskOf, waits, type Stage } from './testing/stage.ts'

const approve = { decision: 'approve' } as const
const film = { idea: { gate: true }, shot: { from: ['idea'] } } as const
const directed = {
  script: { model: 'work/list', params: { words: 'one two three' }, gate: true },
  shot: { each: 'script' },
  film: { from: ['shot'] },
} as const

const edit = async ({ engine }: Stage, run: RunId, node: string, outputs: Outputs): Promise<void> => {
  const { fingerprint } = await engine.storeEdited({ run, node, item: null, outputs })
  await engine.decide({ run, node, item: null, decided: { decision: 'edit', outputs, fingerprint } })
}

const list = (...words: readonly string[]): Outputs => ({
  text: { items: words.map((word) => ({ key: word, value: word })) },
})

test('an edited text is what comes after works on, and what the step made stays a take of its own', async () => {
  const stage = openStage()
  const id = await stage.start(film)
  const before = taskOf(await stage.until(id, waits), 'idea')
  await edit(stage, id, 'idea', { text: { value: 'a fox' } })
  const run = await stage.until(id, hasEnded)
  expect(textOf(taskOf(run, 'shot').outputs)).toBe('shot a fox')
  expect(textOf(taskOf(run, 'idea').outputs)).toBe('a fox')
  expect(taskOf(run, 'idea').fingerprint).not.toBe(before.fingerprint)
  const made = await stage.engine.results({ project: run.project, node: 'idea' })
  expect(made.map(({ outputs, edited, cost }) => [textOf(outputs), edited, cost])).toEqual([
    ['a fox', true, 0],
    ['idea', undefined, 0],
  ])
})

test('an edited list has the items that the person left, moved and added, and no others', async () => {
  const stage = openStage()
  const id = await stage.start(directed)
  await stage.until(id, waits)
  await edit(stage, id, 'script', list('three', 'new', 'one'))
  const run = await stage.until(id, hasEnded)
  const shots = run.tasks.filter(({ node }) => node === 'shot').toSorted((a, b) => a.position - b.position)
  expect(shots.map(({ item }) => item)).toEqual(['three', 'new', 'one'])
  expect(textOf(taskOf(run, 'film').outputs)).toBe('film shot three shot new shot one')
})

test('a list is not edited to nothing: a film without a shot is what nobody means', async () => {
  const stage = openStage()
  const id = await stage.start(directed)
  const before = await stage.until(id, waits)
  await expect(edit(stage, id, 'script', list())).rejects.toMatchObject({
    code: 'invalid-request',
    message: '“Work” needs at least one item in “Text”.',
  })
  expect(await stage.run(id)).toEqual(before)
})

test('a list that the step itself left empty is approved as it is, and holds nobody up', async () => {
  const stage = openStage()
  const id = await stage.start({ ...directed, script: { ...directed.script, params: { words: '' } } })
  await stage.until(id, waits)
  await stage.decide(id, 'script', approve)
  const run = await stage.until(id, hasEnded)
  expect(run.tasks.filter(({ node }) => node === 'shot')).toEqual([])
})

test('two items of one key are refused in an edited list', async () => {
  const stage = openStage()
  const id = await stage.start(directed)
  await stage.until(id, waits)
  await expect(edit(stage, id, 'script', list('one', 'one'))).rejects.toMatchObject({ code: 'invalid-request' })
})

test('an edit is still there after the server was killed', async () => {
  const stage = openStage()
  const id = await stage.start({ ...film, last: { from: ['shot'], gate: true }, end: { from: ['last'] } })
  await stage.until(id, waits)
  await edit(stage, id, 'idea', { text: { value: 'a fox' } })
  await stage.until(id, has('end', 'held'))
  await stage.die()
  await stage.until(id, waits)
  await stage.decide(id, 'last', approve)
  expect(textOf(taskOf(await stage.until(id, hasEnded), 'end').outputs)).toBe('end last shot a fox')
})

test('what was edited is approved: chosen in the next run, or made just so, it asks nobody', async () => {
  const stage = openStage()
  const id = await stage.start(film)
  await stage.until(id, waits)
  await edit(stage, id, 'idea', { text: { value: 'a fox' } })
  const pin = taskOf(await stage.until(id, hasEnded), 'idea').fingerprint!
  const next = await stage.start({ ...film, idea: { gate: true, pins: { '': pin } } })
  const run = await stage.until(next, hasEnded)
  expect(run.tasks.map(({ reused }) => reused)).toEqual([true, true])
  const same = await stage.start({ ...film, idea: { gate: true, params: { say: 'a fox' } } })
  expect((await stage.until(same, hasEnded)).status).toBe('succeeded')
})

test('a re-roll makes another take inside the run, which is shown again before anybody uses it', async () => {
  const stage = openStage({ behave: ({ say, take, from }) => [say, take, ...from].join(' ') })
  const id = await stage.start(film)
  const first = taskOf(await stage.until(id, waits), 'idea')
  await stage.decide(id, 'idea', { decision: 'reroll', take: 1 })
  const again = await stage.until(id, (run) => waits(run) && taskOf(run, 'idea').attempts.length === 2)
  expect(statuses(again)).toEqual({ idea: 'succeeded', shot: 'held' })
  expect(textOf(taskOf(again, 'idea').outputs)).toBe('idea 1')
  expect(taskOf(again, 'idea').fingerprint).not.toBe(first.fingerprint)
  await stage.decide(id, 'idea', { decision: 'reroll', take: 2 })
  await stage.until(id, (run) => waits(run) && taskOf(run, 'idea').attempts.length === 3)
  await stage.decide(id, 'idea', approve)
  expect(textOf(taskOf(await stage.until(id, hasEnded), 'shot').outputs)).toBe('shot 0 idea 2')
  expect(stage.workshop.calls).toEqual(['idea', 'idea', 'idea', 'shot'])
})

test('a re-roll goes on after the server was killed in the middle of it', async () => {
  const hang = Promise.withResolvers<string>()
  let isSlow = true
  const stage = openStage({ behave: ({ say, take }) => (take === 1 && isSlow ? hang.promise : `${say} ${take}`) })
  const id = await stage.start(film)
  await stage.until(id, waits)
  await stage.decide(id, 'idea', { decision: 'reroll', take: 1 })
  await stage.until(id, has('idea', 'running'))
  isSlow = false
  await stage.die()
  expect(textOf(taskOf(await stage.until(id, waits), 'idea').outputs)).toBe('idea 1')
  await stage.die()
  expect(textOf(taskOf(await stage.until(id, waits), 'idea').outputs)).toBe('idea 1')
  await stage.decide(id, 'idea', approve)
  expect((await stage.until(id, hasEnded)).status).toBe('succeeded')
  hang.resolve('')
})

test('a re-roll costs what it costs: beyond what was agreed to, it waits for the person', async () => {
  const stage = openStage()
  const table = {
    idea: { model: 'work/answer', params: { say: 'idea' }, gate: true },
    shot: { from: ['idea'] },
  } as const
  const id = await stage.start(table, { atMost: 1000, cap: 1000 })
  await stage.until(id, waits)
  await stage.decide(id, 'idea', { decision: 'reroll', take: 1 })
  const run = await stage.until(id, (now) => waits(now) && has('idea', 'held')(now))
  expect([run.status, taskOf(run, 'idea').over]).toEqual(['waiting', { needs: 1000, left: 0 }])
  await stage.decide(id, 'idea', { decision: 'agree', cap: 2000 })
  await stage.until(id, (now) => waits(now) && taskOf(now, 'idea').gate === 'closed')
  await stage.decide(id, 'idea', approve)
  const end = await stage.until(id, hasEnded)
  expect([end.status, end.cost, taskOf(end, 'idea').attempts.map(({ cost }) => cost)]).toEqual([
    'succeeded',
    2000,
    [1000, 1000],
  ])
})
