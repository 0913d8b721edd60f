import { FingerprintSchema, SetbackEndSchema, taskKey } from '@reelgraph/shared'
import { z } from 'zod'
import type { SetbackStore } from '../stores.ts'
import type { Bound } from './journal.ts'

const RowsSchema = z.array(
  z.object({
    task: z.string(),
    ended: SetbackEndSchema,
    at: z.number(),
    fingerprint: FingerprintSchema.nullable(),
  }),
)

export const createSetbackStore = ({ sqlite, write }: Bound): SetbackStore => {
  const insert = sqlite.prepare(
    'INSERT OR REPLACE INTO setbacks (project, task, ended, at, fingerprint) VALUES (?, ?, ?, ?, ?)',
  )
  const select = sqlite.prepare('SELECT task, ended, at, fingerprint FROM setbacks WHERE project = ?')
  return {
    note({ project, node, item, ended, at, fingerprint }) {
      const task = taskKey(node, item)
      write(() => insert.run(project, task, ended, at, fingerprint ?? null))
    },
    of(project) {
      const rows = RowsSchema.parse(select.all(project))
      return new Map(
        rows.map(({ task, fingerprint, ...rest }) => [task, fingerprint === null ? rest : { ...rest, fingerprint }]),
      )
    },
  }
}
