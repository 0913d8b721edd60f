import type { ReactNode } from 'react'
import * as Radix from 'radix-ui/dropdown-menu'
import type { MenuItems } from './menu-item.ts'
import { MenuList } from './menu-list.tsx'
import styles from './overlay.module.css'

interface MenuProps {
  readonly items: MenuItems
  readonly side?: 'top' | 'right' | 'bottom' | 'left'
  readonly align?: 'start' | 'center' | 'end'
  /** The button that opens it. */
  readonly children: ReactNode
}

export const Menu = ({ items, side = 'bottom', align = 'start', children }: MenuProps) => (
  <Radix.Root modal={false}>
    <Radix.Trigger asChild>{children}</Radix.Trigger>
    <Radix.Portal>
      <Radix.Content
        className={styles.menu}
        side={side}
        align={align}
        sideOffset={6}
        collisionPadding={8}
        loop
      >
        <MenuList parts={Radix} items={items} />
      </Radix.Content>
    </Radix.Portal>
  </Radix.Root>
)

interface MenuAtProps {
  readonly items: MenuItems
  /** Where in the window, in px; nothing while it is closed. */
  readonly at: { readonly x: number; readonly y: number } | undefined
  readonly label: string
  onClose(): void
}

/** A menu that a gesture opens: a wire dropped on a card, a long press. */
export const MenuAt = ({ items, at, label, onClose }: MenuAtProps) => (
  <Radix.Root open={at !== undefined} onOpenChange={(open) => !open && onClose()} modal={false}>
    <Radix.Trigger asChild>
      <span className={styles.anchor} style={{ left: at?.x, top: at?.y }} tabIndex={-1} />
    </Radix.Trigger>
    <Radix.Portal>
      <Radix.Content className={styles.menu} aria-label={label} align="start" sideOffset={4} collisionPadding={8} loop>
        <MenuList parts={Radix} items={items} />
      </Radix.Content>
    </Radix.Portal>
  </Radix.Root>
)
