import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Scope } from '@reelgraph/shared'
import { drawProject, ended, openWorkshop, textOf, type Behave } from './testing/workshop.ts'

const all: Scope = { of: 'all' }
let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'resume-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const project = () =>
  drawProject({
    l: { kind: 'lines', params: { text: 'one two three' } },
    m: { each: 'l' },
    n: { each: 'm' },
    film: { from: ['n'] },
  })

/** Runs until `until` is called for, then leaves the disk as a killed process would at that moment. */
const dieAt = async (until: string, disk: string, from?: string): Promise<readonly string[]> => {
  let reached = (): void => {}
  const there = new Promise<void>((resolve) => (reached = resolve))
  const behave: Behave = ({ say, each }) => {
    if (`${say}:${each ?? ''}` !== until) return `${say} ${each ?? ''}`
    reached()
    return new Promise<string>(() => {})
  }
  const workshop = openWorkshop({ file: join(folder, from ?? 'alive.db'), behave, concurrency: 1 })
  if (from) await workshop.engine.resume()
  else await workshop.engine.start({ project: project(), revision: 1, scope: all })
  await there
  await workshop.database.settle()
  workshop.database.sqlite.exec(`VACUUM INTO '${join(folder, disk)}'`)
  workshop.database.close()
  return workshop.calls
}

test.each(['m:one', 'm:three', 'n:m two', 'film:'])(
  'killed while %s works, the run ends by itself and nothing finished runs twice',
  async (point) => {
    const before = await dieAt(point, 'dead.db')
    const workshop = openWorkshop({
      file: join(folder, 'dead.db'),
      behave: ({ say, each, from }) => `${say} ${each ?? ''}${from.join()}`,
    })
    const [row] = await workshop.engine.list(project().id)
    await workshop.engine.resume()
    const state = await ended(workshop.engine, row!.id)
    expect(state.status).toBe('succeeded')
    expect(
      String(textOf(state.tasks.find((task) => task.node === 'film')?.outputs)).match(/m (one|two|three)/g),
    ).toEqual(['m one', 'm two', 'm three'])
    // Seven steps, and the one it died in a second time.
    expect(before.length + workshop.calls.length).toBe(7 + 1)
    const events = await workshop.engine.events(state.id, 0)
    const ends = events
      .filter(({ event }) => event.type === 'task-succeeded')
      .map(({ event }) => 'node' in event && 'item' in event && `${event.node} ${event.item}`)
    expect(new Set(ends).size).toBe(ends.length)
    expect(events.filter(({ event }) => event.type === 'run-ended')).toHaveLength(1)
    await workshop.close()
  },
)

test('a task under which the process dies three times is given up', async () => {
  await dieAt('m:two', 'first.db')
  await dieAt('m:two', 'second.db', 'first.db')
  await dieAt('m:two', 'third.db', 'second.db')
  const workshop = openWorkshop({ file: join(folder, 'third.db') })
  const [row] = await workshop.engine.list(project().id)
  await workshop.engine.resume()
  const state = await ended(workshop.engine, row!.id)
  expect(state.status).toBe('partly')
  expect(state.tasks.find((task) => task.node === 'm' && task.item === 'two')?.error?.code).toBe('process-died')
  await workshop.close()
})

test('an orderly stop leaves the run for the next start and counts no death', async () => {
  let reached = (): void => {}
  const there = new Promise<void>((resolve) => (reached = resolve))
  const hang: Behave = ({ context }) => {
    reached()
    return new Promise((_, reject) => context.signal.addEventListener('abort', () => reject(context.signal.reason)))
  }
  const file = join(folder, 'orderly.db')
  const first = openWorkshop({ file, behave: hang })
  const id = await first.engine.start({ project: project(), revision: 1, scope: all })
  await there
  await first.close()
  const second = openWorkshop({ file })
  expect((await second.engine.read(id))?.run.status).toBe('queued')
  await second.engine.resume()
  const state = await ended(second.engine, id)
  expect(state.status).toBe('succeeded')
  expect(state.tasks.every((task) => task.deaths === 0)).toBe(true)
  await second.close()
})

test('a wish to cancel survives the death of the process', async () => {
  let reached = (): void => {}
  const there = new Promise<void>((resolve) => (reached = resolve))
  const file = join(folder, 'wish.db')
  const first = openWorkshop({ file, behave: () => (reached(), new Promise(() => {})) })
  const id = await first.engine.start({ project: project(), revision: 1, scope: all })
  await there
  await first.engine.cancel(id)
  first.database.sqlite.exec(`VACUUM INTO '${join(folder, 'copy.db')}'`)
  first.database.close()
  const second = openWorkshop({ file: join(folder, 'copy.db') })
  await second.engine.resume()
  const state = await ended(second.engine, id)
  expect(state.status).toBe('cancelled')
  expect(second.calls).toEqual([])
  await second.close()
})

test('a run that cannot be resumed ends for whoever reads or watches it, and says why', async () => {
  await dieAt('m:two', 'dead.db')
  const workshop = openWorkshop({ file: join(folder, 'dead.db') })
  workshop.database.sqlite.exec('DELETE FROM graphs')
  const [row] = await workshop.engine.list(project().id)
  await workshop.engine.resume()
  const state = await ended(workshop.engine, row!.id)
  expect(state.status).toBe('failed')
  expect(state.tasks.map(({ node, item, status }) => `${node} ${item} ${status}`)).toEqual(
    expect.arrayContaining(['m one succeeded', 'm two failed']),
  )
  expect(state.tasks.find((task) => task.item === 'two')?.error?.message).toContain('graph of a run is gone')
  expect(state.tasks.some(({ status }) => status === 'running' || status === 'waiting')).toBe(false)
  expect(await workshop.engine.list(project().id)).toMatchObject([{ status: 'failed', endedAt: state.endedAt }])
  await workshop.close()
})

test('a run whose journal cannot be read keeps no other from being resumed', async () => {
  await dieAt('m:two', 'dead.db')
  const workshop = openWorkshop({ file: join(folder, 'dead.db') })
  const [row] = await workshop.engine.list(project().id)
  workshop.database.sqlite.exec(
    `INSERT INTO runs (id, project, revision, scope, status, created_at, ended_at, cost) SELECT 'broken', project, revision, scope, status, 0, NULL, cost FROM runs WHERE id = '${row!.id}';
     INSERT INTO run_events VALUES ('broken', 1, 'no JSON')`,
  )
  await workshop.engine.resume()
  expect((await ended(workshop.engine, row!.id)).status).toBe('succeeded')
  expect(await workshop.engine.list(project().id)).toMatchObject([
    { id: row!.id, status: 'succeeded' },
    { id: 'broken', status: 'failed' },
  ])
  await workshop.close()
})
