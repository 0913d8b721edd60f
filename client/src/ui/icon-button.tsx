import type { ComponentProps, ReactNode } from 'react'
import { classes } from '../lib/classes.ts'
import styles from './icon-button.module.css'
import { tipProps, type TooltipSide } from './tip-props.ts'

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children' | 'aria-label'> {
  /** Its accessible name, and its tooltip. */
  readonly label: string
  readonly icon: ReactNode
  readonly shortcut?: string
  readonly size?: 'tiny' | 'small' | 'medium' | 'large'
  /** `solid` is the "add" button of the rail. */
  readonly variant?: 'ghost' | 'outline' | 'solid'
  /** Given for a button that stays pressed. */
  readonly pressed?: boolean
  readonly side?: TooltipSide
}

export function IconButton({
  label,
  icon,
  shortcut,
  size = 'medium',
  variant = 'ghost',
  pressed,
  side = 'bottom',
  className,
  ...rest
}: IconButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      {...tipProps({ label, shortcut, side })}
      aria-label={label}
      aria-pressed={pressed}
      className={classes(styles.button, styles[size], styles[variant], className)}
    >
      {icon}
    </button>
  )
}
