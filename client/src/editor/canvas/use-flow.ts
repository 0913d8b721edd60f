import { useCallback, useMemo, useRef, useState } from 'react'
import type { EdgeChange, NodeChange } from '@xyflow/react'
import { pasteNodes, readClipboard, applyOps, type Op } from '@reelgraph/shared'
import { copySelection } from '../commands/clipboard.ts'
import { reparentOps } from '../document/edits/arrange.ts'
import { moveOps, set, withChildren, type Point } from '../document/edits/nodes.ts'
import { insertOnWireOps } from '../document/edits/wires.ts'
import { toast } from '../../ui/toast.ts'
import { useEditing, useProject, useSession } from '../editor-context.ts'
import { select } from '../session/session-store.ts'
import { FlowModel, type CardNode, type Measured, type WireEdge } from './flow-model.ts'
import { wireAt } from './under-pointer.ts'

const NOWHERE: ReadonlyMap<string, Point> = new Map()
const NO_SIZE: ReadonlyMap<string, Measured> = new Map()

const mark = (chosen: Set<string>, { id, selected }: { readonly id: string; readonly selected: boolean }): void => {
  if (selected) chosen.add(id)
  else chosen.delete(id)
}

/** What React Flow draws, and what its gestures do: a drag is one commit, at its end. */
export function useFlow() {
  const editing = useEditing()
  const nodes = useProject((project) => project.nodes)
  const edges = useProject((project) => project.edges)
  const selectedNodes = useSession((state) => state.nodes)
  const selectedEdges = useSession((state) => state.edges)
  const [model] = useState(() => new FlowModel(editing.catalog))
  const [dragged, setDragged] = useState(NOWHERE)
  const [resized, setResized] = useState(NO_SIZE)
  const [measured, setMeasured] = useState(NO_SIZE)
  /** What the gesture under way has moved itself; `dragged` holds also what moves along. */
  const latest = useRef({ held: NOWHERE, dragged, resized })
  const copying = useRef(false)

  const move = useCallback(
    (held: ReadonlyMap<string, Point>) => {
      const carried = [...held].filter(([id]) => !latest.current.resized.has(id))
      const next =
        held.size === 0 ? NOWHERE : new Map([...held, ...withChildren(editing.document.project, new Map(carried))])
      latest.current = { ...latest.current, held, dragged: next }
      setDragged(next)
    },
    [editing],
  )
  const resize = useCallback((next: ReadonlyMap<string, Measured>) => {
    latest.current = { ...latest.current, resized: next }
    setResized(next)
  }, [])

  const onNodesChange = useCallback(
    (changes: NodeChange<CardNode>[]) => {
      const sizes = new Map<string, Measured>()
      const positions = new Map<string, Point>()
      const resizing = new Map<string, Measured>()
      const resizeEnded: string[] = []
      const chosen = new Set(editing.session.getState().nodes)
      for (const change of changes) {
        if (change.type === 'select') mark(chosen, change)
        if (change.type === 'position' && change.position) positions.set(change.id, change.position)
        if (change.type !== 'dimensions') continue
        if (change.dimensions && change.setAttributes) resizing.set(change.id, change.dimensions)
        else if (change.dimensions) sizes.set(change.id, change.dimensions)
        if (change.resizing === false) resizeEnded.push(change.id)
      }
      if (changes.some((change) => change.type === 'select'))
        select(editing.session, chosen, editing.session.getState().edges)
      if (sizes.size > 0) setMeasured((before) => new Map([...before, ...sizes]))
      if (resizing.size > 0) resize(new Map([...latest.current.resized, ...resizing]))
      if (positions.size > 0) move(new Map([...latest.current.held, ...positions]))
      if (resizeEnded.length === 0) return
      const ops = resizeEnded.flatMap((id): Op[] => {
        const size = latest.current.resized.get(id)
        return size ? [set(id, 'width', Math.round(size.width)), set(id, 'height', Math.round(size.height))] : []
      })
      // A frame pulled at its left edge leaves what is in it where it is.
      const corner = new Map([...latest.current.held].filter(([id]) => resizeEnded.includes(id)))
      const corners = [...corner].flatMap(([id, { x, y }]): Op[] => [
        set(id, 'x', Math.round(x)),
        set(id, 'y', Math.round(y)),
      ])
      if (ops.length > 0) editing.document.commit('Resize', [...ops, ...corners])
      resize(NO_SIZE)
      move(NOWHERE)
    },
    [editing, move, resize],
  )

  const onEdgesChange = useCallback(
    (changes: EdgeChange<WireEdge>[]) => {
      const chosen = new Set(editing.session.getState().edges)
      for (const change of changes) if (change.type === 'select') mark(chosen, change)
      select(editing.session, editing.session.getState().nodes, chosen)
    },
    [editing],
  )

  const drop = useCallback(
    (event: MouseEvent | TouchEvent) => {
      const to = latest.current.dragged
      move(NOWHERE)
      if (to.size === 0) return
      const { document, canvas, session, catalog } = editing
      const { project } = document
      if (copying.current) {
        const clipboard = readClipboard(copySelection(editing) ?? '')
        const corners = [...to.values()]
        if (!clipboard || corners.length === 0) return
        const at = { x: Math.min(...corners.map(({ x }) => x)), y: Math.min(...corners.map(({ y }) => y)) }
        const pasted = pasteNodes(project, clipboard, { at, withIncoming: true })
        if (document.commit('Duplicate', pasted.ops)) select(session, pasted.nodes)
        return
      }
      const moves = moveOps(project, to)
      if (moves.length === 0) return
      const moved = applyOps(project, moves).project
      const all = [...to.keys()].flatMap((id) => moved.nodes[id] ?? [])
      const [only] = all
      const edge = all.length === 1 && only ? wireAt(event, only.id) : undefined
      const wire = edge === undefined ? undefined : moved.edges[edge]
      const free =
        only && !Object.values(moved.edges).some(({ from, to: end }) => from.node === only.id || end.node === only.id)
      const insert = wire && free ? insertOnWireOps(moved, catalog, { edge: wire, node: only }) : []
      if ('reason' in insert) toast({ text: insert.reason })
      document.commit('Move', [
        ...moves,
        ...reparentOps(moved, all, canvas.sizeOf),
        ...('reason' in insert ? [] : insert),
      ])
    },
    [editing, move],
  )

  const start = useCallback((event: { readonly altKey: boolean }) => {
    copying.current = event.altKey
  }, [])

  const graph = useMemo(() => ({ nodes, edges }), [nodes, edges])
  return {
    nodes: model.nodesOf({ graph, selectedNodes, selectedEdges, dragged, resized, measured }) as CardNode[], // React Flow reads it only
    edges: model.edgesOf({ graph, selectedEdges }) as WireEdge[], // React Flow reads it only
    onNodesChange,
    onEdgesChange,
    onDragStart: useCallback((event: MouseEvent | TouchEvent) => start({ altKey: event.altKey }), [start]),
    onDragStop: drop,
    onSelectionDragStart: start,
    onSelectionDragStop: useCallback((event: { readonly nativeEvent: MouseEvent }) => drop(event.nativeEvent), [drop]),
  }
}
