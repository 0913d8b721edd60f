import type { ReactNode } from 'react'

export interface MenuCommand {
  readonly id: string
  readonly label: string
  readonly icon?: ReactNode
  /** `Mod+Shift+L`. Shown only: keys are handled where commands live. */
  readonly shortcut?: string
  readonly disabled?: boolean
  /** Why it is disabled, or what it would do: a quiet second line. */
  readonly reason?: string
  readonly danger?: boolean
  /** Given for an item that is on or off. */
  readonly checked?: boolean
  onSelect(): void
}

export interface SubMenu {
  readonly id: string
  readonly label: string
  readonly icon?: ReactNode
  readonly items: readonly MenuItem[]
}

export type MenuItem = MenuCommand | SubMenu | { readonly separator: true } | { readonly heading: string }

/** A function is asked each time the menu opens. */
export type MenuItems = readonly MenuItem[] | (() => readonly MenuItem[])
