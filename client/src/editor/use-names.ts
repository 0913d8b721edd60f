import { useCallback, useMemo } from 'react'
import { namesOf, type NameOf } from '../runs/node-names.ts'
import { toast } from '../ui/toast.ts'
import { useEditing, useProject } from './editor-context.ts'
import { showField } from './remedy/show-field.ts'
import { select } from './session/session-store.ts'

/** What plans and runs call the nodes of this project. */
export const useNameOf = (): NameOf => {
  const { catalog } = useEditing()
  const nodes = useProject((project) => project.nodes)
  return useMemo(() => namesOf({ nodes }, catalog), [nodes, catalog])
}

/** Selects a node and brings it into sight; with the name of a setting or an input leads to that. */
export const useShowNode = (): ((node: string, field?: string) => void) => {
  const { document: store, session, canvas } = useEditing()
  return useCallback(
    (node, field) => {
      if (!store.project.nodes[node]) {
        toast({ text: 'This step is no longer on the canvas.' })
        return
      }
      if (field === undefined) select(session, [node])
      else showField({ session }, node, field)
      canvas.frame([node])
      // On a small screen steps are a list, and there is no canvas to move.
      document.querySelector(`[data-step=${CSS.escape(node)}]`)?.scrollIntoView({ block: 'start' })
    },
    [store, session, canvas],
  )
}
