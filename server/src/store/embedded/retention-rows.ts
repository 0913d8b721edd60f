import { statSync } from 'node:fs'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { AssetIdSchema, type Fingerprint, type ProjectId } from '@reelgraph/shared'
import { z } from 'zod'
import type { ResultUse, ResultUser, RetainedAsset, RetainedResult, RetentionRows } from '../retention-rows.ts'
import type { Database } from './database.ts'
import { resultKey } from './result-key.ts'
import { createSweep } from './sweep-uses.ts'

/** Rows that are read at once: a few milliseconds' work. */
const BATCH = 500

const ResultRowsSchema = z.array(
  z.object({
    id: z.int(),
    fingerprint: z.custom<Fingerprint>((value) => typeof value === 'string'),
    cost: z.number(),
    facts: z.string().nullish(),
    at: z.number(),
    outputs: z.string(),
    subject: z.string(),
  }),
)
const UserSchema = z.object({ project: z.custom<ProjectId>((value) => typeof value === 'string'), node: z.string() })
const UseRowsSchema = z.array(
  UserSchema.extend({
    project: z.string(),
    item: z.string(),
    result: z.int(),
    take: z.number().nullable(),
    at: z.number(),
  }),
)
const OpRowsSchema = z.array(z.object({ project: z.string(), revision: z.int(), ops: z.string() }))
const AssetRowsSchema = z.array(z.object({ id: AssetIdSchema, bytes: z.number().nullable(), at: z.number() }))
const IdRowsSchema = z.array(z.object({ id: z.int() }))
const NumberSchema = z.object({ value: z.number().nullable() })

export const createRetentionRows = (database: Database): RetentionRows => {
  const { sqlite } = database
  const selectResults = sqlite.prepare('SELECT * FROM results WHERE id > ? ORDER BY id LIMIT ?')
  const selectUses = sqlite.prepare(
    `SELECT u.project, u.node, u.item, u.result, u.at, json_extract(r.subject, '$.take') AS take
     FROM result_uses u JOIN results r ON r.id = u.result
     WHERE (u.project, u.node, u.item, u.result) > (?, ?, ?, ?) ORDER BY u.project, u.node, u.item, u.result LIMIT ?`,
  )
  const sweepUses = createSweep({ sqlite, write: (work) => database.write(work) })
  const selectOps = sqlite.prepare(
    'SELECT project, revision, ops FROM ops WHERE (project, revision) > (?, ?) ORDER BY project, revision LIMIT ?',
  )
  const selectAssets = sqlite.prepare(
    "SELECT id, json_extract(facts, '$.bytes') AS bytes, at FROM assets WHERE id > ? ORDER BY id LIMIT ?",
  )
  const selectUploads = sqlite.prepare('SELECT asset AS id, 0 AS bytes, at FROM uploads WHERE at >= ?')
  const selectLast = sqlite.prepare('SELECT MAX(id) AS value FROM results')
  const selectSome = sqlite.prepare(
    'SELECT r.* FROM json_each(?) wanted JOIN results r ON r.id = wanted.value ORDER BY wanted.key',
  )
  const selectUsed = sqlite.prepare(
    `SELECT result AS id FROM result_uses WHERE node IN (SELECT value FROM json_each(?1)) AND result IN (SELECT value FROM json_each(?2))
     UNION SELECT id FROM results WHERE node IN (SELECT value FROM json_each(?1)) AND id IN (SELECT value FROM json_each(?2))`,
  )
  const selectUnder = sqlite.prepare('SELECT id FROM results WHERE key = ? AND fingerprint = ?')
  const selectUsers = sqlite.prepare(
    `SELECT project, node FROM result_uses WHERE result IN (SELECT value FROM json_each(?1))
     UNION SELECT project, node FROM results WHERE id IN (SELECT value FROM json_each(?1))`,
  )
  const deleteResults = sqlite.prepare('DELETE FROM results WHERE id IN (SELECT value FROM json_each(?))')
  const deleteUses = sqlite.prepare('DELETE FROM result_uses WHERE result IN (SELECT value FROM json_each(?))')
  // A try that came after what was made says more than that this has gone; of several the one that was made last.
  const noteForgotten = sqlite.prepare(
    `INSERT INTO setbacks (project, task, ended, at, fingerprint)
     SELECT project, task, 'forgotten', ?2, fingerprint FROM (
       SELECT u.project, u.node || CASE WHEN r.item IS NULL AND u.item = '' THEN '' ELSE ' ' || u.item END AS task, r.fingerprint, u.at
       FROM result_uses u JOIN results r ON r.id = u.result WHERE u.result IN (SELECT value FROM json_each(?1))
       UNION SELECT project, node || COALESCE(' ' || item, ''), fingerprint, at FROM results WHERE id IN (SELECT value FROM json_each(?1))
     ) AS gone WHERE NOT EXISTS (
       SELECT 1 FROM setbacks s WHERE s.project = gone.project AND s.task = gone.task AND s.at > gone.at
     ) ORDER BY gone.at
     ON CONFLICT DO UPDATE SET ended = excluded.ended, at = excluded.at, fingerprint = excluded.fingerprint, told = NULL`,
  )
  // Where the last result goes, its number is given out again: what bears it then has not been swept.
  const lowerMark = sqlite.prepare(
    "UPDATE marks SET value = MIN(value, (SELECT COALESCE(MAX(id), 0) FROM results)) WHERE name = 'uses'",
  )
  const selectAssetBytes = sqlite.prepare("SELECT SUM(json_extract(facts, '$.bytes')) AS value FROM assets")
  const selectBytes = sqlite.prepare("SELECT json_extract(facts, '$.bytes') AS value FROM assets WHERE id = ?")

  const idsOf = (rows: readonly unknown[]): readonly number[] => IdRowsSchema.parse(rows).map(({ id }) => id)

  return {
    results: () =>
      batches({ start: 0, read: (after) => readResults(selectResults.all(after, BATCH)), next: ({ id }) => id }),
    uses() {
      sweepUses()
      const start: ResultUse = { project: '', node: '', item: '', result: 0, take: 0, at: 0 }
      const read = (after: ResultUse) =>
        readUses(selectUses.all(after.project, after.node, after.item, after.result, BATCH))
      return batches({ start, read, next: (use) => use })
    },
    async *ops() {
      const start = { project: '', revision: 0, ops: '' }
      const read = ({ project, revision }: typeof start) => OpRowsSchema.parse(selectOps.all(project, revision, BATCH))
      for await (const rows of batches({ start, read, next: (row) => row })) yield rows.map(({ ops }) => ops)
    },
    assets: () =>
      batches({ start: '', read: (after) => readAssets(selectAssets.all(after, BATCH)), next: ({ id }) => id }),
    uploadsSince: (at) => readAssets(selectUploads.all(at)).map(({ id }) => id),
    lastResult: () => numberIn(selectLast.get()),
    some: (results) => readResults(selectSome.all(JSON.stringify(results))),
    usedBy: (nodes, results) => idsOf(selectUsed.all(JSON.stringify(nodes), JSON.stringify(results))),
    removeResults(results, at) {
      const ids = JSON.stringify(results)
      database.transact(() => {
        noteForgotten.run(ids, at)
        deleteUses.run(ids)
        deleteResults.run(ids)
        lowerMark.run()
      })
    },
    under(fingerprint) {
      const results = idsOf(selectUnder.all(resultKey(fingerprint), fingerprint))
      const users: readonly ResultUser[] = z.array(UserSchema).parse(selectUsers.all(JSON.stringify(results)))
      return { results, users }
    },
    assetBytes: () => numberIn(selectAssetBytes.get()),
    bytesOf: (asset) => numberIn(selectBytes.get(asset)),
    databaseBytes: () => bytesOnDisk(sqlite.location()),
  }
}

