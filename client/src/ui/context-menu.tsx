import { useState, type ReactNode } from 'react'
import type { MenuItems } from './menu-item.ts'
import { MenuAt, type Point } from './menu.tsx'
import styles from './overlay.module.css'

interface ContextMenuProps {
  readonly label?: string
  readonly items: MenuItems
  /** A right click, a long press or the menu key inside opens it. */
  readonly children: ReactNode
}

export function ContextMenu({ label = 'Actions', items, children }: ContextMenuProps) {
  const [at, setAt] = useState<Point>()
  return (
    <>
      <div
        className={styles.unseen}
        onContextMenu={(event) => {
          event.preventDefault()
          event.stopPropagation()
          setAt({ x: event.clientX, y: event.clientY })
        }}
      >
        {children}
      </div>
      <MenuAt label={label} items={items} at={at} onClose={() => setAt(undefined)} />
    </>
  )
}
