import { useState } from 'react'
import type { MenuItems } from './menu-item.ts'
import { MenuView } from './overlays.ts'
import { Trigger, type Anchor, type TriggerElement } from './trigger.tsx'

interface MenuProps {
  readonly items: MenuItems
  readonly side?: 'top' | 'right' | 'bottom' | 'left'
  readonly align?: 'start' | 'center' | 'end'
  /** The button that opens it. */
  readonly children: TriggerElement
}

export function Menu({ items, side = 'bottom', align = 'start', children }: MenuProps) {
  const [anchor, setAnchor] = useState<Anchor>()
  return (
    <>
      <Trigger opens="menu" open={anchor !== undefined} onPress={(next) => setAnchor(anchor ? undefined : next)}>
        {children}
      </Trigger>
      {anchor && (
        <MenuView items={items} side={side} align={align} anchor={anchor} onClose={() => setAnchor(undefined)} />
      )}
    </>
  )
}

export interface Point {
  readonly x: number
  readonly y: number
}

interface MenuAtProps {
  readonly items: MenuItems
  /** Where in the window, in px; nothing while it is closed. */
  readonly at: Point | undefined
  readonly label: string
  onClose(): void
}

/** A menu that a gesture opens: a wire dropped on a card, a right click. */
export function MenuAt({ items, at, label, onClose }: MenuAtProps) {
  if (!at) return
  const anchor = { box: { left: at.x, top: at.y, width: 0, height: 0 }, element: undefined }
  return (
    <MenuView
      key={`${at.x} ${at.y}`}
      items={items}
      // Beside the pointer: where there is no room below, it moves up as a whole.
      side="right"
      align="start"
      label={label}
      anchor={anchor}
      onClose={onClose}
    />
  )
}