/** A database with what it has not yet put in its place, which may be far more. */
const bytesOnDisk = (file: string | null): number =>
  file === null
    ? 0
    : ['', '-wal', '-shm'].reduce(
        (sum, ending) => sum + (statSync(`${file}${ending}`, { throwIfNoEntry: false })?.size ?? 0),
        0,
      )

interface Walk<Row, Key> {
  readonly start: Key
  read(after: Key): readonly Row[]
  next(last: Row): Key
}

async function* batches<Row, Key>({ start, read, next }: Walk<Row, Key>): AsyncGenerator<readonly Row[]> {
  for (let after = start; ;) {
    const rows = read(after)
    const last = rows.at(-1)
    if (last === undefined) return
    yield rows
    after = next(last)
    await nextTurn()
  }
}

const numberIn = (row: unknown): number => NumberSchema.optional().parse(row)?.value ?? 0

const readResults = (rows: readonly unknown[]): readonly RetainedResult[] =>
  ResultRowsSchema.parse(rows).map(({ facts, ...row }) => ({ ...row, edited: isEdited(facts) }))

const FactsSchema = z.object({ edited: z.boolean().optional() })

const isEdited = (facts: string | null | undefined): boolean =>
  typeof facts === 'string' && FactsSchema.parse(JSON.parse(facts)).edited === true

const readUses = (rows: readonly unknown[]): readonly ResultUse[] =>
  UseRowsSchema.parse(rows).map(({ take, ...use }) => ({ ...use, take: take ?? 0 }))

const readAssets = (rows: readonly unknown[]): readonly RetainedAsset[] =>
  AssetRowsSchema.parse(rows).map(({ bytes, ...row }) => ({ ...row, bytes: bytes ?? 0 }))
