import { join } from 'node:path'
import { newProjectId, ReelgraphError } from '@reelgraph/shared'
import { Hono } from 'hono'
import { expect, it, onTestFinished } from 'vitest'
import { capsOf } from '../../money/caps.ts'
import { openSettingsDocument, parseSettings } from '../../settings-document/settings-document.ts'
import { firstRun, newAttempt, secondRun, trailer } from '../../store/contract/fixtures.ts'
import { createAttemptStore } from '../../store/embedded/attempts.ts'
import { createDocumentFolder } from '../../store/embedded/document-folder.ts'
import { bind } from '../../store/embedded/journal.ts'
import { silentLog } from '../../log.ts'
import { openProjects } from '../../testing/open-projects.ts'
import { temporaryFolder } from '../../testing/temporary-folder.ts'
import { answerError } from '../answer-error.ts'
import type { Api } from '../implement.ts'
import { moneyRoutes } from './money.ts'
import { settingsRoutes } from './settings.ts'

/** Noon of a day, by the clock of this machine. */
const now = new Date(2026, 10, 20, 12).getTime()

const open = async () => {
  const folder = temporaryFolder()
  const { projects, database } = openProjects(folder)
  onTestFinished(() => database.close())
  const attempts = createAttemptStore(bind(database))
  const settings = await openSettingsDocument({
    documents: createDocumentFolder({ folder: join(folder, 'settings'), parse: parseSettings }),
    log: silentLog,
  })
  const app = new Hono()
  app.onError((error) => {
    if (error instanceof ReelgraphError) return answerError(error.body)
    throw error
  })
  const api: Api = { app, contracts: [], checkAnswers: true }
  moneyRoutes(api, { attempts, projects, settings, clock: { now: () => now } })
  settingsRoutes(api, { settings })
  const call = async (path: string, change?: unknown) => {
    const answer = await app.request(
      path,
      change === undefined
        ? {}
        : { method: 'PUT', body: JSON.stringify(change), headers: { 'content-type': 'application/json' } },
    )
    return { status: answer.status, body: JSON.parse(await answer.text()) }
  }
  const id = newProjectId()
  await projects.create({ id, name: 'Film', graph: { nodes: {}, edges: {} }, settings: {} })
  const limitProject = (cap: unknown) =>
    projects.change(id, async () => [{ op: 'set', path: ['settings', 'cap'], value: cap as number }]) // any JSON may come
  return { attempts, projects, settings, call, id, limitProject }
}

it('the ledger shows what was spent beside every limit it runs against', async () => {
  const { attempts, call, id, limitProject } = await open()
  await limitProject(2_000_000)
  await call('/api/settings', { dayCap: 3_000_000 })
  attempts.reserve(newAttempt('a', { project: id }), {}, () => {})
  attempts.reserve(newAttempt('b', { project: trailer, run: secondRun, day: '2026-11-19' }), {}, () => {})
  attempts.end('a', { state: 'succeeded', charged: true, facts: { cost: 60_000 }, at: 1 })
  const { status, body } = await call('/api/ledger')
  expect(status).toBe(200)
  const spent = { settled: 60_000, reserved: 0, attempts: 1, unpriced: 0 }
  expect(body).toMatchObject({
    total: { settled: 60_000, reserved: 100_000, attempts: 2 },
    today: { day: '2026-11-20', sum: spent, cap: 3_000_000 },
    projects: [{ project: trailer }, { project: id, sum: spent, cap: 2_000_000 }],
    runs: [{ run: secondRun }, { run: firstRun }],
  })
  expect(body.projects[0]).not.toHaveProperty('cap')
})

it('a filter leaves the sums of what it names, and today whole', async () => {
  const { attempts, call, id } = await open()
  attempts.reserve(newAttempt('a', { project: id }), {}, () => {})
  attempts.reserve(newAttempt('b', { project: trailer }), {}, () => {})
  const { body } = await call(`/api/ledger?project=${id}`)
  expect(body).toMatchObject({ total: { reserved: 100_000 }, today: { sum: { reserved: 200_000 } } })
  expect(body.projects).toHaveLength(1)
})

it('what was given up and perhaps paid is told apart, today too', async () => {
  const { attempts, call } = await open()
  attempts.reserve(newAttempt('a'), {}, () => {})
  attempts.reserve(newAttempt('b'), {}, () => {})
  attempts.end('a', { state: 'unknown', charged: 'unknown', facts: {}, at: 1 })
  attempts.writeOff('a')
  const sum = { settled: 0, reserved: 200_000, writtenOff: 100_000, attempts: 2, unpriced: 0 }
  expect((await call('/api/ledger')).body).toMatchObject({ total: sum, today: { sum } })
})

it('the entries come newest first and in pages', async () => {
  const { attempts, call } = await open()
  for (const key of ['a', 'b', 'c']) attempts.reserve(newAttempt(key), {}, () => {})
  const keys = async (query: string) =>
    (await call(`/api/ledger/entries?${query}`)).body.entries.map(({ key }: { key: string }) => key)
  expect(await keys('limit=2')).toEqual(['c', 'b'])
  expect(await keys('limit=2&before=b')).toEqual(['a'])
  expect(await keys('only=trouble')).toEqual([])
})

it('a question that makes no sense is refused in words', async () => {
  const { call } = await open()
  for (const day of ['today', '2026-13-99', '2026-02-30'])
    expect(await call(`/api/ledger?day=${day}`)).toMatchObject({
      status: 400,
      body: { error: { field: 'day', message: '"day" in the query does not fit: a day is written as 2026-11-20.' } },
    })
  expect(await call('/api/ledger?proyect=film')).toMatchObject({
    status: 400,
    body: { error: { field: 'proyect', message: 'This request takes no query field "proyect".' } },
  })
  expect(await call('/api/ledger/entries?limit=0')).toMatchObject({ status: 400, body: { error: { field: 'limit' } } })
})

it('settings are changed in part, and a limit that is no amount is refused', async () => {
  const { call } = await open()
  expect(await call('/api/settings')).toEqual({ status: 200, body: { lanes: {} } })
  expect((await call('/api/settings', { dayCap: 5, storageLimitBytes: 7 })).body).toMatchObject({ dayCap: 5 })
  expect((await call('/api/settings', { dayCap: null })).body).toEqual({ lanes: {}, storageLimitBytes: 7 })
  expect(await call('/api/settings', { dayCap: 1.5 })).toMatchObject({
    status: 400,
    body: { error: { field: 'dayCap' } },
  })
})

it('caps are what project and settings say now, and a project that is gone limits nothing', async () => {
  const { projects, settings, id, limitProject } = await open()
  expect(await capsOf(id, { projects, settings })).toEqual({})
  await limitProject(10)
  await settings.change({ dayCap: 20 })
  expect(await capsOf(id, { projects, settings })).toEqual({ project: 10, day: 20 })
  await limitProject('much')
  expect(await capsOf(id, { projects, settings })).toEqual({ day: 20 })
  await limitProject(10)
  await projects.remove(id)
  expect(await capsOf(id, { projects, settings })).toEqual({ day: 20 })
})
