import { useState, type ReactNode } from 'react'
import { PopoverView } from './overlays.ts'
import { Trigger, type Anchor, type TriggerElement } from './trigger.tsx'

interface PopoverProps {
  /** Its accessible name. */
  readonly label: string
  readonly trigger: TriggerElement
  readonly side?: 'top' | 'right' | 'bottom' | 'left'
  readonly align?: 'start' | 'center' | 'end'
  /** Without padding, for lists that go to the edge. */
  readonly bare?: boolean
  /** A function is given the way to close it. */
  readonly children: ReactNode | ((close: () => void) => ReactNode)
}

export function Popover({ label, trigger, side = 'bottom', align = 'start', bare = false, children }: PopoverProps) {
  const [anchor, setAnchor] = useState<Anchor>()
  const close = () => setAnchor(undefined)
  return (
    <>
      <Trigger opens="dialog" open={anchor !== undefined} onPress={(next) => setAnchor(anchor ? undefined : next)}>
        {trigger}
      </Trigger>
      {anchor && (
        <PopoverView label={label} anchor={anchor} side={side} align={align} bare={bare} onClose={close}>
          {typeof children === 'function' ? children(close) : children}
        </PopoverView>
      )}
    </>
  )
}
