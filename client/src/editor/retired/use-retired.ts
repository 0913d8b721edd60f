import { useMemo } from 'react'
import { endNotice, replacementOf, type ModelEnd, type Node, type Replacement } from '@reelgraph/shared'
import { useNow } from '../../runs/use-now.ts'
import { useEditing, useProject } from '../editor-context.ts'

/** A day changes what is said of an end, and nobody waits for it. */
const LOOK_MS = 3_600_000

interface Ending {
  readonly end: ModelEnd
  /** Undefined where the end is far away, of a model that can still be chosen. */
  readonly notice: ReturnType<typeof endNotice>
  readonly replacement: Replacement | undefined
}

/** What is to be said of the end of a node's model, and what would take its place. */
export const useEnding = (node: Node): Ending | undefined => {
  const { catalog } = useEditing()
  const now = useNow(LOOK_MS)
  const edges = useProject((project) => project.edges)
  const end = node.model === undefined ? undefined : catalog.ends.get(node.model)
  return useMemo(
    () => end && { end, notice: endNotice(end, now), replacement: replacementOf(catalog, node, { edges }) },
    [catalog, edges, end, node, now],
  )
}
