import { AssetIdSchema, AssetValueSchema } from '@reelgraph/shared'
import { z } from 'zod'
import type { AssetFacts } from '../asset-facts.ts'
import type { Database } from './database.ts'

const FactsRowSchema = z.object({ facts: z.string() })
const AtRowSchema = z.object({ at: z.number() })
const UploadRowSchema = z.object({ asset: AssetIdSchema, name: z.string() })

export const createAssetFacts = (database: Database, now: () => number = Date.now): AssetFacts => {
  const { sqlite } = database
  const select = sqlite.prepare('SELECT facts FROM assets WHERE id = ?')
  const insert = sqlite.prepare('INSERT OR REPLACE INTO assets (id, facts, at) VALUES (?, ?, ?)')
  const selectAt = sqlite.prepare('SELECT at FROM assets WHERE id = ?')
  const touch = sqlite.prepare('UPDATE assets SET at = ? WHERE id = ?')
  const remove = sqlite.prepare('DELETE FROM assets WHERE id = ?')
  const selectUpload = sqlite.prepare('SELECT asset, name FROM uploads WHERE id = ?')
  const insertUpload = sqlite.prepare('INSERT OR REPLACE INTO uploads (id, asset, name, at) VALUES (?, ?, ?, ?)')
  return {
    get(id) {
      const row = select.get(id)
      return row && AssetValueSchema.parse(JSON.parse(FactsRowSchema.parse(row).facts))
    },
    put(value) {
      const facts = JSON.stringify(value)
      database.transact(() => insert.run(value.asset, facts, now()))
    },
    cameAt(id) {
      const row = selectAt.get(id)
      return row && AtRowSchema.parse(row).at
    },
    touch(id) {
      if (!selectAt.get(id)) return false
      const at = now()
      database.write(() => touch.run(at, id))
      return true
    },
    remove(id) {
      database.write(() => remove.run(id))
    },
    upload(id) {
      const row = selectUpload.get(id)
      return row && UploadRowSchema.parse(row)
    },
    putUpload(id, { asset, name }) {
      const at = now()
      database.write(() => insertUpload.run(id, asset, name, at))
    },
  }
}
