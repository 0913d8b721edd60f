import Ellipsis from 'lucide-react/icons/ellipsis'
import ListX from 'lucide-react/icons/list-x'
import Lock from 'lucide-react/icons/lock'
import { useEffect, useRef } from 'react'
import { nodeTitle, type Node } from '@reelgraph/shared'
import { Menu } from '../../ui/menu.tsx'
import { Tooltip } from '../../ui/tooltip.tsx'
import type { Made } from '../../ui/type-chip.tsx'
import { nodeMenu } from '../commands/menus.tsx'
import { renameOps } from '../document/edits/nodes.ts'
import { useEditing, useSession } from '../editor-context.ts'
import styles from './card.module.css'
import { KindChip } from './kind-chip.tsx'

interface CardHeadProps {
  readonly node: Node
  readonly makes: Made | undefined
  /** In grey: the model, or what the node is. */
  readonly aside: string
}

export function CardHead({ node, makes, aside }: CardHeadProps) {
  const editing = useEditing()
  return (
    <header className={styles.head}>
      <KindChip kind={node.kind} makes={makes} />
      <CardTitle node={node} />
      <span className={styles.aside}>{aside}</span>
      {node.tolerant && (
        <Tooltip label="Goes on without what failed">
          <span className={styles.mark} role="img" aria-label="Goes on without what failed">
            <ListX />
          </span>
        </Tooltip>
      )}
      {node.locked && <Lock className={styles.lock} aria-label="Locked" />}
      <Menu items={() => nodeMenu(editing, node.id)} align="end">
        <button
          type="button"
          className={`${styles.menu} nodrag nopan`}
          aria-label={`Menu of ${nodeTitle(editing.catalog, node)}`}
        >
          <Ellipsis />
        </button>
      </Menu>
    </header>
  )
}

interface CardTitleProps {
  readonly node: Node
  readonly at?: 'card' | 'inspector'
}

/** Double-click or F2 types another name. */
export function CardTitle({ node, at = 'card' }: CardTitleProps) {
  const editing = useEditing()
  const renaming = useSession((state) => state.renaming?.node === node.id && state.renaming.at === at)
  const title = nodeTitle(editing.catalog, node)
  const stop = () => editing.session.setState({ renaming: undefined })
  if (renaming) {
    return (
      <TitleField
        title={title}
        onDone={(next) => {
          stop()
          editing.document.commit('Rename', renameOps(editing.catalog, node, next))
        }}
        onCancel={stop}
      />
    )
  }
  return (
    <h3 className={styles.title} title={title}>
      <button
        type="button"
        tabIndex={-1}
        className={styles.titleButton}
        onDoubleClick={(event) => {
          event.stopPropagation()
          editing.session.setState({ renaming: { node: node.id, at } })
        }}
      >
        {title}
      </button>
    </h3>
  )
}

interface TitleFieldProps {
  readonly title: string
  onDone(title: string): void
  onCancel(): void
}

function TitleField({ title, onDone, onCancel }: TitleFieldProps) {
  const field = useRef<HTMLInputElement>(null)
  const cancelled = useRef(false)
  useEffect(() => {
    field.current?.focus()
    field.current?.select()
  }, [])
  return (
    <input
      ref={field}
      className={`${styles.titleField} nodrag nopan nokey`}
      aria-label="Title"
      defaultValue={title}
      maxLength={200}
      onBlur={(event) => (cancelled.current ? onCancel() : onDone(event.target.value))}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.key === 'Escape') cancelled.current = true
        if (event.key === 'Escape' || event.key === 'Enter') event.currentTarget.blur()
      }}
    />
  )
}
