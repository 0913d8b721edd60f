import type { ComponentProps, ReactNode } from 'react'
import { classes } from '../lib/classes.ts'
import styles from './button.module.css'

export interface ButtonProps extends ComponentProps<'button'> {
  /** One primary button a screen. */
  readonly variant?: 'primary' | 'secondary' | 'ghost' | 'danger'
  readonly size?: 'small' | 'medium' | 'large'
  readonly icon?: ReactNode
  /** Said quietly behind the label: the price of Run. */
  readonly detail?: ReactNode
  /** Something goes on behind it: it cannot be pressed again, and a bar moves along its edge. */
  readonly loading?: boolean
}

export function Button({
  variant = 'secondary',
  size = 'medium',
  icon,
  detail,
  loading = false,
  disabled,
  className,
  children,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      disabled={disabled === true || loading}
      aria-busy={loading || undefined}
      className={classes(styles.button, styles[variant], styles[size], loading && styles.loading, className)}
    >
      {icon}
      <span className={styles.label}>{children}</span>
      {detail !== undefined && <span className={styles.detail}>{detail}</span>}
    </button>
  )
}
