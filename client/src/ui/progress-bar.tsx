import { classes } from '../lib/classes.ts'
import styles from './progress-bar.module.css'

interface ProgressBarProps {
  /** What is going on, for screen readers. */
  readonly label: string
  /** From 0 to 1; without it something moves, but nobody knows how far. */
  readonly value?: number | undefined
  readonly tone?: 'accent' | 'ok' | 'bad'
}

export function ProgressBar({ label, value, tone = 'accent' }: ProgressBarProps) {
  const known = value === undefined ? undefined : Math.min(1, Math.max(0, value))
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={known === undefined ? undefined : Math.round(known * 100)}
      className={classes(styles.track, styles[tone])}
    >
      <div
        className={classes(styles.bar, known === undefined && styles.unknown)}
        {...(known !== undefined && { style: { transform: `scaleX(${known})` } })}
      />
    </div>
  )
}
