import type { ReactNode } from 'react'
import { tipProps, type TipProps } from './tip-props.ts'
import styles from './overlay.module.css'

interface TooltipProps extends TipProps {
  readonly children: ReactNode
}

/** Says more about what is pointed at. Nothing that is said nowhere else: touch and screen readers do not meet it. */
export const Tooltip = ({ children, ...tip }: TooltipProps) => (
  <span className={styles.unseen} {...tipProps(tip)}>
    {children}
  </span>
)
