import { useRef, type ReactNode } from 'react'
import * as Radix from 'radix-ui/popover'
import { classes } from '../lib/classes.ts'
import { keepOpenForNotices } from './keep-open.ts'
import styles from './overlay.module.css'
import type { Anchor } from './trigger.tsx'

interface PopoverViewProps {
  readonly label: string
  readonly anchor: Anchor
  readonly side: 'top' | 'right' | 'bottom' | 'left'
  readonly align: 'start' | 'center' | 'end'
  readonly bare: boolean
  readonly children: ReactNode
  onClose(): void
}

/** An open popover. Fetched when the first one is. */
export function PopoverView({ label, anchor, side, align, bare, children, onClose }: PopoverViewProps) {
  const { element } = anchor
  const clickedAway = useRef(false)
  const hangsOn = useRef(element ?? document.body)
  return (
    <Radix.Root open onOpenChange={(open) => !open && onClose()}>
      <Radix.Anchor virtualRef={hangsOn} />
      <Radix.Portal>
        <Radix.Content
          className={classes(styles.popover, bare && styles.bare)}
          aria-label={label}
          side={side}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          onClick={(event) => event.stopPropagation()}
          onDoubleClick={(event) => event.stopPropagation()}
          onInteractOutside={(event) => {
            keepOpenForNotices(event)
            if (event.target instanceof Node && element?.contains(event.target)) event.preventDefault()
            clickedAway.current = !event.defaultPrevented
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            if (!clickedAway.current) element?.focus()
          }}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
