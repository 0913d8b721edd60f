import { useCallback } from 'react'
import { nodeTitle } from '@reelgraph/shared'
import { useEditing } from './editor-context.ts'

/** What other nodes are called, for words that name one. Asked while drawing; a later renaming is heard by no one. */
export const useTitleOf = (): ((node: string) => string) => {
  const { catalog, document, session } = useEditing()
  return useCallback(
    (id) => {
      const node = document.project.nodes[id]
      return node ? nodeTitle(catalog, node) : (session.getState().former[id] ?? 'a deleted node')
    },
    [catalog, document, session],
  )
}
