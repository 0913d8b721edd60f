import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { newRunId, type Scope } from '@reelgraph/shared'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { drawProject, ended, openWorkshop } from './testing/workshop.ts'

const all: Scope = { of: 'all' }

test('what another run has made and ended between a plan and its start is not made again', async () => {
  let goOn = (): void => {}
  const held = new Promise<string>((resolve) => (goOn = () => resolve('made')))
  let looks = 0
  const workshop = openWorkshop({
    behave: () => held,
    results: (store) => ({
      ...store,
      get: async (fingerprints) => {
        const rows = await store.get(fingerprints)
        looks += 1
        // The second run has just been told that there is no such result; the first one ends before it starts.
        if (looks === 2) goOn()
        return rows
      },
    }),
  })
  const { engine } = workshop
  const order = { project: drawProject({ x: {} }), revision: 1, scope: all }
  const first = await engine.start(order)
  const second = await engine.start(order)
  expect((await ended(engine, first)).status).toBe('succeeded')
  const state = await ended(engine, second)
  expect(state.tasks).toMatchObject([{ node: 'x', status: 'succeeded', reused: true }])
  expect(workshop.calls).toEqual(['x'])
  await workshop.close()
})

test('a run whose id is sent twice is answered only when it is on disk, to both', async () => {
  const file = join(temporaryFolder(), 'work.db')
  const workshop = openWorkshop({ file })
  workshop.database.sqlite.exec('PRAGMA busy_timeout = 0') // a test has no patience
  const other = new DatabaseSync(file)
  other.exec('BEGIN IMMEDIATE')
  const order = { id: newRunId(), project: drawProject({ x: {} }), revision: 1, scope: all }
  const first = workshop.engine.start(order)
  // It is drawn by now and waits for the disk.
  for (let turn = 0; turn < 50; turn += 1) await Promise.resolve()
  const second = workshop.engine.start(order)
  expect(await Promise.allSettled([first, second])).toMatchObject([
    { reason: { code: 'folder-in-use' } },
    { reason: { code: 'folder-in-use' } },
  ])
  other.exec('ROLLBACK')
  other.close()
  expect(workshop.calls).toEqual([])
  await workshop.close()
})
