import { useMemo, useRef } from 'react'
import type { Connection, FinalConnectionState } from '@xyflow/react'
import { canConnect, NodeIdSchema, portsOf, wiresInto, type Edge, type End } from '@reelgraph/shared'
import { toast } from '../../ui/toast.ts'
import { bestFit, connectOps, endsOf, fittingPorts, type Ends, type OpenWire } from '../document/edits/wires.ts'
import { removeOps } from '../document/edits/nodes.ts'
import { useEditing, type Editing } from '../editor-context.ts'
import type { WireEdge } from './flow-model.ts'
import { nodeAt, pointOf } from './under-pointer.ts'

type Joined = Pick<Connection, 'source' | 'target'> & {
  readonly sourceHandle?: string | null
  readonly targetHandle?: string | null
}

const endOf = (node: string, port: string | null | undefined): End => ({
  node: NodeIdSchema.parse(node),
  port: port ?? '',
})
const joinOf = (connection: Joined): Ends => ({
  from: endOf(connection.source, connection.sourceHandle),
  to: endOf(connection.target, connection.targetHandle),
})

/** Draws a wire, or says why not. */
export const connect = ({ document, catalog }: Editing, ends: Ends, without?: Edge): void => {
  const graph = without
    ? { ...document.project, edges: withoutEdge(document.project.edges, without.id) }
    : document.project
  const ops = connectOps(graph, catalog, ends)
  if ('reason' in ops) return void toast({ text: ops.reason, tone: 'bad' })
  document.commit('Connect', [...(without ? [{ op: 'edge-remove', id: without.id } as const] : []), ...ops])
}

const withoutEdge = (edges: Readonly<Record<string, Edge>>, id: string): Readonly<Record<string, Edge>> =>
  Object.fromEntries(Object.entries(edges).filter(([key]) => key !== id))

/** An input that takes one wire and has it lets go of it when it is pulled into the open. */
const onlyWireInto = ({ document: { project }, catalog }: Editing, { side, end }: OpenWire): Edge | undefined => {
  const node = project.nodes[end.node]
  if (side === 'output' || !node || portsOf(catalog, node).inputs[end.port]?.many === true) return undefined
  return wiresInto(project, end.node, end.port)[0]
}

/** What dragging a wire does: to a port, to the body of a node, or to nowhere. */
export function useConnecting() {
  const editing = useEditing()
  /** The end of a wire is pulled, of which the library tells as of a wire that is drawn, too. */
  const pulling = useRef(false)
  return useMemo(() => {
    const cut = (edge: Edge) =>
      editing.document.commit('Disconnect', removeOps(editing.document.project, { nodes: [], edges: [edge.id] }))
    const dropped = (wire: OpenWire, event: MouseEvent | TouchEvent) => {
      const screen = pointOf(event)
      const node = nodeAt(screen)
      const { session, canvas } = editing
      if (node === undefined || editing.document.project.nodes[node]?.kind === 'group') {
        session.setState({ overlay: { of: 'add', at: canvas.toCanvas(screen), screen, wire } })
        return
      }
      if (node === wire.end.node) return
      const fits = fittingPorts(editing.document.project, editing.catalog, { wire, node })
      if ('reason' in fits) return void toast({ text: fits.reason, tone: 'bad' })
      const best = bestFit(fits)
      if (best) connect(editing, endsOf(wire, best.end))
      else session.setState({ overlay: { of: 'ports', wire, node, screen } })
    }
    return {
      isValid: (connection: Joined | WireEdge) =>
        canConnect(editing.document.project, editing.catalog, joinOf(connection)).ok,
      onConnect: (connection: Connection) => connect(editing, joinOf(connection)),
      onConnectEnd: (event: MouseEvent | TouchEvent, state: FinalConnectionState) => {
        const { fromHandle } = state
        if (!fromHandle || pulling.current || state.isValid === true) return
        const wire: OpenWire = {
          side: fromHandle.type === 'source' ? 'output' : 'input',
          end: endOf(fromHandle.nodeId, fromHandle.id),
        }
        const taken = onlyWireInto(editing, wire)
        if (taken && !state.toHandle && nodeAt(pointOf(event)) === undefined) return void cut(taken)
        if (state.toHandle) {
          const ends = endsOf(wire, endOf(state.toHandle.nodeId, state.toHandle.id))
          const verdict = canConnect(editing.document.project, editing.catalog, ends)
          if (!verdict.ok && ends.from.node !== ends.to.node) toast({ text: verdict.reason, tone: 'bad' })
          return
        }
        dropped(wire, event)
      },
      onReconnectStart: () => {
        pulling.current = true
      },
      onReconnectEnd: (
        event: MouseEvent | TouchEvent,
        edge: WireEdge,
        _handle: unknown,
        state: FinalConnectionState,
      ) => {
        pulling.current = false
        const wire = edge.data?.edge
        // Pulled off and let go over nothing: the wire goes.
        if (wire && state.isValid !== true && !state.toHandle && nodeAt(pointOf(event)) === undefined) cut(wire)
      },
      onReconnect: (old: WireEdge, connection: Connection) => {
        const edge = old.data?.edge
        if (edge) connect(editing, joinOf(connection), edge)
      },
    }
  }, [editing])
}
