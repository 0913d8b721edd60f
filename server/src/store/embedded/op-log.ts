import { OpSchema, type ProjectId } from '@reelgraph/shared'
import { z } from 'zod'
import type { OpLog, OpLogEntry } from '../stores.ts'
import type { Database } from './database.ts'

/** Of any length: the first batch of a large project is larger than any that comes through the door. */
const OpsSchema = z.array(OpSchema)
const RowSchema = z.object({ revision: z.int(), id: z.string(), ops: z.string(), at: z.number() })

const readEntry = (row: unknown): OpLogEntry => {
  const { id, revision, ops, at } = RowSchema.parse(row)
  return { id, revision, ops: OpsSchema.parse(JSON.parse(ops)), at }
}

const OldestSchema = z.object({ revision: z.int(), at: z.number() })
const RevisionSchema = z.object({ revision: z.int() })

/** As many batches are removed in one go: others want to write meanwhile. */
const AT_ONCE = 500

/** Every append is a commit of its own: what is refused is rolled back at once and never reaches the disk later. */
export const createOpLog = (database: Database): OpLog => {
  const { sqlite } = database
  const insert = sqlite.prepare('INSERT INTO ops (project, revision, id, ops, at) VALUES (?, ?, ?, ?, ?)')
  const select = sqlite.prepare(
    'SELECT revision, id, ops, at FROM ops WHERE project = ? AND revision > ? ORDER BY revision',
  )
  const selectId = sqlite.prepare('SELECT revision, id, ops, at FROM ops WHERE project = ? AND id = ?')
  const selectOldest = sqlite.prepare('SELECT revision, at FROM ops WHERE project = ? ORDER BY revision LIMIT 1')
  // The clock of a computer may have been wrong: nothing goes that comes after something that stays.
  const selectYoung = sqlite.prepare('SELECT revision FROM ops WHERE project = ? AND at >= ? ORDER BY revision LIMIT 1')
  const remove = sqlite.prepare('DELETE FROM ops WHERE project = ? AND revision < ?')
  const oldest = (project: ProjectId) => OldestSchema.optional().parse(selectOldest.get(project))
  return {
    async append(project, entry) {
      const ops = JSON.stringify(entry.ops)
      database.transact(() => insert.run(project, entry.revision, entry.id, ops, entry.at))
    },
    async since(project, revision) {
      return select.all(project, revision).map(readEntry)
    },
    async byId(project, id) {
      const row = selectId.get(project, id)
      return row && readEntry(row)
    },
    async oldest(project) {
      return oldest(project)
    },
    async shorten(project, { before, keepFrom }) {
      const young = RevisionSchema.optional().parse(selectYoung.get(project, before))
      const end = Math.min(young?.revision ?? Infinity, keepFrom + 1)
      for (let first = oldest(project); first && first.revision < end; first = oldest(project)) {
        const until = Math.min(end, first.revision + AT_ONCE)
        database.write(() => remove.run(project, until))
        await database.settle()
      }
    },
  }
}
