import type { Node, StoredResult } from '@reelgraph/shared'

/** Why a result cannot be forgotten, as the server would say it; nothing where it can. */
export const keptBecause = (
  { pins, locked }: Pick<Node, 'pins' | 'locked'>,
  { fingerprint }: Pick<StoredResult, 'fingerprint'>,
): string | undefined => {
  if (locked) return 'The node is locked and made it: unlock it first.'
  return Object.values(pins).includes(fingerprint) ? 'It is pinned: unpin it first.' : undefined
}
