import {
  fail,
  foreignPin,
  nodeTitle,
  outputsMisfit,
  own,
  ReelgraphError,
  type Catalog,
  type Fingerprint,
  type Graph,
  type Node,
} from '@reelgraph/shared'
import type { ResultStore } from '../store/stores.ts'

interface PinCheck {
  readonly before: Pick<Graph, 'nodes'>
  readonly after: Graph
  readonly catalog: Catalog
  readonly results: Pick<ResultStore, 'get'>
  /** A document of elsewhere may name results that are not here, and an undo ones that have gone: a plan says so. */
  readonly mayBeGone: boolean
}

interface Pin {
  readonly node: Node
  readonly fingerprint: Fingerprint
}

/**
 * A chosen result stands for what its step would make, so it has to be of its ports.
 * @throws `bad-parameter` for one that is not, `not-found` for one that there is not.
 */
export const checkPins = async ({ before, after, catalog, results, mayBeGone }: PinCheck): Promise<void> => {
  const pins = newPins(before.nodes, after.nodes)
  if (pins.length === 0) return
  const rows = await results.get(pins.map(({ fingerprint }) => fingerprint))
  for (const { node, fingerprint } of pins) {
    const row = rows.get(fingerprint)
    const title = nodeTitle(catalog, node)
    if (!row && !mayBeGone)
      throw fail('not-found', `The result chosen for “${title}” is not there.`, {
        node: node.id,
        hint: 'Choose one of its own takes.',
      })
    const step = catalog.stepOf(node)
    if (!row || 'missing' in step) continue
    const isUsed = (port: string): boolean =>
      Object.values(after.edges).some(({ from }) => from.node === node.id && from.port === port)
    const misfit = outputsMisfit({ ports: step.outputs, outputs: row.outputs, isUsed })
    if (misfit !== undefined) throw new ReelgraphError(foreignPin({ title, node: node.id, misfit }))
  }
}

/** Only what a change has chosen: what was chosen before is not looked at again. */
const newPins = (before: Graph['nodes'], after: Graph['nodes']): readonly Pin[] => {
  if (before === after) return []
  const pins: Pin[] = []
  for (const [id, node] of Object.entries(after)) {
    const known = own(before, id)?.pins
    if (node.pins === known) continue
    for (const [item, fingerprint] of Object.entries(node.pins))
      if (!known || own(known, item) !== fingerprint) pins.push({ node, fingerprint })
  }
  return pins
}
