import type { ReactNode } from 'react'
import styles from './gallery.module.css'

interface PanelProps {
  readonly title: string
  readonly children: ReactNode
}

export const Panel = ({ title, children }: PanelProps) => (
  <section className={styles.panel}>
    <h2>{title}</h2>
    {children}
  </section>
)

export const Row = ({ children }: { readonly children: ReactNode }) => <div className={styles.row}>{children}</div>
