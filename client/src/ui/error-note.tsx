import type { ReactNode } from 'react'
import { classes } from '../lib/classes.ts'
import styles from './error-note.module.css'

interface ErrorNoteProps {
  /** One sentence: the thing and the cause. */
  readonly title: ReactNode
  /** The next step. */
  readonly hint?: ReactNode
  /** One button. */
  readonly action?: ReactNode
  /** What went wrong before it, each with its own next step. */
  readonly earlier?: readonly ReactNode[]
  /** The raw answer, folded away. */
  readonly detail?: string
  readonly tone?: 'bad' | 'warn'
}

export const ErrorNote = ({ title, hint, action, earlier = [], detail, tone = 'bad' }: ErrorNoteProps) => (
  <div className={classes(styles.note, styles[tone])} role="alert">
    <p className={styles.title}>{title}</p>
    {hint !== undefined && <p className={styles.hint}>{hint}</p>}
    {action !== undefined && <div className={styles.action}>{action}</div>}
    {earlier.length > 0 && (
      <ul className={styles.earlier}>
        {earlier.map((one, place) => (
          // they never change their places
          <li key={place}>{one}</li>
        ))}
      </ul>
    )}
    {detail !== undefined && (
      <details className={styles.detail}>
        <summary>What exactly was said</summary>
        <pre>{detail}</pre>
      </details>
    )}
  </div>
)
