import type { ReactNode } from 'react'
import * as Radix from 'radix-ui/popover'
import { classes } from '../lib/classes.ts'
import { keepOpenForNotices } from './keep-open.ts'
import styles from './overlay.module.css'

interface PopoverProps {
  /** Its accessible name. */
  readonly label: string
  readonly trigger: ReactNode
  readonly children: ReactNode
  readonly open?: boolean
  onOpenChange?(open: boolean): void
  readonly side?: 'top' | 'right' | 'bottom' | 'left'
  readonly align?: 'start' | 'center' | 'end'
  /** Without padding, for lists that go to the edge. */
  readonly bare?: boolean
}

export function Popover({
  label,
  trigger,
  children,
  open,
  onOpenChange,
  side = 'bottom',
  align = 'start',
  bare = false,
}: PopoverProps) {
  return (
    <Radix.Root {...(open !== undefined && { open })} {...(onOpenChange && { onOpenChange })}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          className={classes(styles.popover, bare && styles.bare)}
          aria-label={label}
          onInteractOutside={keepOpenForNotices}
          side={side}
          align={align}
          sideOffset={6}
          collisionPadding={8}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
