import type { Amount } from '@reelgraph/shared'
import { formatBytes } from '../lib/format.ts'

const GIGABYTE = 1_000_000_000

/** `1 file`, `1,204 files`. */
export const countText = (count: number, one: string): string =>
  count === 1 ? `1 ${one}` : `${count.toLocaleString('en')} ${one}s`

/** `340 MB`; of texts and the like, which are but records, that there is no file to free. */
export const sizeText = ({ count, bytes }: Amount): string => {
  if (bytes > 0) return formatBytes(bytes)
  return count > 0 ? 'no files' : 'none'
}

/** What goes, or went: `12 files and 3 results, 340 MB`. */
export const goingText = ({ assets, results }: { readonly assets: Amount; readonly results: Amount }): string => {
  const parts = [
    assets.count > 0 && countText(assets.count, 'file'),
    results.count > 0 && countText(results.count, 'result'),
  ].filter((part) => part !== false)
  const bytes = assets.bytes + results.bytes
  if (parts.length === 0) return 'nothing'
  return bytes === 0 ? parts.join(' and ') : `${parts.join(' and ')}, ${formatBytes(bytes)}`
}

export const gigabytesOf = (bytes: number): string => String(Number((bytes / GIGABYTE).toFixed(3)))

/** Bytes of what is typed in a field of gigabytes; nothing where that is no amount above zero. */
export const bytesOfGigabytes = (typed: string): number | undefined => {
  const text = typed.trim().replace(',', '.')
  if (!/^\d+(\.\d*)?$|^\.\d+$/.test(text)) return undefined
  const bytes = Math.round(Number(text) * GIGABYTE)
  return bytes > 0 && Number.isSafeInteger(bytes) ? bytes : undefined
}
