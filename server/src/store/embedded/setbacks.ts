import { FingerprintSchema, SetbackEndSchema, taskKey, type VainTry } from '@reelgraph/shared'
import { z } from 'zod'
import type { SetbackStore } from '../stores.ts'
import type { Bound } from './journal.ts'
import { createSweep } from './sweep-uses.ts'

const RowsSchema = z.array(
  z.object({
    task: z.string(),
    ended: SetbackEndSchema,
    at: z.number(),
    fingerprint: FingerprintSchema.nullable(),
  }),
)
const ToldSchema = z.array(z.object({ told: z.string() }))

const MOST_TOLD = 1000

export const createSetbackStore = ({ sqlite, write }: Bound): SetbackStore => {
  const insert = sqlite.prepare(
    'INSERT OR REPLACE INTO setbacks (project, task, ended, at, fingerprint, told) VALUES (?, ?, ?, ?, ?, ?)',
  )
  const select = sqlite.prepare('SELECT task, ended, at, fingerprint FROM setbacks WHERE project = ?')
  // The task is the node, and in a list the item after a space; the uses name an item '' where there is none.
  const selectTold = sqlite.prepare(
    `SELECT told FROM setbacks AS tried WHERE project = ? AND told IS NOT NULL AND NOT EXISTS (
       SELECT 1 FROM result_uses AS used
       WHERE used.project = tried.project AND used.node = substr(tried.task, 1, instr(tried.task || ' ', ' ') - 1)
         AND used.item = substr(tried.task, instr(tried.task || ' ', ' ') + 1) AND used.at >= tried.at
     ) ORDER BY at DESC LIMIT ${MOST_TOLD}`,
  )
  const sweepUses = createSweep({ sqlite, write })
  return {
    note({ project, node, item, ended, at, fingerprint, told }) {
      const task = taskKey(node, item)
      const text = told ? JSON.stringify(told) : null
      write(() => insert.run(project, task, ended, at, fingerprint ?? null, text))
    },
    of(project) {
      const rows = RowsSchema.parse(select.all(project))
      return new Map(
        rows.map(({ task, fingerprint, ...rest }) => [task, fingerprint === null ? rest : { ...rest, fingerprint }]),
      )
    },
    told(project) {
      sweepUses()
      return ToldSchema.parse(selectTold.all(project)).map(({ told }) => JSON.parse(told) as VainTry) // written by `note`
    },
  }
}
