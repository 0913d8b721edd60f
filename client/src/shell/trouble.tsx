import type { ReactNode } from 'react'
import { Logo } from '../ui/logo.tsx'
import styles from './trouble.module.css'

interface TroubleProps {
  readonly title: string
  /** The cause and the next step. */
  readonly children: ReactNode
  readonly actions: ReactNode
  /** The raw words, folded away. */
  readonly detail?: string | undefined
}

/** A whole page that says what is wrong and the way on. */
export const Trouble = ({ title, children, actions, detail }: TroubleProps) => (
  <main className={styles.page}>
    <div className={styles.box} role="alert">
      <Logo size={36} />
      <h1 className={styles.title}>{title}</h1>
      <p className={styles.text}>{children}</p>
      <div className={styles.actions}>{actions}</div>
      {detail !== undefined && (
        <details className={styles.detail}>
          <summary>What exactly happened</summary>
          <pre>{detail}</pre>
        </details>
      )}
    </div>
  </main>
)
