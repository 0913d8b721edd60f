import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, it, onTestFinished } from 'vitest'
import { temporaryFolder } from '../../testing/temporary-folder.ts'
import { film, firstRun, fingerprint, newAttempt, secondRun, storedResult } from '../contract/fixtures.ts'
import { createAttemptStore } from './attempts.ts'
import { openDatabase } from './database.ts'
import { bind, createRunJournal } from './journal.ts'
import { createResultStore } from './results.ts'
import { resultKey } from './result-key.ts'
import { MIGRATIONS } from './schema.ts'

/** A database as the first version wrote it, with two runs and a result. */
const writeFirstVersion = (file: string): void => {
  const sqlite = new DatabaseSync(file)
  sqlite.exec(`${MIGRATIONS[0]}; PRAGMA user_version = 1`)
  const run = sqlite.prepare('INSERT INTO runs VALUES (?, ?, 1, ?, ?, ?, ?, 0)')
  run.run(firstRun, film, '{"of":"all"}', 'succeeded', 100, 200)
  run.run(secondRun, film, '{"of":"all"}', 'running', 150, null)
  const { outputs, subject, project, node, at, milliseconds, cost } = storedResult('a')
  sqlite
    .prepare('INSERT INTO results VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, NULL, ?, ?, ?)')
    .run(
      ...[resultKey(fingerprint('a')), fingerprint('a'), JSON.stringify(outputs), JSON.stringify(subject)],
      ...[project, firstRun, node, at, milliseconds, cost],
    )
  sqlite.close()
}

it('a database of the first version opens with all that is in it, and takes attempts', async () => {
  const file = join(temporaryFolder(), 'reelgraph.db')
  writeFirstVersion(file)
  const database = openDatabase(file)
  onTestFinished(() => database.close())
  const bound = bind(database)
  const journal = createRunJournal(bound)
  expect(await journal.row(firstRun)).toMatchObject({ createdAt: 100, updatedAt: 200, priority: 'normal' })
  expect(await journal.row(secondRun)).toMatchObject({ createdAt: 150, updatedAt: 150 })
  expect(await createResultStore(bound).list({ project: film, node: 'shot' })).toEqual([storedResult('a')])
  const attempts = createAttemptStore(bound)
  expect(attempts.reserve(newAttempt('a'), { run: 100_000 }, () => {})).toEqual({})
  expect(attempts.pendingAll()).toHaveLength(1)
})
