import type { Database } from './database.ts'

/**
 * Copies to `result_uses` what nodes have made since it was last done: one sorted sweep costs less than a row with every result.
 * @returns what does it; of no effect where there is nothing new.
 */
export const createSweep = ({ sqlite, write }: Pick<Database, 'sqlite' | 'write'>): (() => void) => {
  const copy = sqlite.prepare(
    `INSERT OR IGNORE INTO result_uses (project, node, item, result, at) SELECT project, node, COALESCE(item, ''), id, at FROM results WHERE id > (SELECT value FROM marks WHERE name = 'uses') ORDER BY 1, 2, 3`,
  )
  const mark = sqlite.prepare("UPDATE marks SET value = (SELECT COALESCE(MAX(id), 0) FROM results) WHERE name = 'uses'")
  return () =>
    write(() => {
      copy.run()
      mark.run()
    })
}
