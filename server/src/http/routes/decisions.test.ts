import { onTestFinished, expect, test } from 'vitest'
import type { PlannedTask, Project, ProjectId, Run } from '@reelgraph/shared'
import { drawProject, openWorkshop, textOf } from '../../engine/testing/workshop.ts'
import { has, hasEnded, taskOf, waits } from '../../engine/testing/stage.ts'
import { bind } from '../../store/embedded/journal.ts'
import { createResultStore } from '../../store/embedded/results.ts'
import { openProjects } from '../../testing/open-projects.ts'
import { startApp } from '../../testing/start-app.ts'
import { temporaryFolder } from '../../testing/temporary-folder.ts'

const film = { idea: { gate: true }, shot: { from: ['idea'] } } as const
const shots = {
  list: { kind: 'lines', params: { text: 'one two' } },
  idea: { each: 'list', gate: true },
  shot: { each: 'idea' },
} as const

/** The app over a real engine, with a project that is running. */
const open = async (table: Parameters<typeof drawProject>[0]) => {
  const workshop = openWorkshop({ behave: ({ say, each, take, from }) => [say, each ?? '', take, ...from].join(' ') })
  const { catalog, engine } = workshop
  const results = createResultStore(bind(workshop.database))
  const { projects, database } = openProjects(temporaryFolder(), { catalog, results })
  const app = await startApp({ engine, projects, catalog })
  onTestFinished(async () => {
    await workshop.close()
    await projects.close()
    database.close()
  })
  const { nodes, edges } = drawProject(table)
  const made = await app.call('POST', '/api/projects', { id: 'film', name: 'Film', graph: { nodes, edges } })
  expect(made.status).toBe(201)
  const start = async (): Promise<string> => {
    const { body } = await app.call('POST', '/api/projects/film/runs', { scope: { of: 'all' } })
    return body.runId
  }
  const until = async (id: string, isSo: (run: Run) => boolean): Promise<Run> => {
    for (let left = 500; left > 0; left -= 1) {
      const run: Run = (await app.call('GET', `/api/runs/${id}`)).body
      if (isSo(run)) return run
      await new Promise((resolve) => setImmediate(resolve))
    }
    throw new Error('it does not come to this')
  }
  const document = async (): Promise<Project> => (await projects.open('film' as ProjectId)).project // an id by its form
  const decide = (id: string, key: string, decision: unknown) => {
    const [node, item = null] = key.split(' ')
    return app.call('POST', `/api/runs/${id}/decide`, { node, item, decide: decision })
  }
  return { ...app, start, until, document, decide, workshop }
}

test('an edit is what comes after works on, is chosen in the document, and the next run asks nobody', async () => {
  const { start, until, document, decide, workshop } = await open(film)
  const id = await start()
  await until(id, waits)
  const answer = await decide(id, 'idea', { decision: 'edit', outputs: { text: { value: 'a fox' } } })
  expect(answer).toMatchObject({ status: 200, body: { id } })
  const run = await until(id, hasEnded)
  expect(textOf(taskOf(run, 'shot').outputs)).toBe('shot  0 a fox')
  expect((await document()).nodes['idea' as never]?.pins).toEqual({ '': taskOf(run, 'idea').fingerprint })
  const next = await until(await start(), hasEnded)
  expect([next.status, next.tasks.map(({ reused }) => reused)]).toEqual(['succeeded', [true, true]])
  expect(workshop.calls).toEqual(['idea', 'shot'])
})

test('what was looked at without a run that waits is approved: that content, and no other', async () => {
  const { start, until, call, workshop } = await open(film)
  const id = await start()
  await until(id, waits)
  await call('POST', `/api/runs/${id}/cancel`)
  await until(id, hasEnded)
  const shown = async () => {
    const { body } = await call('POST', '/api/projects/film/plan', { scope: { of: 'all' } })
    return body.tasks.find((task: PlannedTask) => task.node === 'idea') as PlannedTask // as the contract has it
  }
  const before = await shown()
  expect(before.gated).toBe(true)
  const approve = (node: string, outputs: unknown, item: string | null = null) =>
    call('POST', '/api/projects/film/approve', { node, item, outputs })
  expect((await approve('nothing', before.outputs)).status).toBe(404)
  for (const outputs of [{ text: { value: 'something else' } }, {}, { text: { value: 7 } }])
    expect(await approve('idea', outputs)).toMatchObject({
      status: 409,
      body: { error: { node: 'idea', message: 'This is not what “Work” gives now.', hint: expect.any(String) } },
    })
  expect(await approve('shot', before.outputs)).toMatchObject({
    status: 409,
    body: { error: { message: '“Work” does not ask to be looked at.' } },
  })
  expect(await approve('idea', before.outputs, 'zz')).toMatchObject({
    status: 404,
    body: { error: { message: '“Work” has no item “zz”.' } },
  })
  expect((await shown()).gated).toBe(true)
  expect((await approve('idea', before.outputs)).body).toEqual({ node: 'idea' })
  expect((await shown()).gated).toBeUndefined()
  expect((await approve('idea', before.outputs)).status).toBe(200)
  expect((await until(await start(), hasEnded)).status).toBe('succeeded')
  expect(workshop.calls).toEqual(['idea', 'shot'])
})

