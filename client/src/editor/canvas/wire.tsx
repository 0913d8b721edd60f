import {
  BaseEdge,
  EdgeLabelRenderer,
  getBezierPath,
  type ConnectionLineComponentProps,
  type EdgeProps,
} from '@xyflow/react'
import Plus from 'lucide-react/icons/plus'
import { memo, useState, type MouseEvent } from 'react'
import { classes } from '../../lib/classes.ts'
import { useIsMaking } from '../card/use-items.ts'
import { portTypeOf } from '../document/edits/wires.ts'
import { useEditing, useSession } from '../editor-context.ts'
import type { CardNode, WireEdge } from './flow-model.ts'
import styles from './wire.module.css'

/** A wire in the colour of its type; dashed and moving only while data is made from what it carries. */
export const Wire = memo((props: EdgeProps<WireEdge>) => {
  const { id, data, selected, target } = props
  const { session } = useEditing()
  const making = useIsMaking(target)
  const [near, setNear] = useState(false)
  const [path, x, y] = getBezierPath(props)
  const broken = data?.broken
  const alone = useSession((state) => state.edges.size === 1 && state.nodes.size === 0)
  const insert = (event: MouseEvent) => {
    // React passes it on to the wire, which the button stands on.
    event.stopPropagation()
    session.setState({ overlay: { of: 'add', at: { x, y }, screen: { x: event.clientX, y: event.clientY }, edge: id } })
  }
  return (
    <g onPointerEnter={() => setNear(true)} onPointerLeave={() => setNear(false)}>
      <BaseEdge
        id={id}
        path={path}
        interactionWidth={18}
        className={classes(
          styles.wire,
          selected && styles.selected,
          making && styles.making,
          broken !== undefined && styles.broken,
        )}
        style={{ stroke: broken === undefined ? `var(--type-${data?.type ?? 'number'})` : 'var(--bad)' }}
      />
      {broken !== undefined && <title>{broken}</title>}
      {(near || (selected && alone)) && broken === undefined && (
        <EdgeLabelRenderer>
          <button
            type="button"
            className={`${styles.plus} nodrag nopan`}
            style={{
              transform: `translate(-50%, -50%) translate(${x}px, ${y}px)`,
              color: `var(--type-${data?.type ?? 'number'})`,
            }}
            aria-label="Add a node in this wire"
            onPointerEnter={() => setNear(true)}
            onPointerLeave={() => setNear(false)}
            onClick={insert}
          >
            <Plus />
          </button>
        </EdgeLabelRenderer>
      )}
      {broken !== undefined && (
        <EdgeLabelRenderer>
          <span
            className={styles.gap}
            style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}
            title={broken}
          >
            ×
          </span>
        </EdgeLabelRenderer>
      )}
    </g>
  )
})

/** The wire under way, in its colour already. */
export function OpenWireLine({
  fromHandle,
  fromX,
  fromY,
  toX,
  toY,
  fromPosition,
  toPosition,
  connectionStatus,
}: ConnectionLineComponentProps<CardNode>) {
  const { document, catalog } = useEditing()
  const side = fromHandle.type === 'source' ? 'output' : 'input'
  const type = portTypeOf(document.project, catalog, {
    side,
    end: { node: fromHandle.nodeId as never, port: fromHandle.id ?? '' },
  }) // an id of this document
  const [path] = getBezierPath({
    sourceX: fromX,
    sourceY: fromY,
    sourcePosition: fromPosition,
    targetX: toX,
    targetY: toY,
    targetPosition: toPosition,
  })
  return (
    <path
      d={path}
      className={classes(styles.open, connectionStatus === 'invalid' && styles.refused)}
      style={{ stroke: `var(--type-${type ?? 'number'})` }}
    />
  )
}
