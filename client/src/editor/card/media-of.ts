import {
  isAssetValue,
  isMediaType,
  type AssetValue,
  type Outputs,
  type OutputPorts,
  type Value,
} from '@reelgraph/shared'
import { formatClock } from '../../lib/format.ts'

/** The values that a port gave, one or many. */
export const valuesOf = (outputs: Outputs | undefined, port: string): readonly Value[] => {
  const output = outputs?.[port]
  if (!output) return []
  return 'items' in output ? output.items.map((item) => item.value) : [output.value]
}

/** The media that a step shows of its outputs: those of its first media port. */
export const mediaOf = (outputs: Outputs | undefined, ports: OutputPorts): readonly AssetValue[] => {
  const media = Object.entries(ports).find(([, port]) => isMediaType(port.type))
  return media ? valuesOf(outputs, media[0]).filter(isAssetValue) : []
}

/** What an asset is, in a word or two. */
export const measureOf = (asset: AssetValue | undefined): string | undefined => {
  if (!asset) return undefined
  if (asset.seconds !== undefined) return formatClock(asset.seconds)
  return asset.width !== undefined && asset.height !== undefined ? `${asset.width} × ${asset.height}` : undefined
}
