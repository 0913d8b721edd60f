import type { ReactNode } from 'react'
import ChevronDown from 'lucide-react/icons/chevron-down'
import { Button } from './button.tsx'
import type { MenuItems } from './menu-item.ts'
import { Menu } from './menu.tsx'
import styles from './split-button.module.css'

interface SplitButtonProps {
  readonly icon?: ReactNode
  readonly detail?: ReactNode
  readonly loading?: boolean
  readonly disabled?: boolean
  readonly items: MenuItems
  /** What the arrow opens: "More ways to run". */
  readonly itemsLabel: string
  onClick(): void
  readonly children: ReactNode
}

/** The primary button with other ways to do it: Run. */
export function SplitButton({
  icon,
  detail,
  loading = false,
  disabled = false,
  items,
  itemsLabel,
  onClick,
  children,
}: SplitButtonProps) {
  return (
    <div className={styles.split}>
      <Button
        variant="primary"
        className={styles.main}
        icon={icon}
        detail={detail}
        loading={loading}
        disabled={disabled}
        onClick={onClick}
      >
        {children}
      </Button>
      <Menu items={items} align="end">
        <Button variant="primary" className={styles.more} disabled={disabled} aria-label={itemsLabel}>
          <ChevronDown />
        </Button>
      </Menu>
    </div>
  )
}
