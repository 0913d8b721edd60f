import { useRef, useState, type SyntheticEvent } from 'react'
import { createPortal } from 'react-dom'
import * as Radix from 'radix-ui/dropdown-menu'
import type { MenuItems } from './menu-item.ts'
import { MenuList } from './menu-list.tsx'
import styles from './overlay.module.css'
import type { Anchor } from './trigger.tsx'

interface MenuViewProps {
  readonly items: MenuItems
  readonly side: 'top' | 'right' | 'bottom' | 'left'
  readonly align: 'start' | 'center' | 'end'
  readonly anchor: Anchor
  readonly label?: string
  onClose(): void
}

/** An open menu. Fetched when the first one is. */
export function MenuView({ items, side, align, anchor, label, onClose }: MenuViewProps) {
  const { box, element } = anchor
  // What had the focus when it opened has it again, unless a click has chosen something else.
  const [before] = useState(
    () => element ?? (document.activeElement instanceof HTMLElement ? document.activeElement : undefined),
  )
  const clickedAway = useRef(false)
  const stays = (event: SyntheticEvent) => event.stopPropagation()
  const { left, top, width, height } = box
  return createPortal(
    <Radix.Root open modal={false} onOpenChange={(open) => !open && onClose()}>
      <Radix.Trigger asChild>
        <span className={styles.anchor} style={{ left, top, width, height }} aria-hidden="true" tabIndex={-1} />
      </Radix.Trigger>
      <Radix.Content
        className={styles.menu}
        side={side}
        align={align}
        sideOffset={width > 0 ? 6 : 2}
        collisionPadding={8}
        loop
        {...(label !== undefined && { 'aria-label': label, 'aria-labelledby': undefined })}
        // In React's tree it sits inside the card that opened it; the card is not clicked.
        onClick={stays}
        onDoubleClick={stays}
        onContextMenu={(event) => {
          event.preventDefault()
          event.stopPropagation()
        }}
        onInteractOutside={(event) => {
          const onTrigger = event.target instanceof Node && element?.contains(event.target)
          if (onTrigger) event.preventDefault()
          else clickedAway.current = true
        }}
        onCloseAutoFocus={(event) => {
          event.preventDefault()
          if (!clickedAway.current) before?.focus()
        }}
      >
        <MenuList parts={Radix} items={items} />
      </Radix.Content>
    </Radix.Root>,
    document.body,
  )
}
