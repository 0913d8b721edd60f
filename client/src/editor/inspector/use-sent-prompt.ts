import type { Node, PromptPart, Step } from '@reelgraph/shared'
import { useRuns, useRunsState } from '../../runs/use-runs.ts'
import { useItems } from '../card/use-items.ts'
import { useEditing, useProject, useSession } from '../editor-context.ts'
import { sentPrompt } from './sent-prompt.ts'

/** What is sent for the item that is looked at; nothing where nobody knows yet. */
export const useSentPrompt = (node: Node, step: Step): readonly PromptPart[] | undefined => {
  const editing = useEditing()
  const { state } = useRuns()
  const nodes = useProject((project) => project.nodes)
  const edges = useProject((project) => project.edges)
  // what was made is looked up anew with every plan
  useRunsState(({ plan }) => plan.plan)
  const items = useItems(node.id)
  const chosen = useSession(({ items: looked }) => looked[node.id])
  const place = items.find(({ item }) => item === chosen) ?? items[0]
  const around = { editing, graph: { nodes, edges }, latest: (id: string) => state.latest(id) }
  return sentPrompt(around, node, { step, place: { item: place?.item ?? null, position: place?.position ?? 0 } })
}
