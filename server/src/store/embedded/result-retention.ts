import { setImmediate } from 'node:timers/promises'
import { assetsIn, type Fingerprint, type Outputs, type ProjectId } from '@reelgraph/shared'
import type { KeptResult, ResultStore } from '../stores.ts'
import type { Bound } from './journal.ts'
import { resultKey } from './result-key.ts'

const BATCH = 500

interface Row {
  readonly id: number
  readonly fingerprint: Fingerprint
  readonly outputs: string
  readonly cost: number
  readonly at: number
  readonly bytes: number
}

interface UseRow {
  readonly result: number
  readonly project: ProjectId
  readonly node: string
  readonly item: string | null
  readonly at: number
}

/** @param sweep brings the uses up to date. */
export const createRetention = (
  { sqlite, transact }: Bound,
  sweep: () => void,
): Pick<ResultStore, 'remove' | 'survey'> => {
  const removeUses = sqlite.prepare(
    'DELETE FROM result_uses WHERE result IN (SELECT id FROM results WHERE key = ? AND fingerprint = ?)',
  )
  const remove = sqlite.prepare('DELETE FROM results WHERE key = ? AND fingerprint = ?')
  // The next result gets the highest id + 1: where that was removed it is given again, and has yet to be swept.
  const moveMark = sqlite.prepare(
    "UPDATE marks SET value = MIN(value, (SELECT COALESCE(MAX(id), 0) FROM results)) WHERE name = 'uses'",
  )
  const selectBatch = sqlite.prepare(
    'SELECT id, fingerprint, outputs, cost, at, octet_length(outputs) + octet_length(subject) AS bytes FROM results WHERE id > ? ORDER BY id LIMIT ?',
  )
  const selectUses = sqlite.prepare(
    "SELECT u.result, u.project, u.node, CASE WHEN r.item IS NULL AND u.item = '' THEN NULL ELSE u.item END AS item, u.at FROM result_uses u JOIN results r ON r.id = u.result WHERE u.result BETWEEN ? AND ? ORDER BY u.result, u.at, u.project, u.node, u.item",
  )

  const usesOf = (rows: readonly Row[]): ReadonlyMap<number, readonly UseRow[]> => {
    const uses = selectUses.all(rows[0]?.id ?? 0, rows.at(-1)?.id ?? 0) as unknown as readonly UseRow[] // the selected columns
    return Map.groupBy(uses, ({ result }) => result)
  }

  return {
    async remove(fingerprints) {
      return transact(() => {
        let removed = 0
        for (const fingerprint of fingerprints) {
          const key = resultKey(fingerprint)
          removeUses.run(key, fingerprint)
          if (remove.run(key, fingerprint).changes > 0) removed += 1
        }
        moveMark.run()
        return removed
      })
    },
    async *survey() {
      let last = 0
      for (;;) {
        sweep()
        const rows = selectBatch.all(last, BATCH) as unknown as readonly Row[] // the selected columns
        const end = rows.at(-1)
        if (!end) return
        const uses = usesOf(rows)
        yield rows.map((row) => keptResult(row, uses.get(row.id) ?? []))
        last = end.id
        // A million rows must not keep everybody else waiting.
        await setImmediate()
      }
    },
  }
}

const keptResult = ({ fingerprint, outputs, cost, at, bytes }: Row, uses: readonly UseRow[]): KeptResult => ({
  fingerprint,
  cost,
  at,
  usedAt: uses.reduce((latest, use) => Math.max(latest, use.at), at),
  uses: uses.map(({ project, node, item }) => ({ project, node, item })),
  assets: [...new Set(assetsIn(JSON.parse(outputs) as Outputs).map(({ asset }) => asset))], // written by `put`
  bytes,
})
