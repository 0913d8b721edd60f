import { memo } from 'react'
import { NodeResizer, type NodeProps } from '@xyflow/react'
import Ellipsis from 'lucide-react/icons/ellipsis'
import { nodeTitle } from '@reelgraph/shared'
import { classes } from '../../lib/classes.ts'
import { Menu } from '../../ui/menu.tsx'
import type { CardNode } from '../canvas/flow-model.ts'
import { nodeMenu } from '../commands/menus.tsx'
import { useEditing } from '../editor-context.ts'
import { CardTitle } from './card-head.tsx'
import styles from './decoration.module.css'

const colourOf = (colour: unknown): string => (typeof colour === 'string' ? (styles[colour] ?? '') : '')

/** A frame; what belongs to it moves with it. Held by its head, so that a box can be drawn inside it. */
export const GroupCard = memo(({ data, selected }: NodeProps<CardNode>) => {
  const { node } = data
  const editing = useEditing()
  const title = nodeTitle(editing.catalog, node)
  return (
    <section
      className={classes(styles.group, colourOf(node.params.colour), selected && styles.selected)}
      aria-label={`Group ${title}`}
    >
      <NodeResizer
        isVisible={selected}
        minWidth={180}
        minHeight={120}
        lineClassName={styles.line ?? ''}
        handleClassName={styles.handle ?? ''}
      />
      <header className={`${styles.groupHead} group-handle`}>
        <CardTitle node={node} />
        <Menu items={() => nodeMenu(editing, node.id)} align="end">
          <button type="button" className={`${styles.menu} nodrag nopan`} aria-label={`Menu of group ${title}`}>
            <Ellipsis />
          </button>
        </Menu>
      </header>
    </section>
  )
})
