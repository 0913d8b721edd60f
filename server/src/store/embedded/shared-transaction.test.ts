import { join } from 'node:path'
import type { RunEvent } from '@reelgraph/shared'
import { expect, it, onTestFinished } from 'vitest'
import { temporaryFolder } from '../../testing/temporary-folder.ts'
import { firstRun, newAttempt, newRun, resumed } from '../contract/fixtures.ts'
import { createAttemptStore } from './attempts.ts'
import { openDatabase } from './database.ts'
import { bind, createRunJournal } from './journal.ts'

const open = () => {
  const database = openDatabase(join(temporaryFolder(), 'reelgraph.db'))
  onTestFinished(() => database.close())
  const bound = bind(database)
  const journal = createRunJournal(bound)
  journal.create(newRun())
  return { database, journal, attempts: createAttemptStore(bound) }
}

/** Far more than what is left of a disk that is nearly full. */
const large: RunEvent = {
  type: 'task-failed',
  at: 2,
  node: 'shot',
  item: null,
  error: { code: 'internal', message: 'x'.repeat(1_000_000) },
}

it('a reservation whose journal the full disk refuses is none, and its journal comes when there is space again', async () => {
  const { database, journal, attempts } = open()
  journal.append(firstRun, 1, resumed(1))
  await journal.settle()
  const { page_count: pages } = database.sqlite.prepare('PRAGMA page_count').get() as { readonly page_count: number } // what this PRAGMA answers
  database.sqlite.exec(`PRAGMA max_page_count = ${pages + 10}`)
  const reserve = () =>
    attempts.reserve(newAttempt('a'), {}, () => {
      journal.append(firstRun, 2, large)
      journal.append(firstRun, 3, resumed(3))
    })
  expect(reserve).toThrow('The disk of the data folder is full.')
  expect(attempts.row('a')).toBeUndefined()
  expect(attempts.spent('run', firstRun)).toMatchObject({ reserved: 0, attempts: 0 })

  database.sqlite.exec('PRAGMA max_page_count = 1000000')
  journal.append(firstRun, 4, resumed(4))
  await journal.settle()
  expect((await journal.read(firstRun, 0)).map(({ seq, event }) => [seq, event.at])).toEqual([
    [1, 1],
    [2, 2],
    [3, 3],
    [4, 4],
  ])
  expect(attempts.row('a')).toBeUndefined()
  expect(attempts.reserve(newAttempt('a'), {}, () => {})).toEqual({})
})

it('a mistake while reserving takes the row and the booking back', () => {
  const { attempts } = open()
  const mistaken = () =>
    attempts.reserve(newAttempt('a'), {}, () => {
      throw new TypeError('a mistake of ours')
    })
  expect(mistaken).toThrow('a mistake of ours')
  expect(attempts.row('a')).toBeUndefined()
  expect(attempts.spent('run', firstRun)).toMatchObject({ reserved: 0, attempts: 0 })
})

it('an end that the disk refused for a while is booked once', async () => {
  const { database, journal, attempts } = open()
  attempts.reserve(newAttempt('a'), {}, () => {})
  const other = openDatabase(String(database.sqlite.location()))
  onTestFinished(() => other.close())
  database.sqlite.exec('PRAGMA busy_timeout = 0') // a test has no patience
  other.sqlite.exec('BEGIN IMMEDIATE')
  attempts.end('a', { state: 'succeeded', charged: true, facts: { cost: 70_000 }, at: 5 })
  await expect(journal.settle()).rejects.toMatchObject({ code: 'folder-in-use' })
  other.sqlite.exec('ROLLBACK')
  await journal.settle()
  expect(attempts.spent('run', firstRun)).toEqual({ settled: 70_000, reserved: 0, attempts: 1, unpriced: 0 })
  expect(attempts.row('a')).toMatchObject({ state: 'succeeded' })
})
