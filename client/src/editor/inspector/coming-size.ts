import { isAssetValue, own, wiresInto, type AssetValue, type Graph, type Node, type Step } from '@reelgraph/shared'
import type { LatestItem } from '../../runs/latest.ts'

interface Around {
  readonly graph: Graph
  /** What a node last made. */
  latest(node: string): readonly LatestItem[]
}

/** The pixels that will really come with the settings of now, as far as they hang on what is known: `1280 × 720`. */
export const comingSize = (around: Around, node: Node, { model, params, inputs }: Step): string | undefined => {
  if (!model?.size) return undefined
  const known: Record<string, AssetValue> = {}
  for (const [name, port] of Object.entries(inputs)) {
    const [wire] = port.type === 'image' && !port.many ? wiresInto(around.graph, node.id, name) : []
    const picture = wire && firstPicture(around.latest(wire.from.node), wire.from.port)
    // a model may follow a picture that is still to be made
    if (wire && !picture && params['ratio'] === 'auto') return undefined
    if (picture) known[name] = picture
  }
  try {
    const size = model.size({ params, inputs: known })
    return size && `${size.width} × ${size.height}`
  } catch {
    return undefined
  }
}

const firstPicture = (items: readonly LatestItem[], port: string): AssetValue | undefined => {
  for (const { outputs } of items) {
    const output = outputs && own(outputs, port)
    const value = output && ('items' in output ? output.items[0]?.value : output.value)
    if (value !== undefined && isAssetValue(value)) return value
  }
  return undefined
}
