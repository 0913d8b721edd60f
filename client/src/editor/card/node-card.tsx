import { memo } from 'react'
import type { NodeProps } from '@xyflow/react'
import { nodeTitle, type Node } from '@reelgraph/shared'
import { classes } from '../../lib/classes.ts'
import { madeBy } from '../document/edits/entries.ts'
import { useEditing } from '../editor-context.ts'
import type { CardNode } from '../canvas/flow-model.ts'
import { bodies } from './bodies.ts'
import { CardHead } from './card-head.tsx'
import { MissingBody } from './missing-body.tsx'
import { GateMark } from './gate-mark.tsx'
import { Ports } from './ports.tsx'
import styles from './card.module.css'

const FIRST_PORT = 56
const PORT_GAP = 30
const COLLAPSED_PORT = 20

/** A step on the canvas: its picture first, then its state, its settings elsewhere. */
export const NodeCard = memo(({ data, selected }: NodeProps<CardNode>) => {
  const { node } = data
  const { catalog } = useEditing()
  const step = catalog.stepOf(node)
  const title = nodeTitle(catalog, node)
  const missing = 'missing' in step
  const most = missing ? 0 : Math.max(Object.keys(step.inputs).length, Object.keys(step.outputs).length)
  const collapsed = node.collapsed === true
  const Body = missing ? undefined : (bodies[node.kind] ?? bodies.generating)
  return (
    <article
      className={classes(
        styles.card,
        selected && styles.selected,
        styles[node.mode],
        node.kind === 'text' && styles.narrow,
        collapsed && styles.collapsed,
      )}
      aria-label={`${title}${node.mode === 'on' ? '' : node.mode === 'off' ? ', off' : ', bypassed'}${node.locked ? ', locked' : ''}${node.gate ? ', holds until you have looked' : ''}`}
      style={{ minHeight: collapsed ? 40 + Math.max(0, most - 1) * 16 : FIRST_PORT + most * PORT_GAP - 8 }}
    >
      {node.gate && <GateMark node={node.id} />}
      <CardHead node={node} makes={missing ? 'data' : madeBy(step)} aside={asideOf(node, step)} />
      {!collapsed && Body && !missing && <Body node={node} step={step} title={title} />}
      {!collapsed && missing && <MissingBody node={node} error={step.missing} />}
      <Ports
        node={node.id}
        title={title}
        inputs={missing ? {} : step.inputs}
        outputs={missing ? {} : step.outputs}
        top={collapsed ? COLLAPSED_PORT : FIRST_PORT}
        gap={collapsed ? 16 : PORT_GAP}
      />
    </article>
  )
})

const asideOf = (node: Node, step: ReturnType<ReturnType<typeof useEditing>['catalog']['stepOf']>): string => {
  if (node.mode === 'off') return 'off'
  if (node.mode === 'bypass') return 'bypassed'
  if ('missing' in step) return node.model ?? node.kind
  if (step.model) return step.model.title
  return node.kind === 'text' ? 'typed' : ''
}
