import { classes } from '../lib/classes.ts'
import styles from './state-dot.module.css'

export type StepState =
  | 'done'
  | 'running'
  | 'waits'
  | 'queued'
  | 'reused'
  | 'failed'
  | 'unknown'
  | 'held'
  | 'late'
  | 'blocked'
  | 'cancelled'

interface StateDotProps {
  readonly state: StepState
  /** Where no words stand beside it. */
  readonly label?: string
}

/** A colour and a form for each state; the words beside it say the rest. */
export const StateDot = ({ state, label }: StateDotProps) => (
  <span
    className={classes(styles.dot, styles[state])}
    {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
  />
)
