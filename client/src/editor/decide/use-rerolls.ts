import type { RunId, Step } from '@reelgraph/shared'
import { inScope } from '../../runs/in-scope.ts'
import { useRuns } from '../../runs/use-runs.ts'
import { useProject } from '../editor-context.ts'

interface Question {
  readonly run: RunId | undefined
  readonly node: string
  readonly item: string | null
  readonly step: Step | undefined
}

/** Whether a run makes a new take of an item when a person wishes it: not of what it only builds on. */
export const useRerolls = ({ run, node, item, step }: Question): boolean => {
  const { state } = useRuns()
  const edges = useProject((project) => project.edges)
  const scope = run && state.header(run)?.scope
  return step?.model !== undefined && (!scope || inScope(scope, { node, item }, Object.values(edges)))
}
