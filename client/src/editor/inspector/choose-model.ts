import { swapModel, type Node } from '@reelgraph/shared'
import { toast } from '../../ui/toast.ts'
import { modelOps } from '../document/edits/nodes.ts'
import type { Editing } from '../editor-context.ts'
import { rememberModel } from '../palette/last-models.ts'

/** Puts another model into a node and says what that changed. The next node of the kind starts with it. */
export const chooseModel = ({ catalog, document }: Editing, node: Node, model: string | undefined): void => {
  const place = catalog.kinds.get(node.kind)?.model
  if (model === (node.model ?? place?.default)) return
  const swap = swapModel({ catalog, edges: document.project.edges }, node, model)
  if (!document.commit('Change the model', modelOps(catalog, node, model))) return
  rememberModel(node.kind, model)
  const lost = swap?.lostPorts.map((port) => `The wire at “${port}” stays, and waits for you.`) ?? []
  const said = [...lost, ...(swap?.notes ?? [])]
  if (said.length > 0)
    toast({ text: said.join(' '), action: { label: 'Undo', onAction: () => document.undo() }, seconds: 12 })
}