test('an edit of one item is chosen for this item alone', async () => {
  const { start, until, document, decide } = await open(shots)
  const id = await start()
  await until(id, waits)
  await decide(id, 'idea two', { decision: 'edit', outputs: { text: { value: 'a hen' } } })
  const run = await until(id, has('shot two', 'succeeded'))
  expect((await document()).nodes['idea' as never]?.pins).toEqual({ two: taskOf(run, 'idea two').fingerprint })
  expect(taskOf(run, 'idea one').gate).toBe('closed')
})

test('an edit of the wrong type is refused, and neither run nor document change', async () => {
  const { start, until, document, decide } = await open(film)
  const id = await start()
  const before = await until(id, waits)
  for (const outputs of [{ text: { value: 7 } }, { text: { items: [] } }, {}, { text: { value: ' ' } }])
    expect(await decide(id, 'idea', { decision: 'edit', outputs })).toMatchObject({
      status: 400,
      body: { error: { code: 'invalid-request', node: 'idea' } },
    })
  expect(await until(id, waits)).toEqual(before)
  expect((await document()).nodes['idea' as never]?.pins).toEqual({})
})

test('a re-roll is the same take in the document and in the run, and it is shown again', async () => {
  const { start, until, document, decide } = await open(shots)
  const id = await start()
  await until(id, waits)
  expect(await decide(id, 'idea two', { decision: 'reroll' })).toMatchObject({ status: 200 })
  const run = await until(id, (now) => waits(now) && taskOf(now, 'idea two').attempts.length === 2)
  expect(textOf(taskOf(run, 'idea two').outputs)).toBe('idea two 1')
  expect((await document()).nodes['idea' as never]?.takes).toEqual({ two: 1 })
  for (const key of ['idea one', 'idea two']) await decide(id, key, { decision: 'approve' })
  expect((await until(id, hasEnded)).status).toBe('succeeded')
  const next = await until(await start(), hasEnded)
  expect(next.tasks.every(({ reused }) => reused)).toBe(true)
})

test('an answer to what has been made anew since is refused, and nothing goes on', async () => {
  const { start, until, call } = await open(film)
  const id = await start()
  const seen = taskOf(await until(id, waits), 'idea').fingerprint
  const answer = (decision: string, what: unknown) =>
    call('POST', `/api/runs/${id}/decide`, { node: 'idea', item: null, decide: { decision }, seen: what })
  expect((await answer('reroll', seen)).status).toBe(200)
  const anew = taskOf(await until(id, (now) => waits(now) && taskOf(now, 'idea').attempts.length === 2), 'idea')
  expect(await answer('approve', seen)).toMatchObject({
    status: 409,
    body: { error: { code: 'conflict', node: 'idea' } },
  })
  expect((await until(id, waits)).endedAt).toBeUndefined()
  expect((await answer('approve', anew.fingerprint)).status).toBe(200)
  expect((await until(id, hasEnded)).status).toBe('succeeded')
})

test('a decision that comes too late changes neither run nor document', async () => {
  const { start, until, document, decide } = await open(film)
  const id = await start()
  await until(id, waits)
  await decide(id, 'idea', { decision: 'approve' })
  await until(id, hasEnded)
  const before = await document()
  for (const decision of [
    { decision: 'reroll' },
    { decision: 'edit', outputs: { text: { value: 'a fox' } } },
    { decision: 'approve' },
  ])
    expect(await decide(id, 'idea', decision)).toMatchObject({ status: 409, body: { error: { code: 'conflict' } } })
  expect(await document()).toEqual(before)
})

test('a step that has been locked meanwhile is not re-rolled, and stays shown', async () => {
  const { start, until, document, decide, call } = await open(film)
  const id = await start()
  await until(id, waits)
  const { revision } = (await call('GET', '/api/projects/film')).body
  const lock = [{ op: 'set', path: ['nodes', 'idea', 'locked'], value: true }]
  expect((await call('POST', '/api/projects/film/ops', { id: 'lock', base: revision, ops: lock })).status).toBeLessThan(
    300,
  )
  expect(await decide(id, 'idea', { decision: 'reroll' })).toMatchObject({
    status: 409,
    body: { error: { code: 'locked' } },
  })
  expect((await document()).nodes['idea' as never]?.takes).toEqual({})
  expect(taskOf(await until(id, waits), 'idea').gate).toBe('closed')
})
