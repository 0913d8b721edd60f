import { statSync } from 'node:fs'
import { assetsIn, type AssetId, type AssetValue, type Outputs } from '@reelgraph/shared'
import type { ResultStore } from '../store/stores.ts'

/**
 * The results whose files are all there, whole. One that has lost a file, to a person who tidied up or to a backup that was put
 * back in part, is as if it had never been: its step runs anew instead of handing on what nobody can open.
 */
export const wholeResults = (results: ResultStore, pathOf: (id: AssetId) => string): ResultStore => {
  const isThere = ({ asset, bytes }: AssetValue): boolean =>
    statSync(pathOf(asset), { throwIfNoEntry: false })?.size === bytes
  const isWhole = ({ outputs }: { readonly outputs: Outputs }): boolean => assetsIn(outputs).every(isThere)
  return {
    ...results,
    get: async (fingerprints) => new Map([...(await results.get(fingerprints))].filter(([, row]) => isWhole(row))),
    recent: async (project) => (await results.recent(project)).filter(isWhole),
    list: async (query) => (await results.list(query)).filter(isWhole),
  }
}
