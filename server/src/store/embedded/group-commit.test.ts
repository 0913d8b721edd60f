import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { ProjectIdSchema, RunIdSchema, type RunEvent } from '@reelgraph/shared'
import { expect, it, onTestFinished } from 'vitest'
import { temporaryFolder } from '../../testing/temporary-folder.ts'
import { openDatabase } from './database.ts'
import { bind, createRunJournal } from './journal.ts'
import { createOpLog } from './op-log.ts'

const run = RunIdSchema.parse('run')
const project = ProjectIdSchema.parse('film')
const row = { id: run, project, revision: 1, scope: { of: 'all' }, status: 'running', createdAt: 1, cost: 0 } as const
const event = (at: number): RunEvent => ({ type: 'run-resumed', at })

const open = () => {
  const file = join(temporaryFolder(), 'reelgraph.db')
  const database = openDatabase(file)
  database.sqlite.exec('PRAGMA busy_timeout = 0') // a test has no patience
  const other = new DatabaseSync(file)
  onTestFinished(() => {
    database.close()
    other.close()
  })
  /** What anybody else finds in the file. */
  const count = (table: string): unknown => other.prepare(`SELECT COUNT(*) AS n FROM ${table}`).get()?.['n']
  return { database, other, count, journal: createRunJournal(bind(database)) }
}

it('a write is read at once, and by others when it has settled', async () => {
  const { journal, count } = open()
  journal.create(row)
  journal.append(run, 1, event(1))
  expect(await journal.row(run)).toEqual({ ...row, priority: 'normal', updatedAt: 1 })
  expect(await journal.read(run, 0)).toHaveLength(1)
  expect([count('runs'), count('run_events')]).toEqual([0, 0])
  await journal.settle()
  expect([count('runs'), count('run_events')]).toEqual([1, 1])
})

it('what another program keeps from the disk is refused in words, kept, and written when that one is done', async () => {
  const { journal, other, count } = open()
  other.exec('BEGIN IMMEDIATE')
  journal.create(row)
  journal.append(run, 1, event(1))
  await expect(journal.settle()).rejects.toMatchObject({ code: 'folder-in-use' })
  journal.append(run, 2, event(2))
  await expect(journal.settle()).rejects.toMatchObject({ code: 'folder-in-use' })
  other.exec('ROLLBACK')
  journal.append(run, 3, event(3))
  await journal.settle()
  expect(count('runs')).toBe(1)
  expect((await journal.read(run, 1)).map(({ seq, event: { at } }) => [seq, at])).toEqual([
    [2, 2],
    [3, 3],
  ])
})

it('a batch that another program keeps from the disk is refused and never comes later by itself', async () => {
  const { database, other, count } = open()
  const log = createOpLog(database)
  const entry = { id: 'one', revision: 1, ops: [], at: 1 }
  other.exec('BEGIN IMMEDIATE')
  await expect(log.append(project, entry)).rejects.toMatchObject({ code: 'folder-in-use' })
  other.exec('ROLLBACK')
  await database.settle()
  expect(count('ops')).toBe(0)
  await log.append(project, entry)
  expect(count('ops')).toBe(1)
})

it('a write that can never succeed is thrown at its writer, and takes nobody else with it', async () => {
  const { database, journal, count } = open()
  journal.create(row)
  expect(() => database.write(() => database.sqlite.exec('INSERT INTO runs VALUES (1)'))).toThrow(/columns/)
  await database.settle()
  expect(count('runs')).toBe(1)
})

it('work gathered for a commit is waited for, also where it writes nothing', async () => {
  const { database } = open()
  let worked = 0
  database.beforeCommit(() => (worked += 1))
  await database.settle()
  expect(worked).toBe(1)
})
