import type { ComponentType, ReactNode } from 'react'
import Check from 'lucide-react/icons/check'
import ChevronRight from 'lucide-react/icons/chevron-right'
import { classes } from '../lib/classes.ts'
import { Kbd } from './kbd.tsx'
import type { MenuCommand, MenuItem, MenuItems } from './menu-item.ts'
import styles from './overlay.module.css'

interface PartProps {
  readonly className?: string
  readonly children?: ReactNode
}

/** What dropdown and context menus have in common. */
export interface MenuParts {
  readonly Item: ComponentType<PartProps & { readonly disabled?: boolean; onSelect?(event: Event): void }>
  readonly CheckboxItem: ComponentType<
    PartProps & { readonly disabled?: boolean; readonly checked?: boolean; onSelect?(event: Event): void }
  >
  readonly Label: ComponentType<PartProps>
  readonly Separator: ComponentType<PartProps>
  readonly Portal: ComponentType<PartProps>
  readonly Sub: ComponentType<PartProps>
  readonly SubTrigger: ComponentType<PartProps>
  readonly SubContent: ComponentType<PartProps>
}

interface MenuListProps {
  readonly parts: MenuParts
  readonly items: MenuItems
}

export function MenuList({ parts, items }: MenuListProps) {
  const list = typeof items === 'function' ? items() : items
  return list.map((item, position) => <Entry key={keyOf(item, position)} parts={parts} item={item} />)
}

const keyOf = (item: MenuItem, position: number) => ('id' in item ? item.id : `#${position}`)

function Entry({ parts, item }: { readonly parts: MenuParts; readonly item: MenuItem }) {
  if ('separator' in item) return <parts.Separator className={styles.separator ?? ''} />
  if ('heading' in item) return <parts.Label className={styles.heading ?? ''}>{item.heading}</parts.Label>
  if ('items' in item)
    return (
      <parts.Sub>
        <parts.SubTrigger className={styles.item ?? ''}>
          <Icon icon={item.icon} />
          <span className={styles.words}>{item.label}</span>
          <ChevronRight />
        </parts.SubTrigger>
        <parts.Portal>
          <parts.SubContent className={styles.menu ?? ''}>
            <MenuList parts={parts} items={item.items} />
          </parts.SubContent>
        </parts.Portal>
      </parts.Sub>
    )
  return <Command parts={parts} command={item} />
}

const Icon = ({ icon }: { readonly icon: ReactNode }) =>
  icon === undefined ? undefined : <span className={styles.icon}>{icon}</span>

function Command({ parts, command }: { readonly parts: MenuParts; readonly command: MenuCommand }) {
  const common = {
    className: classes(styles.item, command.danger && styles.danger),
    disabled: command.disabled ?? false,
    onSelect: () => command.onSelect(),
  }
  const inside = (
    <>
      <Icon icon={command.icon} />
      <span className={styles.words}>
        {command.label}
        {command.reason !== undefined && <span className={styles.reason}>{command.reason}</span>}
      </span>
      {command.checked === true && <Check className={styles.end} />}
      {command.shortcut !== undefined && <Kbd keys={command.shortcut} />}
    </>
  )
  if (command.checked === undefined) return <parts.Item {...common}>{inside}</parts.Item>
  return (
    <parts.CheckboxItem {...common} checked={command.checked}>
      {inside}
    </parts.CheckboxItem>
  )
}
