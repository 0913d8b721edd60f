import type { ReactNode } from 'react'
import * as Radix from 'radix-ui/context-menu'
import type { MenuItems } from './menu-item.ts'
import { MenuList } from './menu-list.tsx'
import styles from './overlay.module.css'

interface ContextMenuProps {
  readonly items: MenuItems
  readonly disabled?: boolean
  /** One element; a right click or a long press inside opens the menu. */
  readonly children: ReactNode
}

export const ContextMenu = ({ items, disabled = false, children }: ContextMenuProps) => (
  <Radix.Root modal={false}>
    <Radix.Trigger asChild disabled={disabled}>
      {children}
    </Radix.Trigger>
    <Radix.Portal>
      <Radix.Content className={styles.menu} collisionPadding={8} loop>
        <MenuList parts={Radix} items={items} />
      </Radix.Content>
    </Radix.Portal>
  </Radix.Root>
)
