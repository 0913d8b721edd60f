import {
  Background,
  BackgroundVariant,
  MiniMap,
  ReactFlow,
  ReactFlowProvider,
  SelectionMode,
  useStore,
} from '@xyflow/react'
import '@xyflow/react/dist/base.css'
import { useCallback, useMemo, useRef, useState } from 'react'
import { MenuAt } from '../../ui/menu.tsx'
import type { MenuItem } from '../../ui/menu-item.ts'
import { GroupCard } from '../card/group-card.tsx'
import { NodeCard } from '../card/node-card.tsx'
import { NoteCard } from '../card/note-card.tsx'
import { canvasMenu, edgeMenu, nodeMenu } from '../commands/menus.tsx'
import { madeBy } from '../document/edits/entries.ts'
import type { Point } from '../document/edits/nodes.ts'
import { useEditing } from '../editor-context.ts'
import { select } from '../session/session-store.ts'
import styles from './canvas.module.css'
import { ConnectTip } from './connect-tip.tsx'
import { EmptyCanvas } from './empty-canvas.tsx'
import type { CardNode } from './flow-model.ts'
import { useAttachCanvas } from './use-attach-canvas.ts'
import { useConnecting } from './use-connecting.ts'
import { useDrops } from './use-drops.ts'
import { useFlow } from './use-flow.ts'
import { useSlash } from './use-slash.tsx'
import { useWheel } from './use-wheel.ts'
import { OpenWireLine, Wire } from './wire.tsx'
import { ZoomReadout } from './zoom-readout.tsx'

const nodeTypes = { card: NodeCard, note: NoteCard, frame: GroupCard }
const edgeTypes = { wire: Wire }
/** Left drags a box, the middle button pans; Space held pans too. */
const PAN_BUTTONS = [1]
/** From here on what is out of sight is not kept in the page. */
const MANY = 150
/** Below this zoom shadows cannot be seen but still cost. */
const FAR = 0.4
const SHIFT_OR_MOD = ['Shift', 'Meta', 'Control']

export const Canvas = () => (
  <ReactFlowProvider>
    <Surface />
  </ReactFlowProvider>
)

interface OpenMenu {
  readonly at: Point
  readonly items: readonly MenuItem[]
}

function Surface() {
  const editing = useEditing()
  const surface = useRef<HTMLDivElement>(null)
  const flow = useFlow()
  const connecting = useConnecting()
  const drops = useDrops()
  const slash = useSlash()
  const far = useStore((state) => state.transform[2] < FAR)
  const [menu, setMenu] = useState<OpenMenu>()
  useAttachCanvas(surface)
  useWheel(surface)
  const colourOf = useCallback(
    ({ data: { node } }: CardNode) => {
      if (node.kind === 'group' || node.kind === 'note') return 'var(--line-strong)'
      const step = editing.catalog.stepOf(node)
      const makes = 'missing' in step ? 'number' : (madeBy(step) ?? 'number')
      return `var(--type-${makes === 'film' ? 'video' : makes})`
    },
    [editing],
  )
  const menus = useMemo(() => {
    const open = (
      event: { preventDefault(): void; readonly clientX: number; readonly clientY: number },
      items: (at: Point) => readonly MenuItem[],
    ) => {
      event.preventDefault()
      const at = { x: event.clientX, y: event.clientY }
      setMenu({ at, items: items(at) })
    }
    return { open }
  }, [])
  return (
    <div
      ref={surface}
      className={styles.canvas}
      data-far={far || undefined}
      onPointerMove={(event) => editing.canvas.pointAt({ x: event.clientX, y: event.clientY })}
      onDoubleClick={(event) => {
        if (!(event.target instanceof Element) || !event.target.classList.contains('react-flow__pane')) return
        const screen = { x: event.clientX, y: event.clientY }
        editing.session.setState({ overlay: { of: 'add', at: editing.canvas.toCanvas(screen), screen } })
      }}
      {...drops}
      {...slash.handlers}
    >
      <ReactFlow
        nodes={flow.nodes}
        edges={flow.edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onNodesChange={flow.onNodesChange}
        onEdgesChange={flow.onEdgesChange}
        onNodeDragStart={flow.onDragStart}
        onNodeDragStop={flow.onDragStop}
        onSelectionDragStart={flow.onSelectionDragStart}
        onSelectionDragStop={flow.onSelectionDragStop}
        onConnect={connecting.onConnect}
        onConnectEnd={connecting.onConnectEnd}
        onReconnect={connecting.onReconnect}
        onReconnectStart={connecting.onReconnectStart}
        onReconnectEnd={connecting.onReconnectEnd}
        isValidConnection={connecting.isValid}
        connectionLineComponent={OpenWireLine}
        connectionRadius={26}
        onPaneContextMenu={(event) => menus.open(event, () => canvasMenu(editing))}
        onNodeContextMenu={(event, node) => menus.open(event, () => nodeMenu(editing, node.id))}
        onSelectionContextMenu={(event, [node]) => node && menus.open(event, () => nodeMenu(editing, node.id))}
        onEdgeContextMenu={(event, edge) => menus.open(event, (at) => edgeMenu(editing, edge.id, at))}
        onPaneClick={() => select(editing.session, [])}
        selectionOnDrag
        selectionMode={SelectionMode.Partial}
        panOnDrag={PAN_BUTTONS}
        panOnScroll
        panActivationKeyCode="Space"
        selectionKeyCode={null}
        multiSelectionKeyCode={SHIFT_OR_MOD}
        deleteKeyCode={null}
        disableKeyboardA11y
        zoomOnDoubleClick={false}
        zIndexMode="basic"
        minZoom={0.08}
        maxZoom={2.5}
        attributionPosition="bottom-left"
        nodeDragThreshold={2}
        onlyRenderVisibleElements={flow.nodes.length > MANY}
        aria-label="Canvas"
      >
        <Background variant={BackgroundVariant.Dots} gap={22} size={1.6} color="var(--grid)" bgColor="var(--canvas)" />
        {flow.nodes.length > 0 && (
          <MiniMap
            pannable
            zoomable
            className={styles.map ?? ''}
            nodeColor={colourOf}
            nodeBorderRadius={18}
            nodeStrokeWidth={0}
            maskColor="color-mix(in srgb, var(--canvas) 55%, transparent)"
            ariaLabel="Overview"
          />
        )}
        <ConnectTip />
      </ReactFlow>
      <EmptyCanvas />
      <ZoomReadout />
      {slash.line}
      <MenuAt items={menu?.items ?? []} at={menu?.at} label="Menu" onClose={() => setMenu(undefined)} />
    </div>
  )
}
