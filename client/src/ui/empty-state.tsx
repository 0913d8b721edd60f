import type { ReactNode } from 'react'
import styles from './empty-state.module.css'

interface EmptyStateProps {
  readonly icon?: ReactNode
  readonly title: string
  /** What would be here, and the first step towards it. */
  readonly children?: ReactNode
  readonly action?: ReactNode
}

export const EmptyState = ({ icon, title, children, action }: EmptyStateProps) => (
  <div className={styles.empty}>
    {icon}
    <h2 className={styles.title}>{title}</h2>
    {children !== undefined && <p className={styles.text}>{children}</p>}
    {action}
  </div>
)
