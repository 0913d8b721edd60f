import { useCallback } from 'react'
import type { RunId } from '@reelgraph/shared'
import { askingNodes } from '../../runs/asks.ts'
import { useRuns } from '../../runs/use-runs.ts'
import { useEditing } from '../editor-context.ts'
import { useShowNode } from '../use-names.ts'

/** Leads to the first step of a run that asks a person something, on the canvas or, where it has been deleted, in a dialog. */
export const useShowAsks = (): ((run: RunId) => void) => {
  const { document, session } = useEditing()
  const { state } = useRuns()
  const show = useShowNode()
  return useCallback(
    (run) => {
      const nodes = askingNodes(state.tasksOfRun(run))
      const there = nodes.find((node) => document.project.nodes[node])
      if (there !== undefined) show(there)
      else if (nodes.length > 0) session.setState({ overlay: { of: 'orphans', run } })
    },
    [document, session, state, show],
  )
}
