import { useConnection } from '@xyflow/react'
import { canConnect, NodeIdSchema } from '@reelgraph/shared'
import { endsOf, fittingPorts, type OpenWire } from '../document/edits/wires.ts'
import { useEditing } from '../editor-context.ts'
import styles from './canvas.module.css'
import { nodeAt } from './under-pointer.ts'

/** Beside the pointer while a wire is dragged over what it cannot be connected to: why. */
export function ConnectTip() {
  const editing = useEditing()
  const over = useConnection((state) => {
    if (!state.inProgress) return ''
    // The pointer moves outside of what this hook compares; a word per target draws the tip again only when that changes.
    const { pointer } = editing.canvas
    const node = state.toHandle ? state.toHandle.nodeId : pointer && nodeAt(pointer)
    const from = state.fromHandle
    return JSON.stringify([from.nodeId, from.id, from.type, node ?? null, state.toHandle?.id ?? null])
  })
  const reason = over === '' ? undefined : reasonOf(editing, over)
  const { pointer } = editing.canvas
  if (reason === undefined || !pointer) return
  const { box } = editing.canvas
  return (
    <div
      className={styles.tip}
      role="status"
      data-left={(box && pointer.x + 290 > box.right) || undefined}
      style={{ left: pointer.x - (box?.left ?? 0) + 16, top: pointer.y - (box?.top ?? 0) + 16 }}
    >
      {reason}
    </div>
  )
}

function reasonOf({ document: { project }, catalog }: ReturnType<typeof useEditing>, over: string): string | undefined {
  const [fromNode, fromPort, type, node, port] = JSON.parse(over) as [
    string,
    string | null,
    string,
    string | null,
    string | null,
  ] // written above
  if (node === null || node === fromNode) return undefined
  const wire: OpenWire = {
    side: type === 'source' ? 'output' : 'input',
    end: { node: NodeIdSchema.parse(fromNode), port: fromPort ?? '' },
  }
  if (port !== null) {
    const verdict = canConnect(project, catalog, endsOf(wire, { node: NodeIdSchema.parse(node), port }))
    return verdict.ok ? undefined : verdict.reason
  }
  const fits = fittingPorts(project, catalog, { wire, node })
  return 'reason' in fits ? fits.reason : undefined
}
