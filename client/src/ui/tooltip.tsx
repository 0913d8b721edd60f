import type { ReactNode } from 'react'
import * as Radix from 'radix-ui/tooltip'
import { Kbd } from './kbd.tsx'
import styles from './overlay.module.css'

export type TooltipSide = 'top' | 'right' | 'bottom' | 'left'

interface TooltipProps {
  readonly label: ReactNode
  readonly shortcut?: string
  readonly side?: TooltipSide
  /** One element that takes a ref and the pointer handlers. */
  readonly children: ReactNode
}

export const Tooltip = ({ label, shortcut, side = 'top', children }: TooltipProps) => (
  <Radix.Root>
    <Radix.Trigger asChild>{children}</Radix.Trigger>
    <Radix.Portal>
      <Radix.Content className={styles.tip} side={side} sideOffset={6} collisionPadding={8}>
        {label}
        {shortcut !== undefined && <Kbd keys={shortcut} />}
      </Radix.Content>
    </Radix.Portal>
  </Radix.Root>
)

export const TooltipProvider = ({ children }: { readonly children: ReactNode }) => (
  <Radix.Provider delayDuration={450} skipDelayDuration={200} disableHoverableContent>
    {children}
  </Radix.Provider>
)
