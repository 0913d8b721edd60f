import { own, type Fingerprint, type Node, type Op } from '@reelgraph/shared'

/** Use this result here, whatever the inputs; without one, what the graph says. */
export const pinOps = (node: Node, item: string | null, fingerprint: Fingerprint | undefined): readonly Op[] => {
  const path = ['nodes', node.id, 'pins', item ?? '']
  if (fingerprint === undefined) return own(node.pins, item ?? '') === undefined ? [] : [{ op: 'set', path }]
  return [{ op: 'set', path, value: fingerprint }]
}
