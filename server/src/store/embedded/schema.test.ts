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
import { createSetbackStore } from './setbacks.ts'

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

it('what was tried in vain before such tries were kept is known from the attempts', () => {
  const file = join(temporaryFolder(), 'reelgraph.db')
  const before = new DatabaseSync(file)
  for (const step of MIGRATIONS.slice(0, 3)) before.exec(step)
  const insert = before.prepare(
    "INSERT INTO attempts (key, run, project, node, item, number, provider, model, fingerprint, subject, request, title, day, state, started_at, ended_at) VALUES (?, 'r', ?, ?, ?, 1, 'p', 'p/m', ?, '{}', '', '', '', ?, 1, 2)",
  )
  insert.run('1', film, 'shot', null, fingerprint('a'), 'failed')
  insert.run('2', film, 'shot', 's1', fingerprint('b'), 'failed')
  insert.run('3', film, 'shot', 's1', fingerprint('b'), 'succeeded')
  insert.run('4', film, 'other', null, fingerprint('c'), 'written-off')
  before.exec('PRAGMA user_version = 3')
  before.close()
  const database = openDatabase(file)
  onTestFinished(() => database.close())
  expect(createSetbackStore(bind(database)).of(film)).toEqual(
    new Map([
      ['other', { ended: 'unknown', at: 2, fingerprint: fingerprint('c') }],
      ['shot', { ended: 'failed', at: 2, fingerprint: fingerprint('a') }],
    ]),
  )
})

it('what cost nothing before such attempts were counted is known from the attempts', async () => {
  const file = join(temporaryFolder(), 'reelgraph.db')
  const before = new DatabaseSync(file)
  for (const step of MIGRATIONS.slice(0, 4)) before.exec(step)
  const insert = before.prepare(
    "INSERT INTO attempts (key, run, project, node, number, provider, model, fingerprint, subject, request, title, day, state, started_at, reserved, settled, charged, facts) VALUES (?, ?, ?, 'shot', 1, 'fal', 'fal/m', 'f', '{}', '', '', '2026-11-20', 'failed', 1, ?, ?, ?, ?)",
  )
  insert.run('paid', firstRun, film, 100, 100, 'yes', '{}')
  insert.run('refused', firstRun, film, 100, 0, 'no', '{}')
  insert.run('refused too', firstRun, film, null, 0, 'no', '{}')
  insert.run('a gift', firstRun, film, null, 0, 'yes', '{"cost":0}')
  insert.run('nobody knows how much', firstRun, film, null, 0, 'yes', '{}')
  insert.run('perhaps', firstRun, film, 100, 0, 'unknown', '{}')
  insert.run('under way', firstRun, film, 100, 0, null, '{}')
  insert.run('a draft', firstRun, film, 0, 0, 'no', '{}')
  insert.run('elsewhere', secondRun, film, 100, 0, 'no', '{}')
  const part = before.prepare("INSERT INTO spent_parts VALUES (?, ?, 'fal', '2026-11-20', 9, 100, 200, ?, 1)")
  part.run(firstRun, film, 7)
  part.run(secondRun, film, 1)
  before.exec('PRAGMA user_version = 4')
  before.close()
  const database = openDatabase(file)
  onTestFinished(() => database.close())
  const { runs, total } = await createAttemptStore(bind(database)).sums({})
  expect(total).toMatchObject({ attempts: 8, free: 4 })
  expect(runs.map(({ run, sum }) => [run, sum.free])).toEqual(
    expect.arrayContaining([
      [firstRun, 3],
      [secondRun, 1],
    ]),
  )
})
