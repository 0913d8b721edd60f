import { useEffect, useState } from 'react'
import { getPeaks, type AssetId } from '@reelgraph/shared'
import { call } from './call.ts'

const FLAT: readonly number[] = Array.from({ length: 60 }, () => 0.06)
const known = new Map<AssetId, Promise<readonly number[]>>()

const peaksOf = (asset: AssetId): Promise<readonly number[]> => {
  const promise = known.get(asset) ?? call(getPeaks, { params: { id: asset } }).then(({ peaks }) => peaks)
  known.set(asset, promise)
  // A failure is not kept: the next one who shows it asks again.
  promise.catch(() => known.delete(asset))
  return promise
}

/** The loudness of an asset for drawing, 0 to 1; a thin line until it is known. */
export const usePeaks = (asset: AssetId | undefined): readonly number[] => {
  const [found, setFound] = useState<{ readonly asset: AssetId; readonly peaks: readonly number[] }>()
  useEffect(() => {
    let left = false
    if (asset)
      peaksOf(asset).then(
        (peaks) => !left && setFound({ asset, peaks }),
        () => {},
      )
    return () => {
      left = true
    }
  }, [asset])
  return found && found.asset === asset ? found.peaks : FLAT
}
