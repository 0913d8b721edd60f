import { statSync } from 'node:fs'
import { assetsIn, type AssetId, type AssetValue, type Outputs } from '@reelgraph/shared'
import type { ResultRow, ResultStore } from '../store/stores.ts'

/**
 * The results whose files are all there, whole. One that has lost a file, to a person who tidied up or to a backup that was put
 * back in part, stands for nothing: its step runs anew instead of handing on what nobody can open, and can say why.
 */
export const wholeResults = (results: ResultStore, pathOf: (id: AssetId) => string): ResultStore => {
  const isThere = ({ asset, bytes }: AssetValue): boolean =>
    statSync(pathOf(asset), { throwIfNoEntry: false })?.size === bytes
  const isWhole = ({ outputs }: { readonly outputs: Outputs }): boolean => assetsIn(outputs).every(isThere)
  return {
    ...results,
    get: async (fingerprints) => new Map([...(await results.get(fingerprints))].filter(([, row]) => isWhole(row))),
    recent: async (project) => (await results.recent(project)).map((row) => (isWhole(row) ? row : lost(row))),
    list: async (query) => (await results.list(query)).filter(isWhole),
  }
}

const lost = ({ fingerprint, outputs, subject, at, cost, node, item }: ResultRow): ResultRow => ({
  ...{ fingerprint, outputs, subject, at, cost, node, item },
  lost: true,
})
