import CircleHelp from 'lucide-react/icons/circle-question-mark'
import CirclePause from 'lucide-react/icons/circle-pause'
import Clock from 'lucide-react/icons/clock'
import Eye from 'lucide-react/icons/eye'
import type { ComponentType } from 'react'
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
  /** Made, and not yet looked at by a person. */
  | 'look'
  | 'blocked'
  | 'cancelled'

/** What waits for a person or a provider has a sign: four kinds of waiting are too many for four rings. */
export const STATE_SIGNS: Readonly<Partial<Record<StepState, ComponentType<{ readonly className?: string }>>>> = {
  look: Eye,
  held: CirclePause,
  late: Clock,
  unknown: CircleHelp,
}

interface StateDotProps {
  readonly state: StepState
  /** Where no words stand beside it. */
  readonly label?: string
}

/** A colour and a form for each state; the words beside it say the rest. */
export function StateDot({ state, label }: StateDotProps) {
  const Sign = STATE_SIGNS[state]
  return (
    <span
      className={classes(Sign ? styles.sign : styles.dot, styles[state])}
      {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    >
      {Sign && <Sign />}
    </span>
  )
}
