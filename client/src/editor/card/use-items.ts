import { useMemo, useSyncExternalStore, useCallback } from 'react'
import { useStepQueue } from '../../queue/use-queue.ts'
import { useLastTries, useLatest, useNodeRun, usePlanned, useRuns } from '../../runs/use-runs.ts'
import { modelName } from '../../runs/fallback-text.ts'
import { useEditing } from '../editor-context.ts'
import { itemViews, type ItemView } from './item-view.ts'

/** The items of a node as they are now; a card subscribes to its own and to no others. */
export const useItems = (node: string): readonly ItemView[] => {
  const latest = useLatest(node)
  const run = useNodeRun(node)
  const tries = useLastTries(node)
  const planned = usePlanned(node)
  const queue = useStepQueue(run?.active ? run.run : undefined, node)
  const { catalog } = useEditing()
  return useMemo(
    () => itemViews({ latest, run, tries, planned, queue, modelOf: (model) => modelName(catalog, model) }),
    [latest, run, tries, planned, queue, catalog],
  )
}

/** Whether something is being made by a node right now. */
export const useIsMaking = (node: string): boolean => {
  const { state } = useRuns()
  return useSyncExternalStore(
    useCallback((listener) => state.watchNode(node, listener), [state, node]),
    () => {
      const run = state.nodeRun(node)
      return run !== undefined && run.active && run.tasks.some((task) => task.status === 'running')
    },
  )
}
