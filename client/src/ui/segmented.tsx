import type { ReactNode } from 'react'
import { classes } from '../lib/classes.ts'
import { moveWithin } from './move-within.ts'
import styles from './segmented.module.css'

export interface Segment<Value extends string = string> {
  readonly value: Value
  readonly label: ReactNode
  readonly disabled?: boolean
}

interface SegmentedControlProps<Value extends string> {
  readonly label: string
  readonly segments: readonly Segment<Value>[]
  readonly value: Value | undefined
  onChange(value: NoInfer<Value>): void
  readonly disabled?: boolean
  /** Takes the whole width, in equal parts. */
  readonly fill?: boolean
  readonly describedBy?: string | undefined
}

/** One of a few, all in sight. */
export function SegmentedControl<Value extends string>({
  label,
  segments,
  value,
  onChange,
  disabled = false,
  fill = false,
  describedBy,
}: SegmentedControlProps<Value>) {
  const chosen = segments.some((segment) => segment.value === value)
  return (
    <div
      role="radiogroup"
      tabIndex={-1}
      aria-label={label}
      aria-describedby={describedBy}
      className={classes(styles.group, fill && styles.fill)}
      onKeyDown={(event) => moveWithin(event, '[role=radio]')?.click()}
    >
      {segments.map((segment, position) => (
        <button
          key={segment.value}
          type="button"
          role="radio"
          aria-checked={segment.value === value}
          tabIndex={segment.value === value || (!chosen && position === 0) ? 0 : -1}
          disabled={disabled || segment.disabled === true}
          className={styles.segment}
          onClick={() => onChange(segment.value)}
        >
          {segment.label}
        </button>
      ))}
    </div>
  )
}
